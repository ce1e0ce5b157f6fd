import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKED = {
  schedules: ['schedules_policy'],
  bookings: ['bookings_attendance', 'bookings_attendance_contest', 'bookings_policy', 'bookings_fee_waived'],
} as const;

const INDEXES = {
  bookings_late_idx: `ON bookings (coach_id, scheduled_at) WHERE is_late_cancellation AND late_fee_waived_at IS NULL`,
  bookings_contested_idx: `ON bookings (created_at, id) WHERE attendance_contested_at IS NOT NULL AND attendance_decided_at IS NULL`,
} as const;

/** Reads what 047 left to check, and builds its indexes as migration 022 does: work goes on, steps can be repeated. */
export class IndexAttendance1735689600048 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [table, names] of Object.entries(CHECKED)) {
        for (const name of names) await runner.query(['ALTER TABLE', table, 'VALIDATE CONSTRAINT', name].join(' '));
      }
      for (const [name, on] of Object.entries(INDEXES)) await this.build(runner, name, on);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  /** Valid checks are no hindrance to the version before. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
  }

  private async build(runner: QueryRunner, name: string, on: string): Promise<void> {
    const [broken] = (await runner.query(`SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`, [
      name,
    ])) as object[];
    if (broken) await runner.query(['DROP INDEX CONCURRENTLY', name].join(' '));
    await runner.query(['CREATE INDEX CONCURRENTLY IF NOT EXISTS', name, on].join(' '));
  }
}
