import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  users_name_idx: `ON users ((folded(full_name)) COLLATE "und-x-icu", id)`,
  users_full_name_idx: `ON users USING gin (folded(full_name) gin_trgm_ops)`,
  users_email_idx: `ON users USING gin (folded(email) gin_trgm_ops)`,
} as const;

/**
 * Admins sort all users by name, and search their names and emails. Built as migration 022 builds its indexes: concurrently, so
 * that work goes on, in steps that can be repeated after a failure.
 */
export class IndexUsers1735689600037 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [name, on] of Object.entries(INDEXES)) await this.build(runner, name, on);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
  }

  private async build(runner: QueryRunner, name: string, on: string): Promise<void> {
    const [broken] = (await runner.query(`SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`, [
      name,
    ])) as object[];
    if (broken) await runner.query(['DROP INDEX CONCURRENTLY', name].join(' '));
    await runner.query(['CREATE INDEX CONCURRENTLY IF NOT EXISTS', name, on].join(' '));
  }
}
