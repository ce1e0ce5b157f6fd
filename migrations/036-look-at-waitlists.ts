import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  // The worker looks at all who wait, not only for times: whoever was passed over may be able to take a slot or a seat later.
  waitlist_entries_waiting_idx: `(looked_at) WHERE status = 'waiting'`,
  // A group session that moves or is cancelled changes the entries for it.
  waitlist_entries_group_session_idx: `(group_session_id) WHERE group_session_id IS NOT NULL`,
  // Admins list all entries of a status.
  waitlist_entries_status_idx: `(status, created_at, id)`,
} as const;

const create = (how: string, name: string, on: string) => [how, name, 'ON waitlist_entries', on].join(' ');

/** Built concurrently, so that joining goes on; what a failed attempt left unfinished is dropped first. */
export class LookAtWaitlists1735689600036 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [name, on] of Object.entries(INDEXES)) {
        await runner.query(['DROP INDEX CONCURRENTLY IF EXISTS', name].join(' '));
        await runner.query(create('CREATE INDEX CONCURRENTLY', name, on));
      }
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS waitlist_entries_looked_at_idx`);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX waitlist_entries_looked_at_idx ON waitlist_entries (looked_at) WHERE status = 'waiting' AND kind = 'time'`,
    );
    await runner.query(['DROP INDEX', Object.keys(INDEXES).join(', ')].join(' '));
  }
}
