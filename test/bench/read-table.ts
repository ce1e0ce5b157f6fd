import type { RequestParts } from './connection.js';
import { CONNECTED_CLIENTS, LOG_DAYS, NEWCOMER_BOOKINGS, READER_BOOKINGS } from './past.js';
import type { Person } from './people.js';
import { productParts } from './requests.js';
import type { Stage } from './stage.js';

const PAGE = 200;

/** A route that reads, and one of its callers. */
export interface Read {
  readonly title: string;
  readonly request: (stage: Stage) => RequestParts | Promise<RequestParts>;
  /** The number of rows, if the answer is a list. */
  readonly rows?: number;
  /** The number of active coaches, if not the usual one. */
  readonly coaches?: number;
  /**
   * Judges the read by the target for lists, against this baseline. Short answers are not judged: their cost is that of
   * any request, which the ping check judges.
   */
  readonly judged?: 'beside all statements' | 'also without the session';
}

/** Reads in one table, under the same load. */
export interface ReadGroup {
  readonly title: string;
  readonly connections: number;
  readonly reads: readonly Read[];
}

type Caller = (people: Stage['people']) => Person;

const reader: Caller = (people) => people.reader;
const newcomer: Caller = (people) => people.newcomer;
const coach: Caller = (people) => people.coach;
const admin: Caller = (people) => people.admin;

const as = (caller: Caller, path: string) => (stage: Stage) => productParts(caller(stage.people), path);

export const COACHES: Read = {
  title: 'list of 200 coaches',
  request: as(reader, '/bookings/coaches'),
  rows: PAGE,
  judged: 'also without the session',
};
export const MY_BOOKINGS: Read = {
  title: 'my-bookings of 200',
  request: as(reader, '/bookings/my-bookings'),
  rows: READER_BOOKINGS,
  judged: 'also without the session',
};
export const ADMIN_FIRST: Read = {
  title: 'admin bookings, first page',
  request: as(admin, '/bookings/admin/bookings'),
  rows: PAGE,
  judged: 'beside all statements',
};
export const ADMIN_DEEP: Read = {
  title: 'admin bookings, 90 % deep',
  request: deepPage,
  rows: PAGE,
  judged: 'beside all statements',
};
export const CONNECTED: Read = {
  title: `connected clients, ${CONNECTED_CLIENTS}`,
  request: as(coach, '/coach/clients'),
  rows: CONNECTED_CLIENTS,
  judged: 'beside all statements',
};

const chart = (title: string, caller: Caller, path: string): Read => ({ title, request: as(caller, path) });

/** Every measured read, by the name of its check. */
export const READS: Readonly<Record<string, ReadGroup>> = {
  coaches: {
    title: 'lists of coaches',
    connections: 32,
    reads: [
      { title: 'list of 3 coaches', request: as(reader, '/bookings/coaches'), rows: 3, coaches: 3 },
      COACHES,
      {
        title: 'page of 10,000 coaches',
        request: as(reader, '/bookings/coaches'),
        rows: PAGE,
        coaches: 10_000,
        judged: 'beside all statements',
      },
    ],
  },
  'my-bookings': {
    title: 'my-bookings',
    connections: 32,
    reads: [
      {
        title: 'my-bookings of 5',
        request: as(newcomer, '/bookings/my-bookings'),
        rows: NEWCOMER_BOOKINGS,
      },
      MY_BOOKINGS,
    ],
  },
  'admin-bookings': { title: 'bookings as admins see them', connections: 32, reads: [ADMIN_FIRST, ADMIN_DEEP] },
  clients: { title: 'the clients of a coach', connections: 32, reads: [CONNECTED] },
  logs: {
    title: `the logs of ${LOG_DAYS} days`,
    connections: 32,
    reads: [
      logs('own workout logs', reader, () => '/client/workout-logs'),
      logs('own diet logs', reader, () => '/client/diet-logs'),
      logs(
        "a client's workout logs, by their coach",
        coach,
        ({ people }) => `/coach/clients/${people.reader.id}/workout-logs`,
      ),
    ],
  },
  'charts-client': {
    title: 'figures of a client',
    connections: 16,
    reads: [
      chart('chart: workout frequency', reader, '/client/charts/workout-frequency'),
      chart('chart: diet adherence', reader, '/client/charts/diet-adherence'),
      chart('chart: workout volume', reader, '/client/charts/workout-volume'),
      chart('progress', reader, '/client/progress'),
    ],
  },
  'charts-coach': {
    title: 'figures of a coach',
    connections: 8,
    reads: [
      chart('chart: client overview', coach, '/coach/charts/client-overview'),
      chart('chart: engagement', coach, '/coach/charts/engagement'),
      chart('chart: plan assignments', coach, '/coach/charts/plan-assignments'),
    ],
  },
  'charts-admin': {
    title: 'figures of the platform',
    connections: 2,
    reads: [
      chart('chart: user growth', admin, '/admin/charts/user-growth'),
      chart('chart: platform usage', admin, '/admin/charts/platform-usage'),
      chart('chart: coach performance', admin, '/admin/charts/coach-performance'),
      chart('chart: system health', admin, '/admin/charts/system-health'),
      chart('statistics', admin, '/admin/stats'),
      chart('usage report', admin, '/admin/reports/usage'),
    ],
  },
};

function logs(title: string, caller: Caller, pathOf: (stage: Stage) => string): Read {
  const request = (stage: Stage): RequestParts => {
    const start = new Date(Date.now() - LOG_DAYS * 86_400_000).toISOString().slice(0, 10);
    return productParts(caller(stage.people), `${pathOf(stage)}?start_date=${start}`);
  };
  return { title, request, rows: 2 * LOG_DAYS, judged: 'beside all statements' };
}

/** The page after nine tenths of all bookings. Makes its cursor itself instead of reading 4,500 pages. */
async function deepPage({ client, people }: Stage): Promise<RequestParts> {
  const { rows } = await client.query<{ created_at: Date; id: number }>(
    `SELECT created_at, id FROM bookings ORDER BY created_at DESC, id DESC
     OFFSET (SELECT 0.9 * count(*) FROM bookings) LIMIT 1`,
  );
  const { created_at: createdAt, id } = rows[0]!;
  const cursor = Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');
  return productParts(people.admin, `/bookings/admin/bookings?cursor=${cursor}`);
}
