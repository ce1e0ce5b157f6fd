import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { asActor } from '../../database/acting.js';
import { Database, type Handle, type Transaction } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { PaymentEventsService } from '../payment-events.service.js';
import { RefundNotFailedError, RefundNotFoundError } from '../payment-errors.js';

const ASK = `
  INSERT INTO refunds (checkout_id, amount_minor, reason, due_at, created_at) VALUES ($1, $2, $3, $4, $4)
      ON CONFLICT (reason) DO NOTHING`;

/** Nothing when it is done already, or that round of it failed. The money leaves the client's account with us for the provider's. */
const DONE = `
  WITH done AS (
    UPDATE refunds SET status = 'done', due_at = NULL, done_at = $3, last_error = NULL WHERE id = $1 AND round = $2 AND status <> 'done'
    RETURNING id, round, checkout_id, amount_minor
  )
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  SELECT $3, c.currency, done.amount_minor, 'client:' || c.client_id, 'provider:' || c.provider, 'refund:' || done.id || ':' || done.round, c.id
    FROM done JOIN checkouts c ON c.id = done.checkout_id
  RETURNING checkout_id AS "checkoutId", amount::integer AS amount`;

/**
 * The round is over: what the provider says of it later, in whatever order, counts no more. A provider may take back what it said was
 * done: then the money is with the client's account again.
 */
const FAILED = `
  WITH before AS MATERIALIZED (SELECT id, status, round FROM refunds WHERE id = $1 AND round = $2 FOR UPDATE), failed AS (
    UPDATE refunds r SET status = 'failed', round = r.round + 1, due_at = NULL, done_at = NULL, last_error = $4
      FROM before WHERE r.id = before.id
    RETURNING r.id, before.round, r.checkout_id, r.amount_minor, before.status AS was
  )
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  SELECT $3, c.currency, failed.amount_minor, 'provider:' || c.provider, 'client:' || c.client_id,
         'refund:' || failed.id || ':' || failed.round || ':failed', c.id
    FROM failed JOIN checkouts c ON c.id = failed.checkout_id WHERE failed.was = 'done'`;

/** Of one that was given up nobody knows whether the provider made it: the same round of it makes nothing twice. */
const AGAIN = `UPDATE refunds SET status = 'pending', due_at = $2, tries = 0 WHERE id = $1 AND status = 'failed' RETURNING id`;

/** One try of a refund, as its reference names it. */
export interface Round {
  readonly id: number;
  readonly round: number;
}

/** What goes back to clients. The trigger bookings_settle_payment asks for most of it. */
@Injectable()
export class RefundRecordsService {
  constructor(
    private readonly database: Database,
    private readonly events: PaymentEventsService,
    private readonly clock: Clock,
  ) {}

  /** All of a payment that came too late, or for nobody: once, for a payment comes once. */
  async askInVain(tx: Transaction, checkoutId: number, amountMinor: number, now: Date): Promise<void> {
    await tx.rows(ASK, [checkoutId, amountMinor, `checkout:${checkoutId}:in-vain`, now]);
    await this.events.record(tx, 'payment.returned', checkoutId);
  }

  async done(db: Handle, { id, round }: Round, now: Date): Promise<void> {
    await db.transaction(async (tx) => {
      const [returned] = await tx.rows<{ checkoutId: number; amount: number }>(DONE, [id, round, now]);
      if (returned) await this.events.record(tx, 'payment.refunded', returned.checkoutId, returned.amount);
    });
  }

  /** The provider says that it came to nothing, though it may have said that it is done. */
  async failed(db: Handle, { id, round }: Round, now: Date): Promise<void> {
    await db.rows(FAILED, [id, round, now, 'The payment provider says that it failed.']);
  }

  /** For admins. RefundNotFoundError, RefundNotFailedError. */
  async retry(me: Principal, id: number): Promise<void> {
    const [again] = await asActor(this.database, me, (db) => db.rows(AGAIN, [id, this.clock.now()]));
    if (again) return;
    const [found] = await this.database.rows(`SELECT FROM refunds WHERE id = $1`, [id]);
    throw found ? new RefundNotFailedError() : new RefundNotFoundError();
  }
}
