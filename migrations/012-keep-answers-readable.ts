import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'idempotency_keys_user_id_idx';

/**
 * Kept answers hold no tokens now, so they need no encryption. Each row knows its user and is deleted with them. The
 * server of version 0.2 goes on writing `sealed_answer` while this runs and after it. To it a row of the new version
 * looks like the same key with another body: it answers 422 and executes nothing twice. The index is built concurrently,
 * so that writes go on. Therefore there is no transaction, and each step can be repeated after a failure.
 */
export class KeepAnswersReadable1735689600012 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_keys
        ADD COLUMN IF NOT EXISTS answer jsonb,
        ADD COLUMN IF NOT EXISTS user_id integer
          CONSTRAINT idempotency_keys_user_id_fkey REFERENCES users (id) ON DELETE CASCADE,
        ALTER COLUMN sealed_answer DROP NOT NULL
    `);
    await runner.query(`
      CREATE OR REPLACE TRIGGER idempotency_keys_user_alive AFTER INSERT ON idempotency_keys
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION users_refuse_belongings()
    `);
    await this.buildIndex(runner);
  }

  /** Version 0.2 can neither open the rows of this version nor store them: they are deleted, as after their day. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER IF EXISTS idempotency_keys_user_alive ON idempotency_keys`);
    await runner.query(`DELETE FROM idempotency_keys WHERE sealed_answer IS NULL`);
    await runner.query(`
      ALTER TABLE idempotency_keys
        DROP COLUMN IF EXISTS answer,
        DROP COLUMN IF EXISTS user_id,
        ALTER COLUMN sealed_answer SET NOT NULL
    `);
  }

  /** A concurrent build waits for all older transactions, and nothing waits for it: no lock timeout is needed. */
  private async buildIndex(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      // A failed build leaves an invalid index, which writes maintain and no query uses.
      const [broken] = (await runner.query(
        `SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`,
        [INDEX],
      )) as object[];
      if (broken) await runner.query(['DROP INDEX CONCURRENTLY', INDEX].join(' '));
      await runner.query(['CREATE INDEX CONCURRENTLY IF NOT EXISTS', INDEX, 'ON idempotency_keys (user_id)'].join(' '));
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }
}
