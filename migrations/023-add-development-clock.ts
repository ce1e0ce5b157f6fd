import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the clock of development is ahead: one row at most. Outside development nothing reads it. */
export class AddDevelopmentClock1735689600023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE development_clock (
        is_only boolean  NOT NULL DEFAULT true,
        ahead   interval NOT NULL,
        CONSTRAINT development_clock_pkey PRIMARY KEY (is_only),
        CONSTRAINT development_clock_is_one CHECK (is_only)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE development_clock`);
  }
}
