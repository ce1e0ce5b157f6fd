import { PAYMENT_STATES } from '../../src/bookings/payment/payment-states.js';
import type { Life } from './life.js';

/** Whatever moved in a life has its client or its coach on one side. */
const STATE = `
  WITH moved AS MATERIALIZED (
    SELECT * FROM transfers WHERE from_account IN ($1, $2) UNION SELECT * FROM transfers WHERE to_account IN ($1, $2)
  ), entries AS (
    SELECT from_account AS account, unit, -amount AS amount FROM moved UNION ALL SELECT to_account, unit, amount FROM moved
  ), balances AS (
    SELECT split_part(account, ':', 1) || ' ' || unit AS account, sum(amount)::float8 AS balance FROM entries
     GROUP BY 1 HAVING sum(amount) <> 0
  )
  SELECT (SELECT coalesce(json_object_agg(account, balance), '{}') FROM balances) AS balances,
         (SELECT coalesce(json_agg(json_build_array(id, status, cancelled_by, payment_method, payment_status, payment_minor,
                                                    refunded_minor) ORDER BY id), '[]')
            FROM bookings WHERE client_id = $3 AND kind = 'booking') AS bookings,
         (SELECT coalesce(json_agg(json_build_array(id, status, credits_left, credits_reserved, credits_used, credits_expired,
                                                    earned_minor, refunded_minor) ORDER BY id), '[]')
            FROM pack_purchases WHERE client_id = $3) AS purchases,
         (SELECT coalesce(json_agg(json_build_array(c.provider_ref, r.amount_minor, r.status) ORDER BY r.checkout_id, r.id), '[]')
            FROM refunds r JOIN checkouts c ON c.id = r.checkout_id WHERE c.client_id = $3) AS refunds`;

type Row = readonly (string | number | null)[];

interface State {
  readonly balances: Readonly<Record<string, number>>;
  readonly bookings: readonly Row[];
  readonly purchases: readonly Row[];
  readonly refunds: readonly Row[];
}

const FOUND = new Set<string>(
  PAYMENT_STATES.flatMap(({ method, payment, booking }) => booking.map((one) => `${method} ${payment} ${one}`)),
);

/** Every account has what the model says, and every booking is in a state that exists. */
export async function checkNow({ stage, client, coach, model }: Life): Promise<void> {
  const accounts = [`client:${client.id}`, `coach:${coach.id}`];
  const [state] = await stage.app.sql<State>(STATE, [...accounts, client.id]);
  const byId = (one: { readonly id: number }, other: { readonly id: number }) => one.id - other.id;
  expect(state).toEqual({
    balances: model.balances,
    bookings: [...model.bookings]
      .sort(byId)
      .map(({ id, status, by, method, payment }) => [id, status, by, method, ...payment]),
    purchases: [...model.purchases]
      .sort(byId)
      .map(({ id, status, left, reserved, used, expired, earned, refunded }) => [
        ...[id, status, left, reserved, used, expired, earned, refunded],
      ]),
    refunds: model.pages.flatMap(({ ref, refunds }) => refunds.map(({ amount, status }) => [ref, amount, status])),
  });
  for (const [id, status, , method, payment] of state!.bookings) {
    if (!FOUND.has(`${method} ${payment} ${status}`)) throw new Error(`booking ${id}: ${method} ${payment} ${status}`);
  }
}

/** When all is done nobody waits for money, and the provider has taken and returned what the model says. */
export async function checkEnd(life: Life): Promise<void> {
  await checkNow(life);
  const { model, stage } = life;
  expect(model.balances['client EUR'] ?? 0).toBe(0);
  for (const { ref, amount, isIn, done, back } of model.pages) {
    const { status, refundedMinor } = (await stage.provider.find(ref))!;
    expect([ref, status === 'paid' ? amount : 0, refundedMinor, back]).toEqual([ref, isIn ? amount : 0, done, done]);
  }
}
