import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  bookings_started_idx: `bookings (scheduled_at) WHERE kind = 'booking' AND status = 'pending' AND scheduled_at IS NOT NULL`,
  bookings_ended_idx: `bookings (ends_at) WHERE kind = 'booking' AND status = 'confirmed' AND ends_at IS NOT NULL`,
  bookings_session_type_idx: `bookings (session_type_id) WHERE session_type_id IS NOT NULL`,
} as const;

/**
 * Finds the bookings that time alone changes, every second: pending ones that have started, confirmed ones that are over; and
 * those of a session type, before it is deleted. The indexes are built concurrently, so that writes go on. Therefore there is no
 * transaction, and each step can be repeated after a failure.
 */
export class IndexBookings1735689600022 implements MigrationInterface {
  readonly transaction = false;

  /** A concurrent build waits for all older transactions, and nothing waits for it: no lock timeout is needed. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [name, on] of Object.entries(INDEXES)) {
        // A failed build leaves an invalid index, which writes maintain and no query uses.
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
