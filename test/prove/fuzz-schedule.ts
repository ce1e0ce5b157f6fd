import { randomUUID } from 'node:crypto';
import type { Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';
import { opened } from '../support/schedules.js';
import { offered } from '../support/waitlists.js';
import type { Ids } from './fuzz-world.js';

/** Enough that some are left when requests delete others. */
export const ROWS = 20;

/** Some times of the next days that may be free. */
function freeTimes(): string[] {
  const first = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 86_400_000;
  return Array.from({ length: 5 * ROWS }, (_, index) => new Date(first + index * 2 * 3_600_000).toISOString());
}

/** Opens the coach around the clock, and adds rows of each kind that a schedule has, and a hold of the client. */
export async function scheduleOf(app: TestApp, coach: Person, client: Person): Promise<Ids> {
  const type = await opened(app, coach, { window_days: 365, grid_minutes: 5 });
  const dates = Array.from({ length: ROWS }, (_, index) => `2035-01-${String(index + 1).padStart(2, '0')}`);
  await app.sql(`INSERT INTO schedule_dates (coach_id, date, hours) SELECT $1, unnest($2::date[]), '{}'`, [
    coach.id,
    dates,
  ]);
  const several = (table: string, rowOf: (date: string) => object) =>
    Promise.all(dates.map((date) => insert(app, table, { coach_id: coach.id, ...rowOf(date) })));
  const types = await several('session_types', (date) => ({
    ...{
      name: date,
      minutes: 60,
      buffer_before_minutes: 0,
      buffer_after_minutes: 0,
      capacity: 1,
      is_active: true,
      position: 1,
    },
  }));
  const groupTypes = await several('session_types', (date) => ({
    name: `group ${date}`,
    minutes: 45,
    capacity: 4,
    position: 2,
  }));
  const groups = await several('group_sessions', (date) => ({
    ...{ session_type_id: groupTypes[0], session_type_name: 'Mobility', capacity: 4 },
    ...{ starts_at: `${date}T12:00:00Z`, ends_at: `${date}T12:45:00Z` },
  }));
  const hold = {
    ...{ kind: 'hold', coach_id: coach.id, client_id: client.id, hold_id: randomUUID(), status: 'pending' },
    ...{ held_until: '2036-01-01T00:00:00Z', scheduled_at: '2035-01-01T09:00:00Z', ends_at: '2035-01-01T10:00:00Z' },
  };
  await insert(app, 'bookings', hold);
  return {
    ...{
      dates,
      date: dates,
      holds: [hold.hold_id],
      hold_id: [hold.hold_id],
      scheduled_at: freeTimes(),
      starts_at: freeTimes(),
    },
    slot_number: Array.from({ length: 10 }, (_, index) => index + 1),
    ...{ 'session-types': types, session_type_id: [type, ...types, ...groupTypes.slice(0, 3)] },
    ...{ 'group-sessions': groups, group_session_id: groups },
    'time-off': await several('time_off', (date) => ({ first_day: date, last_day: date })),
  };
}

/** Some series of the client, with bookings on different days. */
export async function seriesOf(app: TestApp, coach: Person, client: Person): Promise<Ids> {
  const pair = { coach_id: coach.id, client_id: client.id };
  const rule = { time_zone: 'UTC', starts_on: '2033-01-03', minute_of_day: 540, every_weeks: 1, weekdays: [1] };
  const series = await Promise.all([1, 2, 3].map(() => insert(app, 'series', { ...pair, ...rule, occurrences: 8 })));
  const bookings: number[] = [];
  for (let index = 0; index < ROWS; index++) {
    const day = `2033-01-${String(index + 3).padStart(2, '0')}`;
    const time = { scheduled_at: `${day}T09:00:00Z`, ends_at: `${day}T10:00:00Z`, series_at: `${day}T09:00:00Z` };
    bookings.push(await insert(app, 'bookings', { ...pair, ...time, series_id: series[index % series.length] }));
  }
  return { series, from_booking: bookings };
}

/** A slot of each coach that is offered to the first client, and one to the second; the third client waits. */
export async function waitlistOf(
  app: TestApp,
  coaches: readonly Person[],
  clients: readonly Person[],
): Promise<number[]> {
  const [first, second, third] = clients;
  const offers = coaches.flatMap(({ id: coach_id }) => [
    offered(app, { coach_id, client_id: first!.id, slot_number: 10 }),
    offered(app, { coach_id, client_id: second!.id, slot_number: 9 }),
  ]);
  const waiting = { coach_id: coaches[0]!.id, client_id: third!.id, kind: 'slot', status: 'waiting' };
  return [...(await Promise.all(offers)), await insert(app, 'waitlist_entries', waiting)];
}
