import type { MigrationInterface, QueryRunner } from 'typeorm';

const coaches = (index: string) => `users ${index} WHERE role = 'coach' AND is_active`;

/** What coaches are searched by; what coaches and clients are listed by. */
const INDEXES = {
  users_coach_full_name_idx: coaches(`USING gin (folded(full_name) gin_trgm_ops)`),
  users_coach_strengths_idx: coaches(`USING gin (folded(strengths) gin_trgm_ops)`),
  users_coach_specialties_idx: coaches(`USING gin (folded(specialties) gin_trgm_ops)`),
  users_coach_name_idx: coaches(`((folded(full_name)) COLLATE "und-x-icu", id)`),
  users_client_name_idx: `users ((folded(full_name)) COLLATE "und-x-icu", id) WHERE role = 'client'`,
} as const;

/** Sorted by `lower` of the database's own locale. */
const BEFORE = {
  users_coach_directory_idx: `users (lower(full_name), id) WHERE role = 'coach' AND is_active`,
  users_client_directory_idx: `users (lower(full_name), id) WHERE role = 'client'`,
} as const;

/**
 * Texts compared as people do: case, accents and the way a letter is composed make no difference, in whatever locale the
 * database is. Upper case, because lower case has two letters for sigma. The root collation of ICU is the same everywhere.
 * Indexes are built without keeping the server from writing; hence no transaction, and each step can run again.
 */
export class FoldTexts1735689600014 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_time_zone_length`);
    await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_tombstone_has_no_zone`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS unaccent`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    // PostgreSQL builds indexes with an empty search path, so the function brings its own. It is immutable as long as the
    // rules of unaccent and the version of the collation stay: readiness compares the version.
    await runner.query(`
      CREATE OR REPLACE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        SET search_path FROM CURRENT AS $$
        SELECT upper(unaccent('unaccent', normalize($1, NFKC)) COLLATE "und-x-icu")
      $$
    `);
    await this.buildIndexes(runner);
    for (const name of Object.keys(BEFORE)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
  }

  /** A way back runs in a transaction, which cannot build concurrently: writers of users wait for these two indexes. */
  async down(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(BEFORE)) {
      await runner.query(['CREATE INDEX IF NOT EXISTS', name, 'ON', on].join(' '));
    }
    for (const name of Object.keys(INDEXES)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
    await runner.query(`DROP FUNCTION IF EXISTS folded(text)`);
    await runner.query(`DROP EXTENSION IF EXISTS pg_trgm`);
    await runner.query(`DROP EXTENSION IF EXISTS unaccent`);
  }

  /** A concurrent build waits for the transactions that were there before it, and nobody waits for it. */
  private async buildIndexes(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
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
}
