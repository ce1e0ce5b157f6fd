import type { Client } from 'pg';
import { plannedTimes, type SeriesRule } from '../src/series/domain/series-rule.js';
import { dateOf, dayOf } from '../src/time/zones.js';
import type { Calendar } from './calendar.js';
import { insert } from './insert.js';
import { type Scenario, SCENARIOS } from './scenario-accounts.js';
import { addScenarioReviews } from './scenario-reviews.js';

const HOUR_MINUTES = 60;
const ZONE = 'Europe/Berlin';

/** Wednesdays at ten, four times. */
const WEEKLY = { minuteOfDay: 10 * HOUR_MINUTES, everyWeeks: 1, weekdays: [3] } as const;
const COUNT = 4;

const TYPE = `SELECT id AS session_type_id, name AS session_type_name FROM session_types WHERE coach_id = $1 ORDER BY position LIMIT 1`;
const LAST = `SELECT max(id) AS id FROM series WHERE client_id = $1`;

/** Bookings among the scenario accounts alone. */
export async function addScenarioBookings(
  client: Client,
  idOf: (scenario: Scenario) => number,
  calendar: Calendar,
): Promise<void> {
  const [full, former, weekly] = [SCENARIOS.fullCoach, SCENARIOS.formerClient, SCENARIOS.weeklyClient].map(idOf);
  const made = { created_at: calendar.past(-9, 9), updated_at: calendar.past(-2, 9) };
  const slots = [former, weekly].map((client_id, index) => ({
    ...{ coach_id: full, client_id, slot_number: index + 1, status: 'confirmed' },
    ...{ scheduled_at: calendar.at(30 + index, 15), ends_at: calendar.at(30 + index, 16), ...made },
  }));
  const past = { coach_id: idOf(SCENARIOS.coachWithSlots), client_id: former, slot_number: 1, ...made };
  const times = (day: number) => ({ scheduled_at: calendar.at(day, 9), ends_at: calendar.at(day, 10) });
  const cancelled = { cancelled_by: 'client', cancel_reason: 'I overslept.', is_late_cancellation: true };
  await insert(client, 'bookings', slots);
  await insert(client, 'bookings', [{ ...past, ...times(-6), status: 'completed' }]);
  const missed = { attendance: 'client_no_show', attendance_at: calendar.at(-4, 11), attendance_by: 'coach' };
  await insert(client, 'bookings', [{ ...past, ...times(-4), status: 'completed', ...missed }]);
  await insert(client, 'bookings', [{ ...past, ...times(-3), status: 'cancelled', ...cancelled }]);
  const waiting = { looked_at: made.updated_at, ...made };
  await insert(client, 'waitlist_entries', [
    { ...waiting, coach_id: full, client_id: idOf(SCENARIOS.waitingClient), kind: 'slot', status: 'waiting' },
  ]);
  await addScenarioReviews(client, idOf, calendar);
  await addWeekly(client, idOf(SCENARIOS.coachInBerlin), idOf(SCENARIOS.weeklyClient), calendar);
}

async function addWeekly(client: Client, coach_id: number, client_id: number, calendar: Calendar): Promise<void> {
  const rule: SeriesRule = { ...WEEKLY, startsOn: dayOf(calendar.day(8)), end: { count: COUNT } };
  const times = plannedTimes(rule, ZONE);
  const [type] = (await client.query<object>(TYPE, [coach_id])).rows;
  const named = { coach_id, client_id, ...type, created_at: calendar.past(-3, 9), updated_at: calendar.past(-2, 9) };
  const starts_on = dateOf(times[0]?.day ?? rule.startsOn);
  const weekly = { minute_of_day: WEEKLY.minuteOfDay, every_weeks: WEEKLY.everyWeeks, weekdays: WEEKLY.weekdays };
  await insert(client, 'series', [{ ...named, time_zone: ZONE, starts_on, ...weekly, occurrences: COUNT }]);
  const [last] = (await client.query<{ id: number }>(LAST, [client_id])).rows;
  const sessions = times.map(({ start }) => {
    const at = (minute: number) => new Date(minute * 60_000).toISOString();
    const [scheduled_at, ends_at] = [at(start ?? 0), at((start ?? 0) + HOUR_MINUTES)];
    return { ...named, scheduled_at, ends_at, series_at: scheduled_at, series_id: last?.id, status: 'confirmed' };
  });
  await insert(client, 'bookings', sessions);
}
