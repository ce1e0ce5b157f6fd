import type { Client } from 'pg';
import { plannedTimes, type SeriesRule } from '../src/series/domain/series-rule.js';
import { DAY_MINUTES, dateOf, dayOf } from '../src/time/zones.js';
import type { Calendar } from './calendar.js';
import { insert } from './insert.js';

const ZONE = 'Europe/Berlin';
/** Wednesdays at five. */
const WEEKLY = { minuteOfDay: 17 * 60, everyWeeks: 1, weekdays: [3] };
const COUNT = 6;
/** The third of them was moved by itself, to Thursday. */
const MOVED = 2;

const TYPE = `SELECT id AS session_type_id, name AS session_type_name FROM session_types WHERE coach_id = $1 ORDER BY position LIMIT 1`;
const SERIES = `SELECT max(id) AS id FROM series`;

const instant = (minute: number) => new Date(minute * 60_000).toISOString();

/** Sessions of a client with a coach, each week, from the week after next on at the latest. Returns how many. */
export async function addSeries(
  client: Client,
  pair: { readonly coach_id: number; readonly client_id: number },
  calendar: Calendar,
): Promise<number> {
  const rule: SeriesRule = { ...WEEKLY, startsOn: dayOf(calendar.day(8)), end: { count: COUNT } };
  const times = plannedTimes(rule, ZONE);
  const [type] = (await client.query<object>(TYPE, [pair.coach_id])).rows;
  const named = { ...pair, ...type, created_at: calendar.past(-3, 9), updated_at: calendar.past(-2, 9) };
  const { minuteOfDay: minute_of_day, everyWeeks: every_weeks, weekdays } = WEEKLY;
  const starts_on = dateOf(times[0]?.day ?? rule.startsOn);
  await insert(client, 'series', [
    { ...named, time_zone: ZONE, starts_on, minute_of_day, every_weeks, weekdays, occurrences: COUNT },
  ]);
  const [series] = (await client.query<{ id: number }>(SERIES)).rows;
  const bookings = times.map(({ start }, index) => {
    const planned = start ?? 0;
    const at = index === MOVED ? planned + DAY_MINUTES : planned;
    const time = { scheduled_at: instant(at), ends_at: instant(at + 60), series_at: instant(planned) };
    return { ...named, ...time, series_id: series?.id, status: 'confirmed' };
  });
  await insert(client, 'bookings', bookings);
  return bookings.length;
}
