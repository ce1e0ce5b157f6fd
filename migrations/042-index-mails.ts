import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * All mails of one person, for their export and their deletion; so far only those that wait. Built as migration 022 builds its indexes:
 * concurrently, so that work goes on, in steps that can be repeated after a failure.
 */
export class IndexMails1735689600042 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      const [broken] = (await runner.query(
        `SELECT FROM pg_index WHERE indexrelid = to_regclass('deliveries_recipient_idx') AND NOT indisvalid`,
      )) as object[];
      if (broken) await runner.query(`DROP INDEX CONCURRENTLY deliveries_recipient_idx`);
      await runner.query(
        `CREATE INDEX CONCURRENTLY IF NOT EXISTS deliveries_recipient_idx ON deliveries (recipient_id)`,
      );
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS deliveries_waiting_recipient_idx`);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX deliveries_waiting_recipient_idx ON deliveries (recipient_id) WHERE status = 'waiting'`,
    );
    await runner.query(`DROP INDEX deliveries_recipient_idx`);
  }
}
