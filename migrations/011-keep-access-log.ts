import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of the access log cannot be deleted any more. Only the owner of the table can drop these triggers. */
export class KeepAccessLog1735689600011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log
        FOR EACH ROW EXECUTE FUNCTION access_log_refuse_change()
    `);
    await runner.query(`
      CREATE TRIGGER access_log_never_emptied BEFORE TRUNCATE ON access_log
        FOR EACH STATEMENT EXECUTE FUNCTION access_log_refuse_change()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER access_log_never_emptied ON access_log`);
    await runner.query(`
      CREATE OR REPLACE TRIGGER access_log_append_only BEFORE UPDATE ON access_log
        FOR EACH ROW EXECUTE FUNCTION access_log_refuse_change()
    `);
  }
}
