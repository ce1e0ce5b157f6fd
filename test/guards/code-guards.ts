import { ACCESS, type Guard, guards } from './guard.js';

const JWT = 'src/auth/jwt.strategy.ts';
const BODY = 'src/http/json-body.ts';
const FACES = 'src/coach-portal';

/** Who may do what, and whose rows they get. */
export const CODE_GUARDS: readonly Guard[] = [
  ...[
    ['src/admin/admin-statistics.controller.ts', `@Allow('admin')`],
    ['src/admin/admin-users.controller.ts', `@Allow('admin')`],
    [`${FACES}/coach-charts.controller.ts`, `@Allow('coach', 'admin')`],
    [`${FACES}/coach-workout-plans.controller.ts`, `@Allow('coach', 'admin')`],
    [`${FACES}/coach-diet-plans.controller.ts`, `@Allow('coach', 'admin')`],
    [`${FACES}/coach-clients.controller.ts`, `@Allow('coach', 'admin')`],
    [`${FACES}/coach-profile.controller.ts`, `@Allow('coach', 'admin')`],
    ['src/bookings/bookings.controller.ts', `@Allow('client')`],
    ['src/bookings/bookings.controller.ts', `@Allow('client', 'coach')`],
    ['src/bookings/bookings.controller.ts', `@Allow('coach', 'admin')`],
  ].flatMap(([file = '', find = '']) =>
    guards(file, [ACCESS], [[`${find} of ${file.split('/').at(-1)}`, find, `@Allow('client', 'coach', 'admin')`]]),
  ),
  ...guards(
    'src/auth/access.guard.ts',
    [ACCESS],
    [['roles are looked at', 'if (!access?.includes(principal.role))', 'if (!access)']],
  ),
  ...guards(
    JWT,
    ['accounts-tokens', ACCESS],
    [
      ['algorithm', 'algorithms: [TOKEN.algorithm]', `algorithms: [TOKEN.algorithm, 'HS384', 'HS512']`],
      ['issuer', 'issuer: TOKEN.issuer,', ''],
      ['audience', 'audience: TOKEN.audience,', ''],
      ['typ', 'header.typ === TOKEN.typ &&', ''],
      ['expiry is required', `typeof exp === 'number' &&`, ''],
    ],
  ),
  ...guards(
    'src/auth/sessions.ts',
    ['accounts-sessions', ACCESS],
    [
      ['deactivated users are out', 'AND s.expires_at > $3 AND u.is_active', 'AND s.expires_at > $3'],
      ['sessions end', 'WHERE s.id = $1 AND u.id = $2 AND', 'WHERE (s.id = $1 OR true) AND u.id = $2 AND'],
      ['a refresh token works once', 'return token.usedAt ? this.reused', 'return false && token.usedAt ? this.reused'],
    ],
  ),
  ...guards(
    'src/auth/login-throttle.ts',
    ['accounts-throttle'],
    [
      ['throttle of an account', 'waitOf(account?.failures ?? [],', 'waitOf([],'],
      ['throttle of an address', 'waitOf(network?.failures ?? [],', 'waitOf([],'],
    ],
  ),
  ...guards(
    'src/training/logs.service.ts',
    ['client-logs'],
    [
      ['own logs in a list', `['user_id = $2']`, `['user_id >= $2 - $2']`],
      ['own log to look at', `WHERE id = $1 AND user_id = $2\``, `WHERE id = $1 AND $2::integer IS NOT NULL\``],
      ['own log to change', `'t.id = $2 AND t.user_id = $3'`, `'t.id = $2 AND $3::integer IS NOT NULL'`],
      ['own log to delete', `AND user_id = $2 RETURNING id`, `AND $2::integer IS NOT NULL RETURNING id`],
    ],
  ),
  ...guards(
    'src/training/plans.service.ts',
    ['client-plans-and-progress', 'coach-plans'],
    [
      ['own plans', `condition: 'user_id = $2', value`, `condition: '$2::integer IS NOT NULL', value`],
      ['whose plan to change', '`t.id = $3 AND ${condition}`', '`t.id = $3 AND $2::integer IS NOT NULL`'],
      [
        'whose plan to delete',
        'WHERE id = $1 AND ${condition} RETURNING',
        'WHERE id = $1 AND $2::integer IS NOT NULL RETURNING',
      ],
    ],
  ),
  ...guards(
    'src/bookings/connections.service.ts',
    ['connections', 'connection-property'],
    [
      [
        'only what was confirmed connects',
        `const CONNECTS = \`status IN ('confirmed', 'completed')\``,
        `const CONNECTS = \`status IN ('pending', 'confirmed', 'completed')\``,
      ],
      ['connected with this very client', 'coach_id = $2 AND client_id = u.id AND', 'coach_id = $2 AND'],
      ['connected with this very coach', 'WHERE coach_id = $2 AND client_id = u.id', 'WHERE client_id = u.id'],
      ['connected at all', 'if (!client.open) throw', 'if (false) throw'],
      [
        'list of connected clients',
        `conditions.push('u.id IN (SELECT client_id FROM mine)')`,
        `conditions.push('$2::integer IS NOT NULL')`,
      ],
      [
        'statements over many clients',
        `condition: 'user_id IN (SELECT client_id FROM mine)'`,
        'condition: `${parameter}::integer IS NOT NULL`',
      ],
      ['reading one client is noted', 'WHERE open AND $4 IS NOT NULL', 'WHERE false AND $4 IS NOT NULL'],
    ].map(([name = '', find = '', replace = '']) => [name, find, replace] as const),
  ).map((guard) => (guard.name.endsWith('noted') ? { ...guard, specs: ['test/e2e/access-log.spec.ts'] } : guard)),
  ...guards(
    'src/audit/access-log.service.ts',
    ['access-log'],
    [
      ['reading many clients is noted', 'if (clientIds.length > 0) await', 'if (false) await'],
      ['own access log', `['client_id = $2']`, `['$2::integer IS NOT NULL']`],
    ],
  ),
  ...guards(
    `${FACES}/connected-client.guard.ts`,
    ['connections', 'connection-property'],
    [['guard of a connected client', 'await this.connections.assertMayRead(', 'void (']],
  ),
  ...guards(
    'src/bookings/domain/booking-change.ts',
    ['booking-changes', 'src/bookings/domain/booking-change.spec.ts'],
    [
      ['party to a booking', 'throw new NotYourBookingError();', `return 'client';`],
      ['clients only cancel', `if (party !== 'coach' && fields`, `if (false && fields`],
    ],
  ),
  ...guards(
    'src/bookings/bookings.reader.ts',
    ['booking-lists', 'connection-property'],
    [
      ['own bookings of a coach', `if (coachId !== undefined) where(`, `if (false) where(`],
      ['own bookings of a client', `if (clientId !== undefined) where(`, `if (false) where(`],
    ],
  ),
  ...guards(
    'src/http/validation.pipe.ts',
    ['errors', 'booking-fields'],
    [
      ['whitelist', 'whitelist: true,', 'whitelist: false,'],
      ['unknown fields are refused', 'forbidNonWhitelisted: true', 'forbidNonWhitelisted: false'],
    ],
  ),
  ...guards(
    BODY,
    ['errors'],
    [
      ['depth of bodies', 'const MAX_DEPTH = 20;', 'const MAX_DEPTH = 2_000;'],
      ['poison keys', `new Set(['__proto__', 'constructor', 'prototype'])`, 'new Set<string>()'],
      ['size of bodies', 'MAX_BODY_BYTES = 65_536', 'MAX_BODY_BYTES = 6_553_600'],
      ['no unpacking', `if (encoding.toLowerCase() !== 'identity') throw`, 'if (encoding === "") throw'],
    ],
  ),
  ...guards(
    'src/http/application.ts',
    ['raw-http'],
    [['headers that stand twice', 'if (repeated !== undefined) return', 'if (repeated === "") return']],
  ),
  ...guards(
    'src/http/problem.ts',
    ['errors', 'database-faults'],
    [
      [
        'nothing is told of a defect',
        `'Something went wrong on our side; it has been logged.'`,
        `'QueryFailedError: SELECT id FROM users'`,
      ],
    ],
  ),
  ...guards(
    'src/http/idempotency.service.ts',
    ['idempotency'],
    [
      ['answers that are kept', 'if (kept) {', 'if (kept && false) {'],
      ['the same body', 'if (!kept.fingerprint.equals(fingerprint)) throw', 'if (false) throw'],
      ['one at a time', 'if (!lock?.first) throw', 'if (false) throw'],
    ],
  ),
  ...guards(
    'src/http/idempotency-key.ts',
    ['idempotency'],
    [['keys of one caller', 'request.routeOptions.url, request.principal?.id]', 'request.routeOptions.url]']],
  ),
];
