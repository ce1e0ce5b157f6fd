import type { Person, TestApp } from '../support/app.js';
import { bought } from '../support/credits.js';
import { insert } from '../support/rows.js';
import type { Ids } from './fuzz-world.js';

/** Enough that some are left when requests pay, settle, refund and delete others. */
const MANY = 12;

const PRICE = { price_minor: 4_550, currency: 'EUR' };

const several = (make: (index: number) => Promise<number>) =>
  Promise.all(Array.from({ length: MANY }, (_, index) => make(index)));

/** Packs and what the client bought of them, sessions to pay by card and in person, and refunds that failed. */
export async function paymentsOf(app: TestApp, coach: Person, client: Person): Promise<Ids & { sessions: number[] }> {
  const pair = { coach_id: coach.id, client_id: client.id };
  const session = (month: number, index: number, rest: object) => {
    const day = `2034-${month}-${String(index + 1).padStart(2, '0')}`;
    const time = { scheduled_at: `${day}T09:00:00Z`, ends_at: `${day}T10:00:00Z`, session_type_name: 'Session' };
    return insert(app, 'bookings', { ...pair, ...PRICE, ...time, payment_minor: 4_550, ...rest });
  };
  const byCard = { payment_method: 'card', payment_status: 'due', pay_until: '2034-01-01T00:00:00Z' };
  const inPerson = { payment_method: 'at_session', payment_status: 'due', status: 'confirmed' };
  const cancelled = { ...byCard, payment_status: 'paid', pay_until: null, status: 'cancelled', cancelled_by: 'coach' };
  const refunded = async (index: number) => {
    const at = '2026-11-01T09:00:00Z';
    const paid = { provider: 'fake', status: 'paid', amount_minor: 4_550, currency: 'EUR', paid_at: at };
    const booking_id = await session(12, index, cancelled);
    const checkout_id = await insert(app, 'checkouts', { ...pair, ...paid, booking_id, pay_until: at, created_at: at });
    const reason = `booking:${booking_id}:4550`;
    return insert(app, 'refunds', { checkout_id, amount_minor: 4_550, reason, status: 'failed', created_at: at });
  };
  const purchases = await several(() => bought(app, client, coach));
  return {
    packs: await several((index) =>
      insert(app, 'packs', { ...PRICE, coach_id: coach.id, name: `Pack ${index}`, sessions: 10, is_active: true }),
    ),
    purchases,
    payments: await paymentsFor(app, purchases),
    refunds: await several(refunded),
    provider: ['fake'],
    sessions: [
      ...(await several((index) => session(10, index, byCard))),
      ...(await several((index) => session(11, index, inPerson))),
    ],
  };
}

async function paymentsFor(app: TestApp, purchases: readonly number[]): Promise<number[]> {
  const rows = await app.sql<{ id: number }>(`SELECT id FROM checkouts WHERE purchase_id = ANY ($1)`, [purchases]);
  return rows.map(({ id }) => id);
}
