import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The worker looks at all who wait, not only for times: whoever was passed over when a slot or a seat became free may be able to take it
 * later. Built concurrently, so that joining goes on; the first statement drops what a failed attempt left unfinished.
 */
export class LookAtWaitlists1735689600036 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS waitlist_entries_waiting_idx`);
      await runner.query(
        `CREATE INDEX CONCURRENTLY waitlist_entries_waiting_idx ON waitlist_entries (looked_at) WHERE status = 'waiting'`,
      );
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS waitlist_entries_looked_at_idx`);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX waitlist_entries_looked_at_idx ON waitlist_entries (looked_at) WHERE status = 'waiting' AND kind = 'time'`,
    );
    await runner.query(`DROP INDEX waitlist_entries_waiting_idx`);
  }
}
