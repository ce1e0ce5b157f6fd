import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  events_due_idx: `events (due_at, id) WHERE due_at IS NOT NULL`,
  events_deed_idx: `events (deed) WHERE due_at IS NOT NULL`,
} as const;

/**
 * Finds the events that wait for the worker. Built as migration 022 builds its indexes: concurrently, so that bookings go on, in
 * steps that can be repeated after a failure.
 */
export class IndexEvents1735689600026 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [name, on] of Object.entries(INDEXES)) {
        const [broken] = (await runner.query(
          `SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`,
          [name],
        )) as object[];
        if (broken) await runner.query(['DROP INDEX CONCURRENTLY', name].join(' '));
        await runner.query(['CREATE INDEX CONCURRENTLY IF NOT EXISTS', name, 'ON', on].join(' '));
      }
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
  }
}
