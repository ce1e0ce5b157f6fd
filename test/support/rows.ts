import type { TestApp } from './app.js';

/** Inserts a row with plain SQL and returns its id. */
export async function insert(app: TestApp, table: string, row: object): Promise<number> {
  const columns = Object.keys(row).join(', ');
  const [inserted] = await app.sql<{ id: number }>(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1) RETURNING id`,
    [JSON.stringify(row)],
  );
  return inserted!.id;
}
