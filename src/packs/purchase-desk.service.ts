import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { actAs } from '../database/acting.js';
import { Database, type Transaction } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { CreditsService } from './credits.service.js';
import type { AdjustCreditsDto, PurchaseDto } from './dto/credits.dto.js';
import { type Refundable, refundOf } from './domain/pack-refund.js';
import { NothingToRefundError, PurchaseNotFoundError, TooFewCreditsError } from './pack-errors.js';

const ADJUST = `
  UPDATE pack_purchases SET credits_adjusted = credits_adjusted + $2, adjusted_because = $3
   WHERE id = $1 AND status IN ('paid', 'refunded') AND credits_left + $2 >= 0
  RETURNING id`;

/** The reason counts what the ledger says of the purchase so far, so that each adjustment has its own. */
const NOTE_ADJUSTMENT = `
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, purchase_id)
  SELECT $2, 'credit:' || p.id, abs($3), CASE WHEN $3 > 0 THEN 'platform' ELSE 'client:' || p.client_id END,
         CASE WHEN $3 > 0 THEN 'client:' || p.client_id ELSE 'platform' END,
         'adjusted:purchase:' || p.id || ':' || (SELECT count(*) FROM transfers t WHERE t.purchase_id = p.id), p.id
    FROM pack_purchases p WHERE p.id = $1`;

/** Locks the purchase. The payment is that of its checkout. */
const LOCK = `
  SELECT p.price_minor AS "priceMinor", p.sessions, p.credits_left AS "left", p.credits_expired AS expired, p.earned_minor AS "earnedMinor",
         p.refunded_minor AS "refundedMinor",
         (SELECT c.id FROM checkouts c WHERE c.purchase_id = p.id AND c.status = 'paid') AS "checkoutId"
    FROM pack_purchases p WHERE p.id = $1 FOR NO KEY UPDATE`;

const REFUNDED = `UPDATE pack_purchases SET status = 'refunded', refunded_minor = refunded_minor + $2 WHERE id = $1`;

/** The credits expire, the platform owes the money to the client, and the worker has the provider return it. */
const GIVE_BACK = `
  WITH refund AS (
    INSERT INTO refunds (checkout_id, amount_minor, reason, due_at, created_at) VALUES ($4, $3, $5, $2, $2)
  )
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, purchase_id, checkout_id)
  SELECT $2, 'credit:' || p.id, p.credits_left, 'client:' || p.client_id, 'platform', 'expired:' || $5, p.id, $4::integer
    FROM pack_purchases p WHERE p.id = $1
   UNION ALL
  SELECT $2, p.currency, $3::integer, 'platform', 'client:' || p.client_id, 'returned:' || $5, p.id, $4
    FROM pack_purchases p WHERE p.id = $1`;

type Locked = Refundable & { readonly expired: number; readonly checkoutId: number | null };

/** What admins do with purchases. */
@Injectable()
export class PurchaseDeskService {
  constructor(
    private readonly database: Database,
    private readonly credits: CreditsService,
    private readonly clock: Clock,
  ) {}

  /** Gives credits, or takes some that are left. No money moves with them. PurchaseNotFoundError, TooFewCreditsError. */
  adjust(me: Principal, id: number, { credits, reason }: AdjustCreditsDto): Promise<PurchaseDto> {
    return this.database.transaction(async (tx) => {
      await actAs(tx, me);
      const adjusted = await tx.rows(ADJUST, [id, credits, reason]);
      if (adjusted.length === 0) {
        await this.credits.find(tx, id);
        throw new TooFewCreditsError();
      }
      await tx.rows(NOTE_ADJUSTMENT, [id, this.clock.now(), credits]);
      return this.credits.find(tx, id);
    });
  }

  /** Returns what the credits that are left were paid with, and ends them. PurchaseNotFoundError, NothingToRefundError. */
  refund(me: Principal, id: number): Promise<PurchaseDto> {
    return this.database.transaction(async (tx) => {
      await actAs(tx, me);
      if (!(await this.giveBack(tx, id))) throw new NothingToRefundError();
      return this.credits.find(tx, id);
    });
  }

  /** The same within a deed of others. False when nothing was paid for what is left. PurchaseNotFoundError. */
  async giveBack(tx: Transaction, id: number): Promise<boolean> {
    const [purchase] = await tx.rows<Locked>(LOCK, [id]);
    if (!purchase) throw new PurchaseNotFoundError();
    const { left, expired, checkoutId } = purchase;
    const amount = refundOf(purchase);
    if (checkoutId === null || amount === 0) return false;
    await tx.rows(REFUNDED, [id, amount]);
    const reason = `purchase:${id}:${expired + left}`;
    await tx.rows(GIVE_BACK, [id, this.clock.now(), amount, checkoutId, reason]);
    return true;
  }
}
