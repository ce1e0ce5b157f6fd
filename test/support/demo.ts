import { Client } from 'pg';
import { createDatabase } from './database.js';

type Sql = (statement: string) => Promise<Record<string, unknown>[]>;

const TABLES = [
  'users',
  'group_sessions',
  'series',
  'bookings',
  'workout_logs',
  'diet_logs',
  'workout_plans',
  'diet_plans',
  'feedback',
];

/** Runs `work` with a migrated, empty database that no application uses. */
export async function withDatabase<Result>(
  work: (url: string, sql: Sql) => Promise<Result>,
  template?: string,
): Promise<Result> {
  const database = await createDatabase(template);
  try {
    return await work(database.url, (statement) => query(database.url, statement));
  } finally {
    await database.drop();
  }
}

/** Every row of the tables that the demo world fills, without password hashes: their salt is random. */
export async function dumpOf(url: string): Promise<Record<string, unknown>> {
  const dump: Record<string, unknown> = {};
  for (const table of TABLES) {
    const statement = `SELECT to_jsonb(t) - 'password_hash' AS row FROM ${table} t ORDER BY id`;
    dump[table] = await query(url, statement);
  }
  return dump;
}

type Dump = Readonly<Record<string, unknown>>;
type Rows = readonly { readonly row: { readonly id: number } }[];

/** Of `dump` the rows whose ids are in `wanted`. */
export function rowsOf(dump: Dump, wanted: Dump): Dump {
  return Object.fromEntries(
    Object.entries(wanted).map(([table, rows]) => {
      const ids = new Set((rows as Rows).map(({ row }) => row.id));
      return [table, (dump[table] as Rows).filter(({ row }) => ids.has(row.id))];
    }),
  );
}

/** The number of accounts. */
export async function peopleIn(url: string): Promise<number> {
  const [row] = await query(url, 'SELECT count(*)::int FROM users');
  return row?.['count'] as number;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The documented coach has a review to try replies and reports out with. */
export const unrated = (dump: object): unknown =>
  JSON.parse(JSON.stringify(dump, (key, value: unknown) => (/^rating_(count|sum)$/.test(key) ? undefined : value)));
