import type pg from 'pg';
import { Database } from '../../src/database/database.js';
import type { TestApp } from './app.js';
import { until } from './until.js';

type Watched = pg.PoolClient & { watcher?: (statement: string) => void };

/** The statements that the application sends while `work` runs, except those that authenticate or ask for the time. */
export async function statementsOf(app: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  const all = await allStatementsOf(app, work);
  return all.filter((statement) => !/\bsessions\b/.test(statement) && !ASKS_FOR_THE_TIME.test(statement));
}

/** All statements that the application sends while `work` runs. Calls on one application must not overlap. */
export async function allStatementsOf(app: TestApp, work: () => Promise<unknown>): Promise<string[]> {
  const { pool } = app.nest.get(Database);
  const seen: string[] = [];
  const watch = (client: Watched) => {
    client.watcher = (statement) => seen.push(statement);
    wrap(client);
  };
  pool.on('acquire', watch);
  try {
    await work();
  } finally {
    pool.off('acquire', watch);
  }
  return seen;
}

/** DatabaseClock sends it every thirty seconds, whatever else runs. */
export const ASKS_FOR_THE_TIME = /\bclock_timestamp\b/;

const wrapped = new WeakSet<pg.PoolClient>();

function wrap(client: Watched): void {
  if (wrapped.has(client)) return;
  wrapped.add(client);
  const original = client.query.bind(client) as (...args: unknown[]) => unknown;
  const query = (...args: unknown[]) => {
    const [first] = args;
    client.watcher?.(typeof first === 'string' ? first : (first as { text: string }).text);
    return original(...args);
  };
  client.query = query as typeof client.query;
}

/** The number of deadlocks in this application's database so far. */
export async function deadlocksIn(app: TestApp): Promise<number> {
  const { pool } = app.nest.get(Database);
  // Backends report statistics with a delay, so each connection of the pool must flush them now.
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  try {
    for (const client of clients) await client.query('SELECT pg_stat_force_next_flush()');
  } finally {
    for (const client of clients) client.release();
  }
  const [row] = await app.sql<{ deadlocks: string }>(
    'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(row!.deadlocks);
}

/** How many statements in this application's database wait for a lock. */
export async function waitingIn(app: TestApp): Promise<number> {
  const [row] = await app.sql<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row!.count;
}

/** Resolves as soon as `atLeast` statements wait for a lock. */
export function untilSomeoneWaits(app: TestApp, atLeast = 1): Promise<void> {
  return until('a statement waits for a lock', async () => (await waitingIn(app)) >= atLeast);
}

/** Runs `work` as soon as `atLeast` statements wait for a lock. */
export async function onceSomeoneWaits(app: TestApp, work: () => Promise<unknown>, atLeast = 1): Promise<void> {
  await untilSomeoneWaits(app, atLeast);
  await work();
}
