import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  bookings_status_created_at_idx: 'bookings (status, created_at, id)',
  bookings_calendar_idx: `bookings (coalesce(scheduled_at, 'infinity'))`,
  users_client_directory_idx: `users (lower(full_name), id) WHERE role = 'client'`,
  workout_plans_start_date_idx: 'workout_plans (start_date, id)',
  workout_plans_created_at_idx: 'workout_plans (created_at)',
  diet_plans_start_date_idx: 'diet_plans (start_date, id)',
  diet_plans_created_at_idx: 'diet_plans (created_at)',
} as const;

/**
 * Indexes for the admins’ lists of bookings, clients and plans. Building them reads whole tables, so
 * no step may hold a lock that blocks writes. Therefore there is no transaction, and each step can be repeated after a failure.
 */
export class AddListIndexes1735689600010 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // A concurrent build waits for all older transactions, and nothing waits for it: no lock timeout is needed.
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
