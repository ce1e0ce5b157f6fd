import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'idempotency_keys_user_id_idx';

/**
 * Kept answers hold no tokens any more, so they need no encryption; and each knows its user, so that it goes with them.
 * The server of the version before goes on writing `sealed_answer` while this runs and after it. A row of the new version
 * looks to it like the same key with another body: it answers 422 and does nothing twice.
 * The index is built without keeping the server from writing; hence no transaction, and each step can run again.
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

  /** The version before can neither open the rows of this one nor keep them: they are deleted, as after their day. */
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
      // A build that broke off leaves an invalid index, which writers keep up and no reader uses.
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
