import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKED = {
  session_types: ['session_types_price', 'session_types_payment'],
  bookings: [
    'bookings_price',
    'bookings_payment_amounts',
    'bookings_payment_states',
    'bookings_credit',
    'bookings_credit_purchase_id_fkey',
  ],
} as const;

const INDEXES = {
  bookings_due_idx: `(coach_id) WHERE payment_status = 'due'`,
  bookings_unpaid_idx: '(pay_until) WHERE pay_until IS NOT NULL',
  bookings_credit_purchase_id_idx: '(credit_purchase_id) WHERE credit_purchase_id IS NOT NULL',
} as const;

/** Reads what 053 left to check, and builds the indexes of bookings as migration 022 does: work goes on, steps can be repeated. */
export class IndexPayments1735689600057 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = 0`);
    try {
      for (const [table, names] of Object.entries(CHECKED)) {
        for (const name of names) await runner.query(['ALTER TABLE', table, 'VALIDATE CONSTRAINT', name].join(' '));
      }
      for (const [name, rest] of Object.entries(INDEXES)) await this.build(runner, name, rest);
    } finally {
      await runner.query(`RESET lock_timeout`);
    }
  }

  /** Valid checks are no hindrance to the version before. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(['DROP INDEX IF EXISTS', name].join(' '));
  }

  private async build(runner: QueryRunner, name: string, rest: string): Promise<void> {
    const [broken] = (await runner.query(`SELECT FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`, [
      name,
    ])) as object[];
    if (broken) await runner.query(['DROP INDEX CONCURRENTLY', name].join(' '));
    await runner.query(['CREATE INDEX CONCURRENTLY IF NOT EXISTS', name, 'ON bookings', rest].join(' '));
  }
}
