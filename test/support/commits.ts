import type { TestApp } from './app.js';

/** Lets every transaction that deletes from `table` do all of its work, and PostgreSQL break it off when it commits. */
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
