import type { MigrationInterface, QueryRunner } from 'typeorm';

const REFUSE = `
  RAISE EXCEPTION 'what was read was read: the access log is only added to'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'access_log_append_only';`;

/** Old entries go when the owner of the table says so for one transaction: not the role of a server that owns nothing. */
const MAY_SHORTEN = `
  CREATE OR REPLACE FUNCTION access_log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND current_setting('app.retention', true) = 'access_log' THEN
      IF OLD.read_at < now() - interval '2 years'
         AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN OLD;
      END IF;
    END IF;${REFUSE.replaceAll('\n', '\n  ')}
  END $$`;

/** As 009 has it. */
const NEVER = `
      CREATE OR REPLACE FUNCTION access_log_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what was read was read: the access log is only added to'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'access_log_append_only';
      END $$
    `;

/**
 * When each rule of retention was last done; since when new accounts are asked to verify their email, as far as this installation knows;
 * and the one way to shorten the access log.
 */
export class AddRetention1735689600051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention_runs (
        rule   text           NOT NULL,
        ran_at timestamptz(3) NOT NULL,
        CONSTRAINT retention_runs_pkey PRIMARY KEY (rule)
      )
    `);
    await runner.query(`ALTER TABLE installation ADD COLUMN verifies_since timestamptz(3) NOT NULL DEFAULT now()`);
    await runner.query(MAY_SHORTEN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(NEVER);
    await runner.query(`ALTER TABLE installation DROP COLUMN verifies_since`);
    await runner.query(`DROP TABLE retention_runs`);
  }
}
