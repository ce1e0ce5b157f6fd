import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKED = {
  session_types: ['session_types_price', 'session_types_payment'],
  bookings: ['bookings_price', 'bookings_payment_amounts', 'bookings_payment_states'],
} as const;

const INDEX = 'bookings_unpaid_idx';

/** Reads what 052 left to check, and builds the index of unpaid bookings as migration 022 does: work goes on, steps can be repeated. */
export class IndexPayments1735689600054 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [table, names] of Object.entries(CHECKED)) {
        for (const name of names) await runner.query(['ALTER TABLE', table, 'VALIDATE CONSTRAINT', name].join(' '));
      }
      const [broken] = (await runner.query(
        `SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`,
        [INDEX],
      )) as object[];
      if (broken) await runner.query(['DROP INDEX CONCURRENTLY', INDEX].join(' '));
      await runner.query(
        `CREATE INDEX CONCURRENTLY IF NOT EXISTS bookings_unpaid_idx ON bookings (pay_until) WHERE pay_until IS NOT NULL`,
      );
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  /** Valid checks are no hindrance to the version before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX IF EXISTS bookings_unpaid_idx`);
  }
}
