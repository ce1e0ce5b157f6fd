import { randomUUID } from 'node:crypto';
import { Clock } from '../../../src/time/clock.js';
import { signatureOf } from '../../../src/payments/providers/fake/fake-signature.js';
import type { TestApp } from '../../support/app.js';
import { keyOf } from '../../support/payments.js';
import { insert } from '../../support/rows.js';
import type { Sent } from '../access-table.js';
import { bookingOf as outcomeOf } from './outcomes.js';

const [UNPAID, IN_PERSON] = ['unpaid session', 'session to pay in person'];

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const PRICE = { price_minor: 4_550, currency: 'EUR' };

const due = (method: string) => ({
  ...PRICE,
  ...{ payment_status: 'due', payment_method: method, payment_minor: 4_550 },
});

/** A session that waits for its payment, one that is paid in person, and one whose refund failed. */
export async function paymentsOf(app: TestApp, pair: { readonly coach_id: number; readonly client_id: number }) {
  const session = (hours: number) => ({ ...pair, scheduled_at: inHours(hours), ends_at: inHours(hours + 1) });
  const waiting = { ...due('card'), session_type_name: 'Personal training', pay_until: inHours(0.5) };
  const cancelled = { ...due('card'), payment_status: 'paid', status: 'cancelled', cancelled_by: 'coach' };
  const paidFor = await insert(app, 'bookings', { ...session(506), ...cancelled });
  const checkout = await insert(app, 'checkouts', {
    ...{ ...pair, booking_id: paidFor, amount_minor: 4_550, currency: 'EUR', provider: 'fake', status: 'paid' },
    ...{ pay_until: inHours(-1), created_at: inHours(-2), paid_at: inHours(-1) },
  });
  const refund = { checkout_id: checkout, amount_minor: 4_550, reason: `booking:${paidFor}:4550`, status: 'failed' };
  return {
    [UNPAID]: await insert(app, 'bookings', { ...session(500), ...waiting }),
    [IN_PERSON]: await insert(app, 'bookings', { ...session(-9), ...due('at_session'), status: 'completed' }),
    refunds: await insert(app, 'refunds', { ...refund, created_at: inHours(-1) }),
    payments: checkout,
    provider: 'fake',
  };
}

/** Which booking an operation is about, when it is not any. */
export function bookingOf(operation: string): string {
  if (operation.endsWith('/{id}/checkout')) return UNPAID;
  return operation.endsWith('/{id}/payment') ? IN_PERSON : outcomeOf(operation);
}

/** The provider says that somebody paid for a session that waited for it. */
export async function paidEvent(app: TestApp, ids: Readonly<Record<string, number | string>>): Promise<Sent> {
  const [booking] = await app.sql<{ coach_id: number; client_id: number }>(
    `SELECT coach_id, client_id FROM bookings WHERE id = $1`,
    [ids[UNPAID]],
  );
  await app.sql(`UPDATE checkouts SET status = 'ended' WHERE booking_id = $1 AND status = 'open'`, [ids[UNPAID]]);
  const open = { ...booking, booking_id: ids[UNPAID], provider: 'fake', amount_minor: 4_550, currency: 'EUR' };
  const ref = randomUUID();
  const checkout = await insert(app, 'checkouts', {
    ...{ ...open, provider_ref: ref, url: 'https://pay.example.com' },
    ...{ pay_until: inHours(0.5), created_at: inHours(0) },
  });
  const event = { event_id: randomUUID(), kind: 'paid', provider_ref: ref, reference: `checkout:${checkout}` };
  const body = { ...event, amount_minor: 4_550, currency: 'EUR' };
  const now = app.nest.get(Clock).real();
  return { body, headers: { 'fake-signature': signatureOf(JSON.stringify(body), keyOf(app), now) } };
}
