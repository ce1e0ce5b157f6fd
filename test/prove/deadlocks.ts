import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../support/books.js';
import type { Findings } from './proof.js';

/** PostgreSQL's backends report their statistics after this time at rest. */
const REPORTED_MS = 10_500;

/** The findings, and whether any two transactions waited for each other. The load must have ended. */
export async function withDeadlocks(findings: Findings, sql: Sql): Promise<Findings> {
  await sleep(REPORTED_MS);
  const [row] = await sql<{ count: number }>(
    'SELECT deadlocks::integer AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  const count = row?.count ?? NaN;
  return {
    ...findings,
    figures: [...findings.figures, ['deadlocks', count]],
    flaws: count === 0 ? findings.flaws : [...findings.flaws, `PostgreSQL ended ${count} deadlocks`],
  };
}
