import { ACCESS, ACCESS_TESTS, type Guard, guards, type Line } from './guard.js';

const FACES = 'src/coach-portal';

/** Without the decorator the connection is neither checked nor noted. */
const ofConnectedClient = (what: string): Line => [
  `only of connected clients: ${what}`,
  `  @OfConnectedClient('${what}')\n`,
  '',
];

/** The rows that each caller may read and write, and the notes of the access log. */
export const SCOPE_GUARDS: readonly Guard[] = [
  ...guards(
    'src/training/logs/logs.service.ts',
    ['client-logs'],
    [
      ['own logs in a list', 'list.where(`user_id = ${owner}`);', 'list.where(`user_id >= 0 * ${owner}`);'],
      ['reading only own logs', 'findOneBy({ id, userId })', 'findOneBy({ id })'],
      ['changing only own logs', '.where({ id, userId })', '.where({ id })'],
      ['deleting only own logs', '.delete({ id, userId })', '.delete({ id })'],
    ],
  ),
  ...guards(
    'src/training/plans/plans.service.ts',
    ['client-plans-and-progress', 'coach-plans'],
    [
      ['own plans', `condition: 'user_id = $2', value`, `condition: '$2::integer IS NOT NULL', value`],
      [
        'creating plans only in scope',
        'insertFromJson({ table, columns, condition,',
        `insertFromJson({ table, columns, condition: '$2::integer IS NOT NULL',`,
      ],
      ['changing plans only in scope', '`t.id = $3 AND ${condition}`', '`t.id = $3 AND $2::integer IS NOT NULL`'],
      [
        'deleting plans only in scope',
        'WHERE id = $1 AND ${condition} RETURNING',
        'WHERE id = $1 AND $2::integer IS NOT NULL RETURNING',
      ],
    ],
  ),
  ...guards(
    `${FACES}/coach-clients.controller.ts`,
    [ACCESS],
    ['profile', 'workouts', 'diet', 'progress'].map(ofConnectedClient),
    ACCESS_TESTS,
  ),
  ...guards(
    `${FACES}/connected-client.guard.ts`,
    ['connections'],
    [['guard of a connected client', 'await this.connections.admitReader(', 'void (']],
  ),
  ...guards(
    'src/connections/connected.ts',
    ['connections'],
    [
      [
        'only confirmed and completed bookings connect',
        `const CONNECTS = \`status IN ('confirmed', 'completed')\``,
        `const CONNECTS = \`status IN ('pending', 'confirmed', 'completed')\``,
      ],
      [
        'connected with this client',
        'b.coach_id = ${coach} AND b.client_id = ${client} AND',
        'b.coach_id = ${coach} AND ${client} > 0 AND',
      ],
      [
        'connected with this coach',
        'WHERE b.coach_id = ${coach} AND b.client_id = ${client}',
        'WHERE ${coach} > 0 AND b.client_id = ${client}',
      ],
    ],
  ),
  ...guards(
    'src/connections/connections.service.ts',
    ['connections'],
    [
      ['an unconnected coach is refused', 'if (!client.connected) throw', 'if (false) throw'],
      ['list of connected clients', 'users u JOIN mine ON mine.client_id = u.id', 'users u JOIN mine ON true'],
    ],
  ),
  ...guards(
    'src/connections/connections.service.ts',
    ['coach-plans', 'coach-charts'],
    [
      [
        'statements over many clients',
        'condition: ofMine(section), value: id',
        'condition: `${parameter}::integer IS NOT NULL`, value: id',
      ],
      [
        'only users who are clients now, for admins',
        'everyone(id, parameter, OF_A_CLIENT)',
        `everyone(id, parameter, 'true')`,
      ],
    ],
  ),
  ...guards(
    'src/connections/connected.ts',
    ['coach-plans', 'coach-charts'],
    [['only users who are clients now, for coaches', `WHERE u.role = 'client' AND mine.`, 'WHERE mine.']],
  ),
  ...guards(
    'src/connections/connections.service.ts',
    ['coach-charts'],
    [['who is no client, in charts for admins', 'parameter, OF_NO_OTHER', `parameter, 'true'`]],
  ),
  ...guards(
    `${FACES}/coach-plans.service.ts`,
    ['coach-plans'],
    [
      [
        'plans of a connected client',
        `await this.connections.admitReader(me, client_id, { section: kind.section, what: 'plans' });`,
        '',
      ],
    ],
  ),
  ...guards(
    'src/bookings/bookings-reader.service.ts',
    ['booking-lists'],
    [
      ['own bookings of a coach', `if (coachId !== undefined) where(`, `if (false) where(`],
      ['no calendar of an admin', `if (me.role !== 'coach') return`, 'if (me.id === 0) return'],
      ['own bookings of a client', `if (clientId !== undefined) where(`, `if (false) where(`],
    ],
  ),
  ...guards(
    'src/bookings/booking-columns.ts',
    [ACCESS],
    [['one booking is for its people', 'partyTo(partiesOf(row), reader)', 'reader.role']],
    ACCESS_TESTS,
  ),
  ...guards(
    'src/audit/access-log.service.ts',
    ['access-log'],
    [
      ['reading many clients is noted', 'if (others.length === 0) return;', 'if (others.length >= 0) return;'],
      ['reads of one’s own data are not noted', 'read.id !== id', 'read.id > 0'],
      ['own access log', 'client_id = ${list.parameter(clientId)}', 'client_id >= 0 * ${list.parameter(clientId)}'],
    ],
  ),
  ...[
    [
      'src/connections/connections.service.ts',
      'reading one client',
      'WHERE connected AND shared AND id <> $2 AND $4 IS NOT NULL',
      'WHERE false AND id <> $2 AND $4 IS NOT NULL',
    ],
    [
      'src/connections/connections.service.ts',
      'list of clients',
      'await this.accessLog.recordProfiles(this.database, reader, page.items);',
      '',
    ],
    [`${FACES}/coach-charts.service.ts`, 'overview of clients', 'await this.accessLog.recordEach(', 'void [].concat('],
    [`${FACES}/coach-plans.service.ts`, 'list of plans', 'await this.accessLog.record(\n', 'void [].concat(\n'],
    [
      `${FACES}/coach-plans.service.ts`,
      'changed plan',
      `if (plan) await this.accessLog.record(tx, me, [plan.user_id], { what: 'plans', sections: [kind.section] });`,
      '',
    ],
    [
      'src/admin/user-views.service.ts',
      'list of accounts',
      'await this.accessLog.recordProfiles(this.database, me, page.items);',
      '',
    ],
    [
      'src/admin/user-views.service.ts',
      'one account',
      'await this.accessLog.recordProfiles(this.database, me, [user]);',
      '',
    ],
    [
      'src/admin/statistics.service.ts',
      'users whom the usage report names',
      'await this.accessLog.record(',
      'void [].concat(',
    ],
    [
      'src/admin/user-changes.service.ts',
      'changed account',
      'await this.accessLog.recordProfiles(tx, me, [changed]);',
      '',
    ],
  ].flatMap(([file = '', what = '', find = '', replace = '']) =>
    guards(file, ['access-log'], [[`noted in the access log: ${what}`, find, replace]]),
  ),
  ...guards(
    'src/users/profiles.service.ts',
    ['profiles'],
    [
      ['own profile', '.where({ id, isActive: true })', '.where({ isActive: true })'],
      ['profiles of active users', '.where({ id, isActive: true })', '.where({ id })'],
    ],
  ),
  ...guards(
    'src/feedback/feedback.service.ts',
    ['feedback'],
    [
      ['anonymous users are not named', 'if (userId !== null && !is_anonymous)', 'if (userId !== null)'],
      [
        'anonymous guests are not named',
        'is_anonymous || userId !== null ? [null, null]',
        'userId !== null ? [null, null]',
      ],
    ],
  ),
  ...guards(
    'src/feedback/feedback.service.ts',
    ['admin-deletion'],
    [
      [
        'feedback of a deleted user has no name',
        '.update({ userId }, { userId: null, name: null, email: null, pageUrl: null, userAgent: null });',
        '.update({ userId: -userId }, { userId: null });',
      ],
    ],
  ),
];
