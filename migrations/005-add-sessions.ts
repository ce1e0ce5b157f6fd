import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Login sessions that can be ended at once, rotating refresh tokens, and the counters of the login throttle. */
export class AddSessions1735689600005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sessions (
        id         uuid           NOT NULL,
        user_id    integer        NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        CONSTRAINT sessions_pkey PRIMARY KEY (id),
        CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
      )
    `);
    await runner.query(`CREATE INDEX sessions_user_id_idx ON sessions (user_id)`);
    await runner.query(`CREATE INDEX sessions_expires_at_idx ON sessions (expires_at)`);
    await runner.query(`
      CREATE TABLE refresh_tokens (
        token_hash bytea          NOT NULL,
        session_id uuid           NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        used_at    timestamptz(3),
        CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash),
        CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE,
        CONSTRAINT refresh_tokens_sha256 CHECK (octet_length(token_hash) = 32)
      )
    `);
    // Each login session has one valid refresh token. `used_at` marks the older ones, so that their reuse is noticed.
    await runner.query(`
      CREATE UNIQUE INDEX refresh_tokens_current_key ON refresh_tokens (session_id) WHERE used_at IS NULL
    `);
    await runner.query(`CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id)`);
    await runner.query(`
      CREATE TABLE login_throttles (
        key             bytea          NOT NULL,
        failures        timestamptz[]  NOT NULL DEFAULT '{}',
        last_failure_at timestamptz(3) NOT NULL,
        last_attempt    uuid           NOT NULL,
        CONSTRAINT login_throttles_pkey PRIMARY KEY (key)
      )
    `);
    await runner.query(`CREATE INDEX login_throttles_last_failure_at_idx ON login_throttles (last_failure_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE login_throttles, refresh_tokens, sessions`);
  }
}
