import type { TestApp } from './app.js';

/** While `work` runs, every transaction that deletes from `table` fails at its COMMIT. */
export async function whileCommitsFail<Result>(
  app: TestApp,
  table: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await app.sql(`
    CREATE FUNCTION no_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no commit' USING ERRCODE = 'serialization_failure'; END $$`);
  await app.sql(`
    CREATE CONSTRAINT TRIGGER no_commit AFTER DELETE ON ${table} DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION no_commit()`);
  try {
    return await work();
  } finally {
    await app.sql('DROP FUNCTION no_commit CASCADE');
  }
}
