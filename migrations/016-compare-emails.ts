import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds accounts whose emails differ only in the case of ASCII letters. */
const COLLISIONS = `
  SELECT string_agg(id::text, ' and ' ORDER BY id) AS ids FROM users WHERE email IS NOT NULL
   GROUP BY lower(email::text COLLATE "C") HAVING count(*) > 1 ORDER BY min(id) LIMIT 20`;

/**
 * An email has one account, whatever the case of its letters and the locale of the database. citext compares by the
 * locale, and in Turkish `I` is not the capital of `i`. The index is built concurrently, so that writes go on. Therefore
 * there is no transaction, and each step can be repeated after a failure.
 */
export class CompareEmails1735689600016 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await this.refuseCollisions(runner);
    await this.buildIndex(runner);
    await runner.query(`
      DO $$ BEGIN
        IF to_regclass('users_email_unique_idx') IS NOT NULL THEN
          ALTER TABLE users DROP CONSTRAINT IF EXISTS users_email_key;
          ALTER INDEX users_email_unique_idx RENAME TO users_email_key;
        END IF;
      END $$
    `);
  }

  /** A `down` runs in a transaction, which cannot build concurrently: writers of users wait for this index. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX users_email_key`);
    await runner.query(`ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email)`);
  }

  private async refuseCollisions(runner: QueryRunner): Promise<void> {
    const found = (await runner.query(COLLISIONS)) as { ids: string }[];
    if (found.length === 0) return;
    const users = found.map(({ ids }) => ids).join('; ');
    throw new Error(
      `These users have the same email but for its case: ${users}. Give all but one of them another email, then run the migrations again.`,
    );
  }

  /** A concurrent build waits for all older transactions, and nothing waits for it: no lock timeout is needed. */
  private async buildIndex(runner: QueryRunner): Promise<void> {
    const [done] = (await runner.query(
      `SELECT FROM pg_index WHERE indexrelid = to_regclass('users_email_key') AND indexprs IS NOT NULL`,
    )) as object[];
    if (done) return;
    await runner.query(`SET lock_timeout = 0`);
    try {
      // A failed build leaves an invalid index, which writes maintain and no query uses.
      const [broken] = (await runner.query(
        `SELECT FROM pg_index WHERE indexrelid = to_regclass('users_email_unique_idx') AND NOT indisvalid`,
      )) as object[];
      if (broken) await runner.query(`DROP INDEX CONCURRENTLY users_email_unique_idx`);
      await runner.query(`
        CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_email_unique_idx ON users (lower(email::text COLLATE "C"))
      `);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }
}
