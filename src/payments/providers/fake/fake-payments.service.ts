import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { Clock } from '../../../time/clock.js';
import type { CheckoutWish, ProviderTransaction, RefundWish } from '../payment-provider.js';
import { ProviderError } from '../provider-errors.js';

const REF_BYTES = 12;

/** As with Stripe, the page outlives our deadline: so testers can pay too late. */
const EXTRA_MS = 31 * 60_000;

/** A payment as its page shows it. */
export interface FakePayment {
  readonly ref: string;
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly description: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly status: 'open' | 'paid' | 'declined' | 'abandoned';
  readonly refundedMinor: number;
  readonly refusesRefunds: boolean;
  readonly expiresAt: string;
}

/** The buttons of the page, what a payment becomes, and what we are told. */
export const PRESSES = {
  pay: { status: 'paid', kind: 'paid' },
  decline: { status: 'declined', kind: 'failed' },
  abandon: { status: 'abandoned', kind: 'expired' },
} as const;
export type Press = keyof typeof PRESSES;

const OPEN = `
  INSERT INTO fake_payments
    (ref, reference, amount_minor, currency, description, success_url, cancel_url, created_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (reference) DO NOTHING`;

const COLUMNS = `
  SELECT ref, reference, amount_minor AS "amountMinor", currency, description, success_url AS "successUrl",
         cancel_url AS "cancelUrl", status, refunded_minor AS "refundedMinor", refuses_refunds AS "refusesRefunds",
         expires_at AS "expiresAt" FROM fake_payments`;
const NEWEST = `${COLUMNS} ORDER BY created_at DESC, ref LIMIT 100`;
const FIND = `${COLUMNS} WHERE ref = $1`;
const FIND_BY_REFERENCE = `${COLUMNS} WHERE reference = $1`;

/** The payment and the message about it, in one statement: neither is lost without the other. */
const PRESS = `
  WITH pressed AS (
    UPDATE fake_payments SET status = $2 WHERE ref = $1 AND status = 'open' AND expires_at > $4
    RETURNING ref, reference, amount_minor)
  INSERT INTO fake_payment_events (reference, kind, ref, amount_minor, created_at, due_at)
  SELECT reference, $3, ref, amount_minor, $4, $4 FROM pressed RETURNING ref`;

const REFUND = `
  WITH returned AS (
    UPDATE fake_payments SET refunded_minor = refunded_minor + $3
     WHERE ref = $1 AND status = 'paid' AND refunded_minor + $3 <= amount_minor AND NOT refuses_refunds
    RETURNING ref)
  INSERT INTO fake_payment_events (reference, kind, ref, amount_minor, created_at, due_at)
  SELECT $2, 'refunded', ref, $3, $4, $4 FROM returned RETURNING ref`;
const REFUNDED = `SELECT ref FROM fake_payment_events WHERE reference = $1 AND kind = 'refunded'`;

const REFUSE_REFUNDS = `UPDATE fake_payments SET refuses_refunds = $2 WHERE ref = $1 AND status = 'paid' RETURNING ref`;

const MOVED = `
  SELECT CASE e.kind WHEN 'paid' THEN 'charge' ELSE 'refund' END AS kind, e.reference, e.ref AS id,
         e.amount_minor AS "amountMinor", p.currency, e.created_at AS at
    FROM fake_payment_events e JOIN fake_payments p USING (ref)
   WHERE e.kind IN ('paid', 'refunded') AND e.created_at >= $1::timestamptz
     AND e.created_at < $1::timestamptz + interval '1 day'
   ORDER BY e.created_at, e.reference`;

/** The books of the fake provider. They are in tables, so that a restart loses nothing. */
@Injectable()
export class FakePaymentsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Asked again with the same reference, gives the same payment. */
  async open(wish: CheckoutWish): Promise<FakePayment> {
    const { reference, amountMinor, currency, description, successUrl, cancelUrl, expiresAt } = wish;
    const ref = `fake_${randomBytes(REF_BYTES).toString('hex')}`;
    const end = new Date(expiresAt.getTime() + EXTRA_MS);
    const addresses = [successUrl, cancelUrl];
    const values = [ref, reference, amountMinor, currency, description, ...addresses, this.clock.now(), end];
    await this.database.rows(OPEN, values);
    const payment = await this.database.one<FakePayment>(FIND_BY_REFERENCE, [reference]);
    const isSame = payment.amountMinor === amountMinor && payment.currency === currency;
    if (!isSame) throw new ProviderError('refused', 'other parameters');
    return payment;
  }

  /** The newest hundred. */
  newest(): Promise<FakePayment[]> {
    return this.database.rows<FakePayment>(NEWEST);
  }

  async find(ref: string): Promise<FakePayment | null> {
    const [payment] = await this.database.rows<FakePayment>(FIND, [ref]);
    return payment ?? null;
  }

  /** False when the payment is over already. */
  async press(ref: string, press: Press): Promise<boolean> {
    const { status, kind } = PRESSES[press];
    const pressed = await this.database.rows(PRESS, [ref, status, kind, this.clock.now()]);
    return pressed.length > 0;
  }

  /** Returns nothing twice under one reference. */
  async refund({ reference, providerRef, amountMinor }: RefundWish): Promise<void> {
    if (await this.isRefunded(reference)) return;
    const made = await this.database.rows(REFUND, [providerRef, reference, amountMinor, this.clock.now()]);
    // Somebody who asked for the same at the same moment may have been faster.
    if (made.length > 0 || (await this.isRefunded(reference))) return;
    const payment = await this.find(providerRef);
    if (payment?.status !== 'paid') throw new ProviderError('refused', 'never paid');
    throw new ProviderError('refused', payment.refusesRefunds ? 'refunds are switched off' : 'amount_too_large');
  }

  private async isRefunded(reference: string): Promise<boolean> {
    return (await this.database.rows(REFUNDED, [reference])).length > 0;
  }

  /** For testers: whether the next refunds of a payment fail. */
  async refuseRefunds(ref: string, refuses: boolean): Promise<boolean> {
    const changed = await this.database.rows(REFUSE_REFUNDS, [ref, refuses]);
    return changed.length > 0;
  }

  async moved(day: string): Promise<ProviderTransaction[]> {
    const rows = await this.database.rows<ProviderTransaction>(MOVED, [`${day}T00:00:00Z`]);
    return rows.map((row) => ({ ...row, at: new Date(row.at) }));
  }
}
