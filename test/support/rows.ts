import type { TestApp } from './app.js';

/** Puts a row into a table, past the application; the id that it got. */
export async function insert(app: TestApp, table: string, row: object): Promise<number> {
  const columns = Object.keys(row).join(', ');
  const [inserted] = await app.sql<{ id: number }>(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1) RETURNING id`,
    [JSON.stringify(row)],
  );
  return inserted!.id;
}
