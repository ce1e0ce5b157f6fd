import { insert } from './insert.js';
import { row, type TryoutWorld } from './tryout-world.js';

/** A pack of the documented coach, and one that the documented client has paid: a trigger grants its credits. */
export async function addPackTryouts({ client, calendar, coach: coach_id, person: client_id }: TryoutWorld) {
  const offer = { coach_id, name: 'Ten sessions', sessions: 10, price_minor: 45_000, currency: 'EUR', valid_days: 365 };
  await insert(client, 'packs', [{ id: row(1), ...offer, is_active: true }]);
  const [created_at, pay_until] = [calendar.past(-2, 9), calendar.past(-2, 10)];
  await insert(client, 'pack_purchases', [{ id: row(1), pack_id: row(1), client_id, ...offer, created_at, pay_until }]);
  const paid = { status: 'paid', paid_at: created_at, amount_minor: offer.price_minor, currency: offer.currency };
  await insert(client, 'checkouts', [
    { id: row(1), purchase_id: row(1), client_id, coach_id, provider: 'fake', ...paid, created_at, pay_until },
  ]);
}
