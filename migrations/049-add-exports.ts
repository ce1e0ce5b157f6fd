import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the exports that people ask for, one a person, and the files that the worker makes, in chunks. */
export class AddExports1735689600049 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exports (
        user_id      integer        NOT NULL,
        status       text           NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        due_at       timestamptz(3) NOT NULL,
        attempts     integer        NOT NULL DEFAULT 0,
        tries        integer        NOT NULL DEFAULT 0,
        ready_at     timestamptz(3),
        size         integer,
        CONSTRAINT exports_pkey PRIMARY KEY (user_id),
        CONSTRAINT exports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
        CONSTRAINT exports_status CHECK (status IN ('waiting', 'ready', 'failed')),
        CONSTRAINT exports_ready CHECK (num_nonnulls(ready_at, size) = CASE status WHEN 'ready' THEN 2 ELSE 0 END)
      )
    `);
    await runner.query(`CREATE INDEX exports_due_idx ON exports (due_at)`);
    await runner.query(`
      CREATE TRIGGER exports_user_alive AFTER INSERT ON exports
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION users_refuse_belongings()
    `);
    await runner.query(`
      CREATE TABLE export_chunks (
        user_id integer NOT NULL,
        attempt integer NOT NULL,
        number  integer NOT NULL,
        content bytea   NOT NULL,
        CONSTRAINT export_chunks_pkey PRIMARY KEY (user_id, attempt, number),
        CONSTRAINT export_chunks_user_id_fkey FOREIGN KEY (user_id) REFERENCES exports (user_id) ON DELETE CASCADE
      )
    `);
    // It is compressed already.
    await runner.query(`ALTER TABLE export_chunks ALTER COLUMN content SET STORAGE EXTERNAL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE export_chunks`);
    await runner.query(`DROP TABLE exports`);
  }
}
