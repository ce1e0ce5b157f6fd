import type pg from 'pg';
import { dayAt, DAY_MINUTES, instantsOf, weekdayOf } from '../../src/time/zones.js';
import { withoutTriggers } from './past.js';
import type { Person } from './people.js';

/** Of all coaches: Monday to Saturday, with a pause at noon. */
const ZONE = 'Europe/Berlin';
const WORKDAYS = 6;
const HOURS = [8, 12, 13, 20] as const;
/** At these hours sessions of an hour fit in one after the other. */
export const STARTS = [8, 9, 10, 11, 13, 14, 15, 16, 17, 18] as const;

const WEEK = Array.from({ length: WORKDAYS }, (_, day) => HOURS.map((hour) => day * DAY_MINUTES + hour * 60)).flat();

/** Gives each coach who has none a schedule with a type of session, a day with other hours, a closed one and time off. */
const OPEN = `
  WITH opened AS (
    INSERT INTO schedules (coach_id, time_zone, weekly_hours)
    SELECT id, $1, $2 FROM users WHERE role = 'coach' ON CONFLICT DO NOTHING RETURNING coach_id
  ), types AS (
    INSERT INTO session_types (coach_id, name, minutes) SELECT coach_id, 'Training session', 60 FROM opened
  ), dates AS (
    INSERT INTO schedule_dates (coach_id, date, hours)
    SELECT coach_id, current_date + 50, '{600,840}'::int[] FROM opened UNION ALL SELECT coach_id, current_date + 51, '{}' FROM opened
  )
  INSERT INTO time_off (coach_id, first_day, last_day) SELECT coach_id, current_date + 52, current_date + 58 FROM opened`;

const BOOK = `
  INSERT INTO bookings (coach_id, client_id, scheduled_at, ends_at, status, session_type_id, session_type_name)
  SELECT coach_id, client_id, start, start + interval '1 hour', 'confirmed', t.id, t.name
    FROM unnest($1::int[], $2::int[], $3::timestamptz[]) s (coach_id, client_id, start) JOIN session_types t USING (coach_id)`;

const CANCEL = `DELETE FROM bookings WHERE status = 'confirmed' AND scheduled_at > now()`;

/** A session of an hour in a coach's calendar. */
export interface Session {
  readonly coachId: number;
  readonly client: Person;
  readonly start: Date;
}

/** Opens the hours of all coaches who have none. */
export async function openHours(client: pg.Client): Promise<void> {
  await client.query(OPEN, [ZONE, WEEK]);
}

/** Runs `work` while the sessions are confirmed. */
export async function withSessions<Result>(
  client: pg.Client,
  sessions: readonly Session[],
  work: () => Promise<Result>,
): Promise<Result> {
  const columns = [
    sessions.map(({ coachId }) => coachId),
    sessions.map((session) => session.client.id),
    sessions.map(({ start }) => start),
  ];
  await withoutTriggers(client, () => client.query(BOOK, columns));
  await client.query('VACUUM (ANALYZE) bookings');
  const result = await work();
  await withoutTriggers(client, () => client.query(CANCEL));
  await client.query('VACUUM (ANALYZE) bookings');
  return result;
}

/** The first Monday that is two days away or more, in the coaches' zone: the six days from it on are open. */
export function nextMonday(): number {
  const day = dayAt(ZONE, Math.floor(Date.now() / 60_000)) + 2;
  return day + ((8 - weekdayOf(day)) % 7);
}

/** The instant at which a clock of the coaches shows the hour on that day. */
export function instantAt(day: number, hour: number): Date {
  return new Date(instantsOf(ZONE, day * DAY_MINUTES + hour * 60)[0]! * 60_000);
}
