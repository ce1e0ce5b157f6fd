import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/caller.js';
import type { TestApp } from '../support/app.js';
import { ACCESS, type Row } from './access-table.js';
import type { World } from './access-world.js';

const ROLES = { client: 2, coach: 4, admin: 6 } as const;

/** A request and the role that sends it. */
export interface Request {
  readonly row: Row;
  readonly role: keyof typeof ROLES;
  /** The query string; `{coach}` and `{client}` stand for ids. */
  readonly query: string;
  /** Whether it carries an Idempotency-Key. */
  readonly keyed: boolean;
}

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const day = (days: number) => ago(days).slice(0, 10);

/** A cursor after nine tenths of a list: the rows are spread over a thousand days. */
const deep = (value: string, order?: string) =>
  `cursor=${Buffer.from(JSON.stringify([value, 1, ...(order ? [order] : [])])).toString('base64url')}`;
const DEEP_IN_TIME = deep(ago(900));
const DEEP_IN_DAYS = deep(day(900));
const DEEP_IN_IDS = deep('50000');
const BEYOND_ALL = deep('infinity');

const COUNT = 'limit=10&count=true';

const CHART = ['days=7'];

const BOOKINGS = [
  ...['pending', 'confirmed', 'completed', 'cancelled'].map((status) => `status=${status}`),
  'status=pending&status=confirmed',
  ...[`from=${day(900)}&to=${day(898)}`, `from=${day(-20)}`, `status=pending&from=${day(-20)}`],
  ...[DEEP_IN_TIME, `${DEEP_IN_TIME}&status=cancelled`, 'limit=10'],
];

const WHEN = ['when=upcoming&sort=scheduled_at', 'when=past', 'when=past&sort=scheduled_at'];

const LOGS = [`start_date=${day(900)}&end_date=${day(890)}`, `start_date=${day(20)}`, DEEP_IN_DAYS, 'limit=10'];

