import type { Transaction } from '../../database/database.js';
import { fits, type PayableCheckout, type Told } from '../told.js';

const CHECKOUT = `
  SELECT status, provider_ref, amount_minor, currency, client_id FROM checkouts
   WHERE id = $1 AND provider = $2 AND purchase_id IS NOT NULL FOR UPDATE`;

const CAME_IN = `
  INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
  VALUES ($1, $2, $3, 'provider:' || $4::text, 'client:' || $5::integer, 'checkout:' || $6::integer || ':paid', $6)`;

/** The trigger checkouts_grant_credits moves the money on, and grants the credits. */
const PAID = `UPDATE checkouts SET status = 'paid', paid_at = $2 WHERE id = $1`;

interface Checkout extends PayableCheckout {
  readonly client_id: number;
}

/** Pays the purchase of a pack, however late: it holds nobody's time. False when the checkout is of no purchase, or it does not fit. */
export async function payPurchase(
  tx: Transaction,
  checkoutId: number,
  { provider, event, now }: Told,
): Promise<boolean> {
  const [checkout] = await tx.rows<Checkout>(CHECKOUT, [checkoutId, provider]);
  if (!checkout || !fits(checkout, event)) return false;
  if (checkout.status === 'paid') return true;
  const { currency, amount_minor: amount, client_id: client } = checkout;
  await tx.rows(CAME_IN, [now, currency, amount, provider, client, checkoutId]);
  await tx.rows(PAID, [checkoutId, now]);
  return true;
}
