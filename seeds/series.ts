import type { Client } from 'pg';
import { plannedTimes, type SeriesRule } from '../src/series/domain/series-rule.js';
import { DAY_MINUTES, dateOf, dayOf } from '../src/time/zones.js';
import type { Calendar } from './calendar.js';
import { insert } from './insert.js';

const ZONE = 'Europe/Berlin';

interface DemoSeries extends Pick<SeriesRule, 'minuteOfDay' | 'everyWeeks' | 'weekdays'> {
  /** By their place in the demo world. */
  readonly client: number;
  readonly count: number;
  readonly status: 'pending' | 'confirmed';
  /** The place of a session that was moved by itself, to the next day. */
  readonly moved: number | null;
}

/** One that waits for its coach's answer, and one that is running. */
const SERIES: readonly DemoSeries[] = [
  { client: 6, minuteOfDay: 10 * 60, everyWeeks: 2, weekdays: [1], count: 4, status: 'pending', moved: null },
  { client: 9, minuteOfDay: 17 * 60, everyWeeks: 1, weekdays: [3], count: 6, status: 'confirmed', moved: 2 },
];

const TYPE = `SELECT id AS session_type_id, name AS session_type_name FROM session_types WHERE coach_id = $1 ORDER BY position LIMIT 1`;
const LAST = `SELECT max(id) AS id FROM series`;

const instant = (minute: number) => new Date(minute * 60_000).toISOString();

/** Sessions that repeat, from the week after next on at the latest. Returns how many there are. */
export async function addSeries(
  client: Client,
  coachId: number,
  clientIds: readonly number[],
  calendar: Calendar,
): Promise<{ readonly series: number; readonly sessions: number }> {
  const [type] = (await client.query<object>(TYPE, [coachId])).rows;
  let sessions = 0;
  for (const { client: place, moved, count, status, ...weekly } of SERIES) {
    const rule: SeriesRule = { ...weekly, startsOn: dayOf(calendar.day(8)), end: { count } };
    const times = plannedTimes(rule, ZONE);
    const pair = { coach_id: coachId, client_id: clientIds[place - 1] };
    const named = { ...pair, ...type, created_at: calendar.past(-3, 9), updated_at: calendar.past(-2, 9) };
    const { minuteOfDay: minute_of_day, everyWeeks: every_weeks, weekdays } = weekly;
    const starts_on = dateOf(times[0]?.day ?? rule.startsOn);
    await insert(client, 'series', [
      { ...named, time_zone: ZONE, starts_on, minute_of_day, every_weeks, weekdays, occurrences: count },
    ]);
    const [last] = (await client.query<{ id: number }>(LAST)).rows;
    const bookings = times.map(({ start }, index) => {
      const planned = start ?? 0;
      const at = index === moved ? planned + DAY_MINUTES : planned;
      const time = { scheduled_at: instant(at), ends_at: instant(at + 60), series_at: instant(planned) };
      return { ...named, ...time, series_id: last?.id, status };
    });
    await insert(client, 'bookings', bookings);
    sessions += bookings.length;
  }
  return { series: SERIES.length, sessions };
}