/** Queries of lists and charts, in addition to the empty one. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  'GET /bookings/coaches': [
    ...['q=Coach 01234', 'q=coach', 'specialty=rowing', 'available=true', 'available=false'],
    ...[deep('Coach 01800'), `${deep('Coach 01800')}&available=true`, 'limit=1'],
    ...['sort=rating', `sort=rating&${deep('3.1', 'rating')}`, 'min_rating=3', 'sort=rating&min_rating=3.5'],
  ],
  'GET /bookings/coaches/{coach_id}/session-types': ['limit=10'],
  'GET /bookings/coaches/{coach_id}/packs': ['limit=10'],
  'GET /bookings/coaches/{coach_id}/times': ['time_zone=America/New_York', `from=${day(-30)}&to=${day(-60)}`],
  'GET /bookings/times': ['minutes=60', 'specialty=rowing'],
  'GET /bookings/group-sessions': [
    ...[
      'coach_id={coach}',
      `coach_id={coach}&from=${day(-5)}&to=${day(-30)}`,
      `from=${day(400)}`,
      `from=${day(-5)}&to=${day(-6)}`,
    ],
    ...['limit=10', BEYOND_ALL],
  ],
  'GET /bookings/bookings/{id}/history': ['limit=10'],
  'GET /bookings/my-bookings': [...BOOKINGS, ...WHEN],
  'GET /bookings/coaches/{coach_id}/reviews': [DEEP_IN_TIME, 'limit=10'],
  'GET /admin/reviews': ['status=removed', 'reported=true', 'reported=false', DEEP_IN_TIME, 'limit=10'],
  'GET /bookings/series': [DEEP_IN_TIME, 'limit=10'],
  'GET /bookings/coach/bookings': [...BOOKINGS, BEYOND_ALL],
  'GET /bookings/admin/bookings': [
    ...[...BOOKINGS, 'coach_id={coach}', 'client_id={client}', 'coach_id={coach}&client_id={client}'],
    'contested=true',
    ...['coach_id={coach}&status=pending', 'client_id={client}&status=pending', `${DEEP_IN_TIME}&coach_id={coach}`],
  ],
  'GET /bookings/admin/coaches/{coach_id}/bookings': [...BOOKINGS, BEYOND_ALL],
  'GET /bookings/waitlist': ['status=waiting', DEEP_IN_TIME, `${DEEP_IN_TIME}&status=left`, 'limit=10'],
  'GET /calendars': [DEEP_IN_TIME, 'limit=10'],
  'GET /webhooks': [DEEP_IN_TIME, 'limit=10'],
  'GET /webhooks/{id}/deliveries': ['status=failed', 'limit=10'],
  'GET /client/workout-logs': LOGS,
  'GET /client/diet-logs': LOGS,
  'GET /client/workout-plans': [DEEP_IN_DAYS, 'limit=10'],
  'GET /client/diet-plans': [DEEP_IN_DAYS, 'limit=10'],
  'GET /client/charts/workout-frequency': CHART,
  'GET /client/charts/diet-adherence': CHART,
  'GET /client/charts/workout-volume': [...CHART, 'exercise=Exercise 1'],
  'GET /client/access-log': [DEEP_IN_TIME, 'limit=10'],
  'GET /client/coaches': [deep('Coach 01800'), 'limit=10'],
  'GET /coach/schedule/dates': [`from=${day(-1)}`, 'limit=10'],
  'GET /coach/calendars': ['limit=10'],
  'GET /coach/calendars/conflicts': [DEEP_IN_TIME, 'limit=10'],
  'GET /coach/time-off': ['limit=10'],
  'GET /coach/group-sessions': [`from=${day(400)}`, `from=${day(-5)}&to=${day(-30)}`, 'limit=10'],
  'GET /coach/session-types': ['limit=10'],
  'GET /coach/packs': ['limit=10'],
  'GET /client/credits': ['limit=10'],
  'GET /coach/clients/{client_id}/credits': ['limit=10'],
  'GET /client/payments': ['status=paid', DEEP_IN_TIME, 'limit=10'],
  'GET /admin/payments': [
    ...['status=paid', 'client_id={client}', 'coach_id={coach}', 'refund_status=failed', 'refund_status=done'],
    ...[DEEP_IN_TIME, 'limit=10'],
  ],
  'GET /coach/clients': [deep('Client 00450'), deep('Client 18000'), 'limit=10'],
  'GET /coach/clients/{client_id}/workout-logs': LOGS,
  'GET /coach/clients/{client_id}/diet-logs': LOGS,
  'GET /coach/workout-plans': ['client_id={client}', DEEP_IN_DAYS, `${DEEP_IN_DAYS}&client_id={client}`, 'limit=10'],
  'GET /coach/diet-plans': ['client_id={client}', DEEP_IN_DAYS, `${DEEP_IN_DAYS}&client_id={client}`, 'limit=10'],
  'GET /coach/charts/engagement': CHART,
  'GET /admin/users': [
    ...['role=client', 'role=admin', DEEP_IN_TIME, `${DEEP_IN_TIME}&role=coach`, 'limit=10'],
    ...['q=Client 01234', 'sort=full_name', `sort=full_name&${deep('Client 18000', 'full_name')}`, 'is_active=true'],
    'role=coach&is_verified=false',
  ],
  'GET /admin/reports/utilisation': ['coach_id={coach}'],
  'GET /admin/reports/usage': CHART,
  'GET /admin/charts/user-growth': CHART,
  'GET /admin/charts/platform-usage': CHART,
  'GET /admin/charts/system-health': CHART,
  'GET /notifications': [DEEP_IN_IDS, 'limit=10'],
  'GET /admin/audit': [
    ...[
      'actor_id={admin}',
      'subject_id={client}',
      `from=${ago(900)}&to=${ago(890)}`,
      `subject_id={client}&from=${ago(400)}`,
    ],
    ...[DEEP_IN_TIME, `actor_id={admin}&${DEEP_IN_TIME}`, 'limit=10'],
  ],
  'GET /admin/deliveries': [
    'status=failed',
    'channel=mail',
    DEEP_IN_IDS,
    `${DEEP_IN_IDS}&status=done&channel=mail`,
    'limit=10',
  ],
  'GET /feedback': ['skip=100', DEEP_IN_TIME, 'limit=10'],
};

/** Lists of which one statement more counts the rows. */
const COUNTED = [
  ...['GET /bookings/my-bookings', 'GET /bookings/admin/bookings', 'GET /bookings/coaches', 'GET /admin/users'],
  ...[
    'GET /client/access-log',
    'GET /admin/audit',
    'GET /coach/clients',
    'GET /coach/workout-plans',
    'GET /bookings/bookings/{id}/history',
  ],
];

