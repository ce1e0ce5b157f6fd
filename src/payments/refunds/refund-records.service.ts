import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { RefundNotFailedError, RefundNotFoundError } from '../payment-errors.js';

const ASK = `
  INSERT INTO refunds (checkout_id, amount_minor, reason, due_at, created_at) VALUES ($1, $2, $3, $4, $4)
      ON CONFLICT (reason) DO NOTHING`;

/** Nothing when it is done already. The money leaves the client's account with us for the provider's. */
const DONE = `
  WITH done AS (
    UPDATE refunds SET status = 'done', due_at = NULL, done_at = $2, last_error = NULL WHERE id = $1 AND status <> 'done'
    RETURNING id, round, checkout_id, amount_minor
  )
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  SELECT $2, c.currency, done.amount_minor, 'client:' || c.client_id, 'provider:' || c.provider, 'refund:' || done.id || ':' || done.round, c.id
    FROM done JOIN checkouts c ON c.id = done.checkout_id`;

/** A provider may take back what it said was done: then the money is with the client's account again. */
const FAILED = `
  WITH before AS MATERIALIZED (SELECT id, status FROM refunds WHERE id = $1 AND status <> 'failed' FOR UPDATE), failed AS (
    UPDATE refunds r SET status = 'failed', due_at = NULL, done_at = NULL, last_error = $3 FROM before WHERE r.id = before.id
    RETURNING r.id, r.round, r.checkout_id, r.amount_minor, before.status AS was
  )
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  SELECT $2, c.currency, failed.amount_minor, 'provider:' || c.provider, 'client:' || c.client_id,
         'refund:' || failed.id || ':' || failed.round || ':failed', c.id
    FROM failed JOIN checkouts c ON c.id = failed.checkout_id WHERE failed.was = 'done'`;

const AGAIN = `
  UPDATE refunds SET status = 'pending', due_at = $2, tries = 0, round = round + 1 WHERE id = $1 AND status = 'failed' RETURNING id`;

interface NewRefund {
  readonly checkoutId: number;
  readonly amountMinor: number;
  /** The same deed has the same reason, so that it is done once. */
  readonly reason: string;
  readonly now: Date;
}

/** What goes back to clients. The trigger bookings_settle_payment asks for most of it. */
@Injectable()
export class RefundRecordsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async ask(db: Handle, { checkoutId, amountMinor, reason, now }: NewRefund): Promise<void> {
    await db.rows(ASK, [checkoutId, amountMinor, reason, now]);
  }

  async done(db: Handle, id: number, now: Date): Promise<void> {
    await db.rows(DONE, [id, now]);
  }

  async failed(db: Handle, id: number, now: Date, why = 'The payment provider says that it failed.'): Promise<void> {
    await db.rows(FAILED, [id, now, why]);
  }

  /** For admins. RefundNotFoundError, RefundNotFailedError. */
  async retry(id: number): Promise<void> {
    const [again] = await this.database.rows(AGAIN, [id, this.clock.now()]);
    if (again) return;
    const [found] = await this.database.rows(`SELECT FROM refunds WHERE id = $1`, [id]);
    throw found ? new RefundNotFailedError() : new RefundNotFoundError();
  }
}
