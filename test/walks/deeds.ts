import { pay } from '../support/payments.js';
import { workOff } from '../support/worker.js';
import { type Deed, seldom, to } from './deed.js';
import { MONEY } from './money-deeds.js';
import type { Walk } from './walk.js';

const BOOKING = `kind = 'booking'`;
const ACTIVE = `kind = 'booking' AND status IN ('pending', 'confirmed')`;

const toBooking = (deed: Parameters<typeof to>[2], condition = ACTIVE) => to('bookings', condition, deed);
const toSeries = (deed: Parameters<typeof to>[2]) => toBooking(deed, `series_id IS NOT NULL AND ${ACTIVE}`);
const toGroup = (deed: Parameters<typeof to>[2]) => to('group_sessions', 'true', deed);
const toEntry = (deed: Parameters<typeof to>[2]) => to('waitlist_entries', `status IN ('waiting', 'offered')`, deed);

const wish = (walk: Walk) => {
  const coach = walk.coach();
  return { coach_id: coach.id, session_type_id: walk.typeOf(coach, 'single') };
};

const BOOKINGS = {
  'book a time': (walk) =>
    walk.ask(walk.client(), 'POST /bookings/book', { body: { ...wish(walk), scheduled_at: walk.time() } }),
  'book a slot': (walk) => {
    const time = walk.dice.chance(0.5) && { scheduled_at: walk.time() };
    const body = { coach_id: walk.coach().id, slot_number: walk.dice.pick([1, 2]), ...time };
    return walk.ask(walk.client(), 'POST /bookings/book', { body });
  },
  'hold, and book it perhaps': async (walk) => {
    const [client, held] = [walk.client(), { ...wish(walk), scheduled_at: walk.time() }];
    const answer = await walk.ask(client, 'POST /bookings/holds', { body: held });
    if (answer?.status !== 201 || walk.dice.chance(0.5)) return;
    const { id: hold_id } = JSON.parse(answer.text) as { id: string };
    await walk.ask(client, 'POST /bookings/book', { body: { ...held, hold_id } });
  },
  'book for a client': (walk) => {
    const coach = walk.coach();
    const session = { session_type_id: walk.typeOf(coach, 'single'), scheduled_at: walk.time() };
    return walk.ask(coach, 'POST /coach/bookings', { body: { client_id: walk.client().id, ...session } });
  },
  move: toBooking((row, walk) =>
    walk.ask(walk.partyTo(row), 'POST /bookings/bookings/{id}/move', {
      ...{ ids: [row.id], body: { scheduled_at: walk.time() } },
    }),
  ),
  'put at another time': toBooking((row, walk) =>
    walk.ask(walk.dice.pick([walk.coachOf(row), walk.admin]), 'PUT /bookings/bookings/{id}', {
      ...{ ids: [row.id], body: { scheduled_at: walk.time() } },
    }),
  ),
  ...Object.fromEntries(
    (['confirmed', 'completed'] as const).map((status) => [
      status,
      toBooking((row, walk) =>
        walk.ask(walk.coachOf(row), 'PUT /bookings/bookings/{id}', { ids: [row.id], body: { status } }),
      ),
    ]),
  ),
  cancel: toBooking((row, walk) =>
    walk.ask(walk.partyTo(row), 'PUT /bookings/bookings/{id}', { ids: [row.id], body: { status: 'cancelled' } }),
  ),
  'ask what it costs': toBooking(
    (row, walk) => walk.ask(walk.partyTo(row), 'GET /bookings/bookings/{id}/cancellation-quote', { ids: [row.id] }),
    BOOKING,
  ),
  'say who came': to('bookings', `${BOOKING} AND status IN ('confirmed', 'completed')`, (row, walk) =>
    walk.ask(walk.dice.pick([walk.coachOf(row), walk.admin]), 'POST /bookings/bookings/{id}/attendance', {
      ...{ ids: [row.id], body: { outcome: walk.dice.pick(['attended', 'client_no_show', 'coach_no_show']) } },
    }),
  ),
  contest: to('bookings', 'attendance IS NOT NULL', (row, walk) =>
    walk.ask(walk.clientOf(row), 'POST /bookings/bookings/{id}/attendance/contest', {
      ...{ ids: [row.id], body: { reason: 'I was there.' } },
    }),
  ),
  review: to('bookings', `status = 'completed'`, (row, walk) =>
    walk.ask(walk.clientOf(row), 'POST /bookings/bookings/{id}/review', { ids: [row.id], body: { rating: 4 } }),
  ),
  'take a review back': to('bookings', `status = 'completed'`, (row, walk) =>
    walk.ask(walk.clientOf(row), 'DELETE /bookings/bookings/{id}/review', { ids: [row.id] }),
  ),
} satisfies Record<string, Deed>;

const SERIES = {
  'book a series': (walk) => {
    const rule = { starts_at: walk.time(), every_weeks: 1, count: walk.dice.pick([2, 3, 4]) };
    const skip = walk.dice.chance(0.6) && { on_conflict: 'skip' };
    return walk.ask(walk.client(), 'POST /bookings/series', { body: { ...wish(walk), ...rule, ...skip } });
  },
  'move a series': toSeries((row, walk) =>
    walk.ask(walk.partyTo(row), 'POST /bookings/series/{id}/move', {
      ...{ ids: [row.series_id], body: { from: row.id, starts_at: walk.time() } },
    }),
  ),
  'confirm a series': toSeries((row, walk) =>
    walk.ask(walk.coachOf(row), 'POST /bookings/series/{id}/confirm', { ids: [row.series_id] }),
  ),
  'cancel a series': toSeries((row, walk) =>
    walk.ask(walk.partyTo(row), 'POST /bookings/series/{id}/cancel', { ids: [row.series_id], body: { from: row.id } }),
  ),
} satisfies Record<string, Deed>;

