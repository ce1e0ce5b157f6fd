import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  workout_logs_workout_date_idx: 'workout_logs (workout_date, user_id)',
  diet_logs_meal_date_idx: 'diet_logs (meal_date, user_id)',
} as const;

/**
 * What an admin's charts of a period read of everybody's logs. Reads whole tables, so nothing here holds a lock that
 * keeps the server from writing; hence no transaction, and each step can be done again after one that broke off.
 */
export class AddReportIndexes1735689600007 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // A concurrent build waits for the transactions that were there before it, and nobody waits for it.
    await runner.query(`SET lock_timeout = 0`);
    try {
      await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_tombstone_is_empty`);
      for (const [name, on] of Object.entries(INDEXES)) {
        // A build that broke off leaves an invalid index, which writers keep up and no reader uses.
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
