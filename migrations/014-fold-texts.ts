import type { MigrationInterface, QueryRunner } from 'typeorm';

const coaches = (index: string) => `users ${index} WHERE role = 'coach' AND is_active`;

/** Three indexes for the search of coaches, and two for the lists of coaches and clients. */
const INDEXES = {
  users_coach_full_name_idx: coaches(`USING gin (folded(full_name) gin_trgm_ops)`),
  users_coach_strengths_idx: coaches(`USING gin (folded(strengths) gin_trgm_ops)`),
  users_coach_specialties_idx: coaches(`USING gin (folded(specialties) gin_trgm_ops)`),
  users_coach_name_idx: coaches(`((folded(full_name)) COLLATE "und-x-icu", id)`),
  users_client_name_idx: `users ((folded(full_name)) COLLATE "und-x-icu", id) WHERE role = 'client'`,
} as const;

/** The old indexes: sorted by `lower` in the database's own locale. */
const BEFORE = {
  users_coach_directory_idx: `users (lower(full_name), id) WHERE role = 'coach' AND is_active`,
  users_client_directory_idx: `users (lower(full_name), id) WHERE role = 'client'`,
} as const;

/**
 * Compares texts as people do: case, accents and the composition of letters make no difference, in any locale of the
 * database. Folds to upper case, because lower case has two letters for sigma. The root collation of ICU is the same
 * everywhere. The indexes are built concurrently, so that writes go on. Therefore there is no transaction, and each step
 * can be repeated after a failure.
 */
export class FoldTexts1735689600014 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_time_zone_length`);
    await runner.query(`ALTER TABLE users VALIDATE CONSTRAINT users_tombstone_has_no_zone`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS unaccent`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);
    // PostgreSQL builds indexes with an empty search path, so the function sets its own. It is immutable while the rules
    // of unaccent and the version of the collation stay the same: readiness compares the version.
    await runner.query(`
      CREATE OR REPLACE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        SET search_path FROM CURRENT AS $$
        SELECT upper(unaccent('unaccent', normalize($1, NFKC)) COLLATE "und-x-icu")
      $$
    `);
    await this.buildIndexes(runner);
    for (const name of Object.keys(BEFORE)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
  }

  /** A `down` runs in a transaction, which cannot build concurrently: writers of users wait for these two indexes. */
  async down(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(BEFORE)) {
      await runner.query(['CREATE INDEX IF NOT EXISTS', name, 'ON', on].join(' '));
    }
    for (const name of Object.keys(INDEXES)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
    await runner.query(`DROP FUNCTION IF EXISTS folded(text)`);
    await runner.query(`DROP EXTENSION IF EXISTS pg_trgm`);
    await runner.query(`DROP EXTENSION IF EXISTS unaccent`);
  }

  /** A concurrent build waits for all older transactions, and nothing waits for it: no lock timeout is needed. */
  private async buildIndexes(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [name, on] of Object.entries(INDEXES)) {
        // A failed build leaves an invalid index, which writes maintain and no query uses.
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
