import type { Person, TestApp } from './app.js';
import { insert } from './rows.js';

/** What a test says of a pack that a client bought. */
interface Bought {
  readonly sessions?: number;
  readonly price_minor?: number;
  readonly currency?: string;
  readonly session_type_ids?: readonly number[];
  /** Credits that expire by then. */
  readonly expires_at?: string;
}

/** A pack that a client bought of a coach and paid: the id of the purchase. */
export async function bought(app: TestApp, client: Person, coach: Person, wanted: Bought = {}): Promise<number> {
  const { expires_at, ...rest } = { sessions: 10, price_minor: 45_000, currency: 'EUR', ...wanted };
  const at = '2026-11-01T09:00:00Z';
  const pair = { client_id: client.id, coach_id: coach.id };
  const id = await insert(app, 'pack_purchases', { ...pair, name: 'Pack', ...rest, created_at: at, pay_until: at });
  await paid(app, id);
  if (expires_at) await app.sql(`UPDATE pack_purchases SET expires_at = $2 WHERE id = $1`, [id, expires_at]);
  return id;
}

/** As the provider's webhook pays it. */
export async function paid(app: TestApp, purchaseId: number): Promise<void> {
  await app.sql(
    `INSERT INTO checkouts (purchase_id, client_id, coach_id, provider, amount_minor, currency, status, pay_until, created_at, paid_at)
     SELECT id, client_id, coach_id, 'fake', price_minor, currency, 'paid', pay_until, created_at, created_at
       FROM pack_purchases WHERE id = $1`,
    [purchaseId],
  );
}

/** The credits of a purchase: left, reserved, used, expired; and what its coach has earned. */
export async function creditsOf(app: TestApp, purchaseId: number) {
  const [row] = await app.sql<{ counts: number[] }>(
    `SELECT ARRAY[credits_left, credits_reserved, credits_used, credits_expired, earned_minor] AS counts FROM pack_purchases WHERE id = $1`,
    [purchaseId],
  );
  return row!.counts;
}

const OF_LEDGER = `
  SELECT p.id, p.credits_left, p.earned_minor, p.credits_used,
         (SELECT coalesce(sum(CASE WHEN t.to_account = 'client:' || p.client_id THEN t.amount ELSE -t.amount END), 0)
            FROM transfers t WHERE t.unit = 'credit:' || p.id AND 'client:' || p.client_id IN (t.from_account, t.to_account)) AS left,
         (SELECT coalesce(sum(CASE WHEN t.to_account = 'coach:' || p.coach_id THEN t.amount ELSE -t.amount END), 0)
            FROM transfers t WHERE t.unit = 'credit:' || p.id AND 'coach:' || p.coach_id IN (t.from_account, t.to_account)) AS used,
         (SELECT coalesce(sum(CASE WHEN t.to_account = 'coach:' || p.coach_id THEN t.amount ELSE -t.amount END), 0)
            FROM transfers t WHERE t.unit = p.currency AND t.purchase_id = p.id AND 'coach:' || p.coach_id IN (t.from_account, t.to_account)) AS earned,
         (SELECT count(*) FROM bookings b WHERE b.credit_purchase_id = p.id AND b.status IN ('pending', 'confirmed')) AS active,
         p.credits_reserved
    FROM pack_purchases p`;

/** The purchases whose counts are not what the ledger and the bookings say. */
export function miscountedCredits(app: TestApp): Promise<object[]> {
  return app.sql(
    `SELECT * FROM (${OF_LEDGER}) p
      WHERE (p.credits_left, p.credits_used, p.earned_minor, p.credits_reserved) IS DISTINCT FROM (p.left, p.used, p.earned, p.active)`,
  );
}
