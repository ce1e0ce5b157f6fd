import type { Rows } from './database.js';
import { takenKeyOf } from './postgres-errors.js';

const CATCH_UP = `SELECT ids_catch_up($1::text::regclass) AS "hasIds"`;

/**
 * Sets the sequence of a table’s ids past its rows, if rows that were imported with their ids are ahead of it. Returns false
 * for a table without such ids.
 */
export async function catchUpIds(db: Rows, table: string): Promise<boolean> {
  const { hasIds } = await db.one<{ hasIds: boolean }>(CATCH_UP, [table]);
  return hasIds;
}

/** Whether `error` says that the next id of a table was taken, and the sequence is past it now: trying again may succeed. */
export async function recovers(db: Rows, error: unknown): Promise<boolean> {
  const table = takenKeyOf(error);
  return table !== undefined && catchUpIds(db, table);
}
