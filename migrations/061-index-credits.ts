import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = 'bookings_credit_purchase_id_idx';

const CHECKED = {
  session_types: ['session_types_payment'],
  bookings: [
    'bookings_payment_amounts',
    'bookings_payment_states',
    'bookings_credit',
    'bookings_credit_purchase_id_fkey',
  ],
  transfers: ['transfers_unit'],
} as const;

/** Reads what 059 left to check, and builds its index as migration 022 does: work goes on, steps can be repeated. */
export class IndexCredits1735689600061 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [table, names] of Object.entries(CHECKED)) {
        for (const name of names) await runner.query(['ALTER TABLE', table, 'VALIDATE CONSTRAINT', name].join(' '));
      }
      await this.build(runner);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  /** A valid key is no hindrance to the version before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX IF EXISTS bookings_credit_purchase_id_idx`);
  }

  private async build(runner: QueryRunner): Promise<void> {
    const [broken] = (await runner.query(`SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`, [
      INDEX,
    ])) as object[];
    if (broken) await runner.query(`DROP INDEX CONCURRENTLY bookings_credit_purchase_id_idx`);
    await runner.query(`
      CREATE INDEX CONCURRENTLY IF NOT EXISTS bookings_credit_purchase_id_idx ON bookings (credit_purchase_id)
       WHERE credit_purchase_id IS NOT NULL
    `);
  }
}
