import type { MigrationInterface, QueryRunner } from 'typeorm';

const AMOUNTS = `price_minor IS NOT NULL AND payment_minor BETWEEN 0 AND price_minor AND refunded_minor BETWEEN 0 AND payment_minor
        AND payment_minor IS NOT NULL AND kind = 'booking'
        AND (pay_until IS NOT NULL) = (payment_status = 'due' AND payment_method = 'card')
        AND (refunded_minor = payment_minor) = (payment_status IN ('refunded', 'waived'))
        AND (refunded_minor > 0) = (payment_status IN ('refunded', 'partly_refunded')) END`;
const NO_AMOUNTS = `num_nonnulls(payment_minor, pay_until) = 0 AND refunded_minor = 0`;
const STATES = (more: string) => `CASE coalesce(payment_method, '') || ' ' || payment_status
      WHEN ' none' THEN true
      WHEN 'card due' THEN status = 'pending'
      WHEN 'card paid' THEN true
      WHEN 'card partly_refunded' THEN status IN ('confirmed', 'completed', 'cancelled')
      WHEN 'card refunded' THEN status IN ('confirmed', 'completed', 'cancelled')
      WHEN 'at_session due' THEN true
      WHEN 'at_session paid' THEN true
      WHEN 'at_session waived' THEN true
      ${more}ELSE false END`;

/** Checks as they become, and as they were before: a booking that a credit pays for has no amounts, and a transfer may be of credits. */
const CHECKS: readonly (readonly [table: string, name: string, check: string, before: string])[] = [
  [
    ...(['session_types', 'session_types_payment'] as const),
    `payment IN ('free', 'at_session', 'to_book', 'credits_only') AND (payment IN ('free', 'credits_only') OR price_minor IS NOT NULL)`,
    `payment IN ('free', 'at_session', 'to_book') AND (payment = 'free' OR price_minor IS NOT NULL)`,
  ],
  [
    ...(['bookings', 'bookings_payment_amounts'] as const),
    `CASE WHEN payment_status = 'none' THEN ${NO_AMOUNTS} WHEN payment_method = 'credit' THEN ${NO_AMOUNTS} AND kind = 'booking' ELSE ${AMOUNTS}`,
    `CASE WHEN payment_status = 'none' THEN ${NO_AMOUNTS} ELSE ${AMOUNTS}`,
  ],
  [
    ...(['bookings', 'bookings_payment_states'] as const),
    STATES(
      `WHEN 'credit paid' THEN true\n      WHEN 'credit refunded' THEN status IN ('completed', 'cancelled')\n      `,
    ),
    STATES(''),
  ],
  [...(['transfers', 'transfers_unit'] as const), `unit ~ '^([A-Z]{3}|credit:[1-9][0-9]*)$'`, `unit ~ '^[A-Z]{3}$'`],
];

/** A credit that pays for a booking, and a purchase that pays for credits. */
const LINKS = [
  `ALTER TABLE bookings ADD COLUMN credit_purchase_id integer,
     ADD CONSTRAINT bookings_credit_purchase_id_fkey FOREIGN KEY (credit_purchase_id) REFERENCES pack_purchases (id) NOT VALID,
     ADD CONSTRAINT bookings_credit CHECK ((credit_purchase_id IS NOT NULL) = (coalesce(payment_method, '') = 'credit')) NOT VALID`,
  `ALTER TABLE checkouts ADD COLUMN purchase_id integer, ALTER COLUMN booking_id DROP NOT NULL,
     ADD CONSTRAINT checkouts_purchase_id_fkey FOREIGN KEY (purchase_id) REFERENCES pack_purchases (id),
     ADD CONSTRAINT checkouts_of_one CHECK (num_nonnulls(booking_id, purchase_id) = 1)`,
  `ALTER TABLE transfers ADD COLUMN booking_id integer, ADD COLUMN purchase_id integer, ALTER COLUMN checkout_id DROP NOT NULL,
     ADD CONSTRAINT transfers_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings (id),
     ADD CONSTRAINT transfers_purchase_id_fkey FOREIGN KEY (purchase_id) REFERENCES pack_purchases (id),
     ADD CONSTRAINT transfers_of_something CHECK (num_nonnulls(checkout_id, booking_id, purchase_id) > 0),
     ADD CONSTRAINT transfers_of_purchase CHECK (unit NOT LIKE 'credit:%' OR unit = 'credit:' || purchase_id AND purchase_id IS NOT NULL)`,
  `CREATE UNIQUE INDEX checkouts_open_purchase_key ON checkouts (purchase_id) WHERE status = 'open'`,
  `CREATE UNIQUE INDEX checkouts_paid_purchase_key ON checkouts (purchase_id) WHERE status = 'paid'`,
  `CREATE INDEX transfers_booking_id_idx ON transfers (booking_id) WHERE booking_id IS NOT NULL`,
  `CREATE INDEX transfers_purchase_id_idx ON transfers (purchase_id) WHERE purchase_id IS NOT NULL`,
];

const UNLINKS = [
  `ALTER TABLE transfers DROP COLUMN booking_id, DROP COLUMN purchase_id, ALTER COLUMN checkout_id SET NOT NULL`,
  `ALTER TABLE checkouts DROP COLUMN purchase_id, ALTER COLUMN booking_id SET NOT NULL`,
  `ALTER TABLE bookings DROP COLUMN credit_purchase_id`,
];

/** What only credits have written goes with them. */
const FORGET = [
  `ALTER TABLE transfers DISABLE TRIGGER transfers_append_only`,
  `DELETE FROM transfers WHERE purchase_id IS NOT NULL`,
  `ALTER TABLE transfers ENABLE TRIGGER transfers_append_only`,
  `DELETE FROM refunds r USING checkouts c WHERE c.id = r.checkout_id AND c.purchase_id IS NOT NULL`,
  `DELETE FROM checkouts WHERE purchase_id IS NOT NULL`,
  `UPDATE bookings SET payment_status = 'none', payment_method = NULL WHERE payment_method = 'credit'`,
  `UPDATE session_types SET payment = 'free' WHERE payment = 'credits_only'`,
];

/** Lets a credit pay for a booking, and a payment be for a pack. 061 validates what bookings gain without this migration's lock. */
export class AddCredits1735689600059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const text of LINKS) await runner.query(text);
    for (const [table, name, check] of CHECKS) await this.check(runner, table, name, check);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const text of [...FORGET, ...UNLINKS]) await runner.query(text);
    for (const [table, name, , before] of CHECKS) await this.check(runner, table, name, before);
  }

  private async check(runner: QueryRunner, table: string, name: string, check: string): Promise<void> {
    await runner.query(['ALTER TABLE', table, 'DROP CONSTRAINT', name].join(' '));
    await runner.query(['ALTER TABLE', table, 'ADD CONSTRAINT', name, 'CHECK (', check, ') NOT VALID'].join(' '));
  }
}