const GROUPS = {
  'plan a group session': (walk) => {
    const coach = walk.coach();
    const body = { session_type_id: walk.typeOf(coach, 'group'), starts_at: walk.time() };
    return walk.ask(coach, 'POST /coach/group-sessions', { body });
  },
  'book a seat': toGroup(({ id, coach_id }, walk) =>
    walk.ask(walk.client(), 'POST /bookings/book', { body: { coach_id, group_session_id: id } }),
  ),
  'move a group session': toGroup((row, walk) =>
    walk.ask(walk.coachOf(row), 'PUT /coach/group-sessions/{id}', {
      ...{ ids: [row.id], body: { starts_at: walk.time() } },
    }),
  ),
  'resize a group session': toGroup((row, walk) =>
    walk.ask(walk.coachOf(row), 'PUT /coach/group-sessions/{id}', {
      ...{ ids: [row.id], body: { capacity: walk.dice.pick([1, 2, 3]) } },
    }),
  ),
  'confirm a group session': toGroup((row, walk) =>
    walk.ask(walk.coachOf(row), 'POST /coach/group-sessions/{id}/confirm', { ids: [row.id] }),
  ),
  'cancel a group session': seldom(
    0.4,
    toGroup((row, walk) => walk.ask(walk.coachOf(row), 'DELETE /coach/group-sessions/{id}', { ids: [row.id] })),
  ),
} satisfies Record<string, Deed>;

const WAITLIST = {
  'wait for a slot': (walk) =>
    walk.ask(walk.client(), 'POST /bookings/waitlist', { body: { coach_id: walk.coach().id } }),
  'wait for a time': (walk) =>
    walk.ask(walk.client(), 'POST /bookings/waitlist', {
      body: { ...wish(walk), from: walk.day(0), to: walk.day(3) },
    }),
  'wait for a seat': toGroup(({ id }, walk) =>
    walk.ask(walk.client(), 'POST /bookings/waitlist', { body: { group_session_id: id } }),
  ),
  accept: toEntry((row, walk) =>
    walk.ask(walk.clientOf(row), 'POST /bookings/waitlist/{id}/accept', { ids: [row.id] }),
  ),
  decline: toEntry((row, walk) =>
    walk.ask(walk.clientOf(row), 'POST /bookings/waitlist/{id}/decline', { ids: [row.id] }),
  ),
  leave: toEntry((row, walk) => walk.ask(walk.clientOf(row), 'DELETE /bookings/waitlist/{id}', { ids: [row.id] })),
} satisfies Record<string, Deed>;

const PEOPLE = {
  'offer more or fewer slots': (walk) =>
    walk.ask(walk.coach(), 'PUT /coach/slots', { body: { total_slots: walk.dice.pick([1, 2, 3]) } }),
  'change the schedule': (walk) =>
    walk.ask(walk.coach(), 'PUT /coach/schedule', {
      body: walk.dice.pick([
        ...[{ auto_confirm: true }, { auto_confirm: false }, { grid_minutes: 60 }, { daily_limit: 3 }],
        ...[{ time_zone: 'America/New_York' }, { client_limit: 5 }, { cancel_notice_minutes: 0 }],
        ...[{ notice_minutes: 120 }, { move_notice_minutes: 720 }],
      ]),
    }),
  'be away': seldom(0.2, (walk) =>
    walk.ask(walk.coach(), 'POST /coach/time-off', { body: { from: walk.day(2), to: walk.day(2) } }),
  ),
  block: seldom(0.3, (walk) =>
    walk.ask(walk.coach(), 'PUT /coach/clients/{client_id}/block', { ids: [walk.client().id] }),
  ),
  unblock: (walk) => walk.ask(walk.coach(), 'DELETE /coach/clients/{client_id}/block', { ids: [walk.client().id] }),
  'end the connection': (walk) =>
    walk.ask(walk.client(), 'DELETE /client/coaches/{coach_id}', { ids: [walk.coach().id] }),
  'delete somebody': seldom(0.05, (walk) =>
    walk.ask(walk.admin, 'DELETE /admin/users/{user_id}', { ids: [walk.dice.pick([walk.coach(), walk.client()]).id] }),
  ),
} satisfies Record<string, Deed>;

const TIME = {
  'time passes': (walk) => {
    walk.pass(walk.dice.pick([1, 5, 31, 31, 60, 120, 300, 720, 1_440, 4_320]));
    return Promise.resolve();
  },
  'the worker works': async (walk) => {
    walk.note('the worker works');
    await workOff(walk.app, walk.now);
  },
  'somebody pays on an old page': to('checkouts', 'url IS NOT NULL', async ({ id, url }, walk) => {
    walk.note(`the page of checkout ${id}: ${String(await pay(walk.app, url))}`);
  }),
} satisfies Record<string, Deed>;

const DEEDS: Readonly<Record<string, Deed>> = {
  ...{ ...BOOKINGS, ...SERIES, ...GROUPS, ...WAITLIST, ...MONEY, ...PEOPLE, ...TIME },
};

/** How often each is chosen. */
const OFTEN: Readonly<Record<string, number>> = {
  ...{ 'book a time': 3, 'book a seat': 2, move: 2, confirmed: 2, 'say who came': 2, accept: 2, 'pay by card': 2 },
  ...{ 'time passes': 3, 'the worker works': 2 },
};

const CHOICES = Object.keys(DEEDS).flatMap((name) => Array<string>(OFTEN[name] ?? 1).fill(name));

export const act = (walk: Walk): Promise<unknown> => DEEDS[walk.dice.pick(CHOICES)]!(walk);
