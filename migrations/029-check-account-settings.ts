import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKED = ['users_locale_known', 'users_reminder_minutes', 'users_tombstone_has_no_choices'];

/** Reads what 028 left to check, while writers go on. */
export class CheckAccountSettings1735689600029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const name of CHECKED) await runner.query(['ALTER TABLE users VALIDATE CONSTRAINT', name].join(' '));
  }

  /** Valid checks are no hindrance to the version before. */
  async down(): Promise<void> {}
}
