import { type Guard, guards } from './guard.js';

/** Changes of bookings, Idempotency-Key and retries. */
export const RULE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/bookings/bookings.controller.ts',
    ['booking-changes'],
    [['strangers learn nothing from a 422', '  @UseGuards(BookingPartyGuard)\n', '']],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['booking-times'],
    [['sessions are not booked in the past', 'if (scheduledAt && scheduledAt <= this.clock.now())', 'if (false)']],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['booking-change-races', 'admin-races'],
    [
      ['a change is decided on what is there', 'b.xmin = $2::xid AND', ''],
      ['the client is locked before the coach', 'ORDER BY u.id = b.coach_id', 'ORDER BY u.id = b.client_id'],
      ['people are locked before their bookings', 'AND (SELECT count(*) FROM parties) > 0', ''],
    ],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['booking'],
    [
      ['ids are not spent on slots that are held', 'AND NOT EXISTS (SELECT FROM bookings b WHERE ${HOLDER})', ''],
      ['ids are not spent on times that are taken', 'AND NOT (${TIME_IS_TAKEN})', ''],
    ],
  ),
  ...guards(
    'src/coach-portal/coach-plans.service.ts',
    ['admin-races'],
    [['clients are locked before their plans', 'await this.plans.holdClient(tx, kind, id);', '']],
  ),
  ...guards(
    'src/idempotency/idempotency.service.ts',
    ['idempotency'],
    [
      ['answers that are kept', 'if (kept) {', 'if (kept && false) {'],
      ['the same body', 'if (!kept.fingerprint.equals(fingerprint)) throw', 'if (false) throw'],
      ['one at a time', 'if (!lock?.first) throw', 'if (false) throw'],
      ['for a day', 'const KEPT_HOURS = 24;', 'const KEPT_HOURS = 24_000;'],
      ['answers that cannot be opened', ' OR answer IS NULL)', ')'],
      [
        'answers to a user who is deleted',
        'await tx.repository(IdempotencyKey).delete({ userId });',
        'await [tx, userId];',
      ],
    ],
  ),
  ...guards(
    'src/idempotency/refuses-idempotency-key.ts',
    ['idempotency'],
    [
      [
        'no key where answers hold tokens',
        `if (headers['idempotency-key'] !== undefined) throw`,
        'if (!headers) throw',
      ],
    ],
  ),
  ...guards(
    'src/idempotency/idempotency-key.ts',
    ['idempotency'],
    [
      ['keys of one caller', 'request.routeOptions.url, principal.id]', 'request.routeOptions.url]'],
      ['keys of one route', 'request.routeOptions.url, principal.id]', 'principal.id]'],
      ['guests have no keys', 'if (principal === undefined) return null;', ''],
      ['keys that are none', 'if (key === undefined) {\n    throw', 'if (false) {\n    throw'],
    ],
  ),
  ...guards(
    'src/database/database.ts',
    ['src/database/database.spec.ts'],
    [
      [
        'after a deadlock it runs again',
        'isRetryable(error) || (await recovers(this, error))',
        'await recovers(this, error)',
      ],
      ['not for ever', 'attempt >= ATTEMPTS ||', 'attempt > 50 ||'],
    ],
  ),
  ...guards(
    'src/database/statements.ts',
    ['src/database/database.spec.ts'],
    [['connections fallen silent', 'if (_activeQuery !== null) void', 'if (_activeQuery === undefined) void']],
  ),
];
