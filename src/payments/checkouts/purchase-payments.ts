import type { Transaction } from '../../database/database.js';
import type { RefundRecordsService } from '../refunds/refund-records.service.js';
import { fits, type PayableCheckout, type Told } from '../told.js';

/** Nobody is deleted meanwhile. Before the checkout, as a deletion locks them. */
const PARTIES = `
  SELECT u.id FROM checkouts c JOIN users u ON u.id IN (c.client_id, c.coach_id) AND u.deleted_at IS NULL
   WHERE c.id = $1 AND c.provider = $2 AND c.purchase_id IS NOT NULL ORDER BY u.id FOR KEY SHARE OF u`;

const CHECKOUT = `
  SELECT status, provider_ref, amount_minor, currency, client_id FROM checkouts
   WHERE id = $1 AND provider = $2 AND purchase_id IS NOT NULL FOR UPDATE`;

const CAME_IN = `
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  VALUES ($1, $2, $3, 'provider:' || $4::text, 'client:' || $5::integer, 'checkout:' || $6::integer || ':paid', $6)`;

/** The trigger checkouts_grant_credits moves the money of what is paid on, and grants the credits. */
const PAID = `UPDATE checkouts SET status = $3, paid_at = $2 WHERE id = $1`;

interface Checkout extends PayableCheckout {
  readonly client_id: number;
}

/**
 * Pays the purchase of a pack, however late: it holds nobody's time. When its client or its coach was deleted meanwhile, the money goes
 * back. `none`: the checkout is of no purchase, or it does not fit.
 */
export async function payPurchase(
  tx: Transaction,
  refunds: RefundRecordsService,
  checkoutId: number,
  { provider, event, now }: Told,
): Promise<'none' | 'known' | 'paid'> {
  const parties = await tx.rows(PARTIES, [checkoutId, provider]);
  const [checkout] = await tx.rows<Checkout>(CHECKOUT, [checkoutId, provider]);
  if (!checkout || !fits(checkout, event)) return 'none';
  if (checkout.status === 'paid' || checkout.status === 'returned') return 'known';
  const { currency, amount_minor: amount, client_id: client } = checkout;
  const isOfUse = parties.length === 2;
  await tx.rows(CAME_IN, [now, currency, amount, provider, client, checkoutId]);
  await tx.rows(PAID, [checkoutId, now, isOfUse ? 'paid' : 'returned']);
  if (!isOfUse) await refunds.askInVain(tx, checkoutId, amount, now);
  return isOfUse ? 'paid' : 'known';
}
