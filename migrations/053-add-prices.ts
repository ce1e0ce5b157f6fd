import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKS = {
  session_types: {
    session_types_price: `(price_minor IS NULL) = (currency IS NULL) AND price_minor BETWEEN 1 AND 100000000 AND currency ~ '^[A-Z]{3}$'`,
    session_types_payment: `payment IN ('free', 'at_session', 'to_book', 'credits_only') AND (payment IN ('free', 'credits_only') OR price_minor IS NOT NULL)`,
  },
  bookings: {
    bookings_price: `(price_minor IS NULL) = (currency IS NULL) AND price_minor BETWEEN 1 AND 100000000 AND currency ~ '^[A-Z]{3}$'`,
    bookings_payment_amounts: `CASE WHEN payment_status = 'none' THEN num_nonnulls(payment_minor, pay_until) = 0 AND refunded_minor = 0
      WHEN payment_method = 'credit' THEN num_nonnulls(payment_minor, pay_until) = 0 AND refunded_minor = 0 AND kind = 'booking'
      ELSE price_minor IS NOT NULL AND payment_minor BETWEEN 0 AND price_minor AND refunded_minor BETWEEN 0 AND payment_minor
        AND payment_minor IS NOT NULL AND kind = 'booking'
        AND (pay_until IS NOT NULL) = (payment_status = 'due' AND payment_method = 'card')
        AND (refunded_minor = payment_minor) = (payment_status IN ('refunded', 'waived'))
        AND (refunded_minor > 0) = (payment_status IN ('refunded', 'partly_refunded')) END`,
    bookings_payment_states: `CASE coalesce(payment_method, '') || ' ' || payment_status
      WHEN ' none' THEN true
      WHEN 'card due' THEN status = 'pending'
      WHEN 'card paid' THEN true
      WHEN 'card partly_refunded' THEN status IN ('confirmed', 'completed', 'cancelled')
      WHEN 'card refunded' THEN status IN ('confirmed', 'completed', 'cancelled')
      WHEN 'at_session due' THEN true
      WHEN 'at_session paid' THEN true
      WHEN 'at_session waived' THEN true
      WHEN 'credit paid' THEN true
      WHEN 'credit refunded' THEN status IN ('completed', 'cancelled')
      ELSE false END`,
    bookings_credit: `(credit_purchase_id IS NOT NULL) = (coalesce(payment_method, '') = 'credit')`,
  },
} as const;

/**
 * Adds the price of session types, and what a client has paid of it for a booking: with money, or with a credit of a purchase. The
 * defaults are constants, and 057 validates the checks, so PostgreSQL writes and reads no row here.
 */
export class AddPrices1735689600053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session_types
        ADD COLUMN price_minor integer,
        ADD COLUMN currency text,
        ADD COLUMN payment text NOT NULL DEFAULT 'free'
    `);
    await runner.query(`
      ALTER TABLE bookings
        ADD COLUMN price_minor integer,
        ADD COLUMN currency text,
        ADD COLUMN payment_status text NOT NULL DEFAULT 'none',
        ADD COLUMN payment_method text,
        ADD COLUMN payment_minor integer,
        ADD COLUMN refunded_minor integer NOT NULL DEFAULT 0,
        ADD COLUMN pay_until timestamptz(3),
        ADD COLUMN credit_purchase_id integer,
        ADD CONSTRAINT bookings_credit_purchase_id_fkey FOREIGN KEY (credit_purchase_id) REFERENCES pack_purchases (id) NOT VALID
    `);
    for (const [table, checks] of Object.entries(CHECKS)) {
      for (const [name, check] of Object.entries(checks)) {
        await runner.query(['ALTER TABLE', table, 'ADD CONSTRAINT', name, 'CHECK (', check, ') NOT VALID'].join(' '));
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bookings DROP COLUMN price_minor, DROP COLUMN currency, DROP COLUMN payment_status, DROP COLUMN payment_method,
        DROP COLUMN payment_minor, DROP COLUMN refunded_minor, DROP COLUMN pay_until, DROP COLUMN credit_purchase_id
    `);
    await runner.query(`ALTER TABLE session_types DROP COLUMN price_minor, DROP COLUMN currency, DROP COLUMN payment`);
  }
}
