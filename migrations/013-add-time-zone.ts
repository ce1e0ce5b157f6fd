import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The zone in which "today" is meant for a user. A deleted user has none. */
export class AddTimeZone1735689600013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users ADD COLUMN time_zone text`);
    await runner.query(`
      ALTER TABLE users
        ADD CONSTRAINT users_time_zone_length CHECK (char_length(time_zone) BETWEEN 1 AND 64) NOT VALID,
        ADD CONSTRAINT users_tombstone_has_no_zone CHECK (deleted_at IS NULL OR time_zone IS NULL) NOT VALID
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users DROP COLUMN time_zone`);
  }
}
