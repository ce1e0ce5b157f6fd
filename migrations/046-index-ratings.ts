import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ten reviews of four stars each, and a coach's own: so one five does not beat fifty of 4.9. */
const ON = `ON users (((rating_sum + 40)::float8 / (rating_count + 10)), id) WHERE role = 'coach' AND is_active`;

/** Sorts coaches by rating. Built concurrently, in steps that can be repeated after a failure. */
export class IndexRatings1735689600046 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_rating_in_range`);
      await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_tombstone_has_no_rating`);
      await this.build(runner);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX IF EXISTS users_coach_rating_idx`);
  }

  private async build(runner: QueryRunner): Promise<void> {
    const [broken] = (await runner.query(
      `SELECT FROM pg_index WHERE indexrelid = to_regclass('users_coach_rating_idx') AND NOT indisvalid`,
    )) as object[];
    if (broken) await runner.query(`DROP INDEX CONCURRENTLY users_coach_rating_idx`);
    await runner.query(['CREATE INDEX CONCURRENTLY IF NOT EXISTS users_coach_rating_idx', ON].join(' '));
  }
}