/** Operations whose statements depend on the role. All others are sent by the first allowed role. */
const BY_ROLE = /^\w+ \/coach\/|^GET \/users\/stats|^GET \/bookings\/(my-bookings|series$|waitlist$)/;

/** Writes that the admin audit notes: their statements say who acts, those of coaches do not. */
const ALSO_BY_ADMINS = /^(POST|PUT|DELETE) \/coach\/\w+-plans/;

const REPEATABLE = [
  ...[
    'POST /bookings/book',
    'POST /bookings/holds',
    'POST /bookings/series',
    'POST /bookings/waitlist',
    'POST /bookings/waitlist/{id}/accept',
    'POST /coach/bookings',
    'POST /coach/time-off',
    'POST /coach/session-types',
    'POST /coach/packs',
    'POST /coach/group-sessions',
  ],
  ...['POST /client/workout-logs', 'POST /client/diet-logs'],
  ...['POST /coach/workout-plans', 'POST /coach/diet-plans', 'POST /feedback'],
];

/** Every operation with every query and role that leads to different statements. */
export function allRequests(): Request[] {
  return ACCESS.flatMap((row) => {
    const [operation] = row;
    const allowed = (Object.keys(ROLES) as Request['role'][]).filter((role) => row[ROLES[role]] < 300);
    const roles = BY_ROLE.test(operation) ? allowed : allowed.slice(0, 1);
    const sent = [
      ...['', ...(QUERIES[operation] ?? [])].map((query) => ({ query, keyed: false })),
      ...(COUNTED.includes(operation) ? [{ query: COUNT, keyed: false }] : []),
      ...(REPEATABLE.includes(operation) ? [{ query: '', keyed: true }] : []),
    ];
    return roles.flatMap((role) => sent.map((rest) => ({ row, role, ...rest })));
  });
}

/** Sends a request to `app` as a person of `world`; another instance may have made that person. */
export async function send(app: TestApp, world: World, { row, role, query, keyed }: Request): Promise<Answer> {
  const [operation] = row;
  const [method = ''] = operation.split(' ');
  const ids: Readonly<Record<string, number>> = {
    coach: world.coach.id,
    client: world.client.id,
    admin: world.admin.id,
  };
  const search = query.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(ids[name]));
  const { body, query: needed = {}, headers: own = {} } = (await row[8]?.(world)) ?? {};
  const headers = { ...own, ...(keyed && { 'idempotency-key': randomUUID() }) };
  return app
    .with(world[role].token!)
    .send(method, `${world.pathOf(operation)}?${new URLSearchParams(needed).toString()}&${search}`, body, headers);
}

/** The name of an operation in the table of statements. */
export function nameOf({ row: [operation], role, keyed, query }: Request): string {
  const name = role === 'admin' && ALSO_BY_ADMINS.test(operation) ? `${operation} as admin` : operation;
  if (query === COUNT) return `${name} with a count`;
  return keyed ? `${name} with an Idempotency-Key` : name;
}
