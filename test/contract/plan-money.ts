const CLIENT = `clients[1 + n * 7 % cardinality(clients)]`;
const COACH = `coaches[1 + n % cardinality(coaches)]`;

const PURCHASES = 20_000;

/** As statements: ten packs of each coach, many purchases, and a payment for every fourth past session; each tenth was refunded. */
export const MONEY: readonly string[] = [
  `INSERT INTO packs (coach_id, name, sessions, price_minor, currency, is_active)
   SELECT unnest(coaches), 'Pack ' || n, 10, 45000, 'EUR', n < 4 FROM many, generate_series(1, 10) n`,
  `INSERT INTO pack_purchases (client_id, coach_id, name, sessions, price_minor, currency, status, created_at, pay_until, paid_at, expires_at,
     credits_left, credits_used)
   SELECT ${CLIENT}, ${COACH}, 'Pack', 10, 45000, 'EUR', 'paid', at, at, at, at + interval '900 days', n % 4, 10 - n % 4
     FROM many, generate_series(1, ${PURCHASES}) n, LATERAL (SELECT now() - n * interval '1 hour') t (at)`,
  `INSERT INTO checkouts (booking_id, client_id, coach_id, provider, provider_ref, url, amount_minor, currency, status, pay_until, created_at, paid_at)
   SELECT b.id, b.client_id, b.coach_id, 'fake', 'fake_' || b.id, 'https://pay.example.com', 4550, 'EUR', 'paid', b.created_at, b.created_at, b.created_at
     FROM bookings b
    WHERE b.kind = 'booking' AND b.status IN ('completed', 'cancelled') AND b.id % 4 = 0
       ON CONFLICT DO NOTHING`,
  `INSERT INTO checkouts (purchase_id, client_id, coach_id, provider, provider_ref, amount_minor, currency, url, status, pay_until, created_at, paid_at)
   SELECT p.id, p.client_id, p.coach_id, 'fake', 'fake_p' || p.id, 45000, 'EUR', 'https://pay.example.com', 'paid', p.created_at, p.created_at, p.created_at
     FROM pack_purchases p WHERE status = 'paid' ON CONFLICT DO NOTHING`,
  `INSERT INTO refunds (checkout_id, amount_minor, reason, status, due_at, created_at, done_at)
   SELECT id, 4550, 'many:' || id, CASE WHEN id % 1000 = 0 THEN 'failed' ELSE 'done' END, NULL, created_at,
          CASE WHEN id % 1000 > 0 THEN created_at END
     FROM checkouts c WHERE id % 10 = 0 AND status = 'paid'`,
  `INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, checkout_id)
   SELECT c.paid_at, 'EUR', c.amount_minor, a.source, a.target, 'many:' || c.id || a.target, c.id
     FROM checkouts c, LATERAL (VALUES ('provider:fake', 'client:' || client_id), ('client:' || client_id, 'coach:' || coach_id)) a (source, target)
    WHERE c.status = 'paid'`,
  `INSERT INTO transfers (at, unit, amount, from_account, to_account, reason, purchase_id)
   SELECT paid_at, 'credit:' || id, 10, 'platform', 'client:' || client_id, 'many:credit:' || id, id FROM pack_purchases WHERE status = 'paid'`,
];
