import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  workout_logs_workout_date_idx: 'workout_logs (workout_date, user_id)',
  diet_logs_meal_date_idx: 'diet_logs (meal_date, user_id)',
} as const;

/**
 * Indexes for the admins’ charts over the logs of all clients. Building them reads whole tables, so
 * no step may hold a lock that blocks writes. Therefore there is no transaction, and each step can be repeated after a failure.
 */
export class AddReportIndexes1735689600007 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // A concurrent build waits for all older transactions, and nothing waits for it: no lock timeout is needed.
    await runner.query(`SET lock_timeout = 0`);
    try {
      await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_tombstone_is_empty`);
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
