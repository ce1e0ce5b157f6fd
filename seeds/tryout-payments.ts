import { insert } from './insert.js';
import { row, type TryoutWorld } from './tryout-world.js';

const PRICE = { price_minor: 4_500, currency: 'EUR', payment_minor: 4_500, session_type_name: 'Session to pay for' };

/** A session to pay by card, one to pay in person, and one that its coach cancelled, whose refund failed. */
export async function addPaymentTryouts({ client, calendar, coach: coach_id, person: client_id }: TryoutWorld) {
  const [created_at, at] = [calendar.past(-3, 9), calendar.past(-2, 9)];
  const pair = { coach_id, client_id, created_at, updated_at: at, ...PRICE };
  const time = (day: number) => ({ scheduled_at: calendar.at(day, 5), ends_at: calendar.at(day, 6) });
  const byCard = { payment_method: 'card', payment_status: 'due', pay_until: calendar.at(2, 0), status: 'pending' };
  await insert(client, 'bookings', [{ ...pair, ...time(80), id: row(10), ...byCard }]);
  const inPerson = { payment_method: 'at_session', payment_status: 'due', status: 'confirmed' };
  await insert(client, 'bookings', [{ ...pair, ...time(81), id: row(14), ...inPerson }]);
  const returned = { payment_method: 'card', payment_status: 'refunded', refunded_minor: 4_500 };
  const cancelled = { ...returned, status: 'cancelled', cancelled_by: 'coach' };
  await insert(client, 'bookings', [{ ...pair, ...time(82), id: row(15), ...cancelled }]);
  const paid = { provider: 'fake', status: 'paid', amount_minor: 4_500, currency: 'EUR', paid_at: at, pay_until: at };
  const checkout = { id: row(2), booking_id: row(15), coach_id, client_id, ...paid, created_at };
  await insert(client, 'checkouts', [checkout]);
  const refund = { checkout_id: row(2), amount_minor: 4_500, reason: `booking:${row(15)}:4500`, status: 'failed' };
  await insert(client, 'refunds', [{ id: row(1), ...refund, tries: 5, last_error: 'To try out.', created_at: at }]);
}
