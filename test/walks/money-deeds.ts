import type { Person } from '../support/app.js';
import { pay } from '../support/payments.js';
import { type Deed, seldom, to } from './deed.js';
import type { Walk } from './walk.js';

const UNPAID = `pay_until IS NOT NULL AND kind = 'booking' AND status = 'pending'`;

/** Opens the page on which something is paid, and pays there. */
async function payOn(walk: Walk, who: Person | undefined, operation: string, id: number): Promise<void> {
  const answer = await walk.ask(who, operation, { ids: [id] });
  if (answer === undefined || answer.status >= 300) return;
  const { checkout_url: url } = JSON.parse(answer.text) as { checkout_url: string };
  walk.note(`paid: ${String(await pay(walk.app, url))}`);
}

const PERIOD = 'from=2026-11-01&to=2027-01-10';

/** What is read where money is shown. */
const LISTS = {
  client: ['GET /client/payments', 'GET /client/credits', 'GET /bookings/my-bookings', 'GET /bookings/waitlist'],
  coach: [`GET /coach/earnings?${PERIOD}`, 'GET /coach/reports/due', `GET /coach/reports/utilisation?${PERIOD}`],
  admin: ['GET /admin/payments', 'GET /admin/reports/liabilities', 'GET /bookings/admin/bookings'],
} as const;

/** Paying by card, in person and with credits, and taking it back. */
export const MONEY = {
  'open a page to pay on': to('bookings', UNPAID, (row, walk) =>
    walk.ask(walk.clientOf(row), 'POST /bookings/bookings/{id}/checkout', { ids: [row.id] }),
  ),
  'pay by card': to('bookings', UNPAID, (row, walk) =>
    payOn(walk, walk.clientOf(row), 'POST /bookings/bookings/{id}/checkout', row.id),
  ),
  'settle in person': to('bookings', `payment_method = 'at_session'`, (row, walk) =>
    walk.ask(walk.dice.pick([walk.coachOf(row), walk.admin]), 'POST /bookings/bookings/{id}/payment', {
      ...{ ids: [row.id], body: { outcome: walk.dice.pick(['received', 'waived', 'due']) } },
    }),
  ),
  'order a pack': to('packs', 'is_active', ({ id }, walk) =>
    walk.ask(walk.client(), 'POST /packs/{id}/purchase', { ids: [id] }),
  ),
  'buy a pack': to('packs', 'is_active', ({ id }, walk) => payOn(walk, walk.client(), 'POST /packs/{id}/purchase', id)),
  'give or take credits': to('pack_purchases', 'true', ({ id }, walk) =>
    walk.ask(walk.admin, 'POST /admin/purchases/{id}/credits', {
      ...{ ids: [id], body: { credits: walk.dice.pick([-1, 1, 2]), reason: 'The studio was closed.' } },
    }),
  ),
  'refund a pack': seldom(
    0.3,
    to('pack_purchases', 'true', ({ id }, walk) =>
      walk.ask(walk.admin, 'POST /admin/purchases/{id}/refund', { ids: [id] }),
    ),
  ),
  'change the terms': (walk) =>
    walk.ask(walk.coach(), 'PUT /coach/policy', {
      body: { late_cancellation_percent: walk.dice.pick([0, 33, 100]), no_show_percent: walk.dice.pick([0, 33, 100]) },
    }),
  'change a session type': (walk) => {
    const coach = walk.coach();
    const id = walk.typeOf(coach, walk.dice.pick(['single', 'group'] as const));
    const body = walk.dice.pick([
      ...[{ price: { amount_minor: 777, currency: 'USD' } }, { payment: 'at_session' }, { payment: 'to_book' }],
      ...[{ minutes: 45 }, { buffer_after_minutes: 10 }, { capacity: 2 }],
    ]);
    return walk.ask(coach, 'PUT /coach/session-types/{id}', { ids: [id], body });
  },
  'look at the books': async (walk) => {
    for (const path of LISTS.client) await walk.ask(walk.client(), path);
    for (const path of LISTS.coach) await walk.ask(walk.coach(), path);
    for (const path of LISTS.admin) await walk.ask(walk.admin, path);
  },
} satisfies Record<string, Deed>;
