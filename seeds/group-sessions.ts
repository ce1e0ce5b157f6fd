import type { Client } from 'pg';
import type { Calendar } from './calendar.js';
import { insert } from './insert.js';

const TYPE = {
  ...{ position: 2, name: 'Mobility in a small group', minutes: 45, capacity: 3, location: 'Studio 2' },
  ...{ buffer_before_minutes: 0, buffer_after_minutes: 15 },
};

const HOUR = 17;
const MINUTE_MS = 60_000;

/** One a week: the first is full, the next has room, the last one is empty. Clients by their place in the demo world. */
const WEEKS: readonly {
  readonly day: number;
  readonly seats: readonly (readonly [client: number, status: string])[];
}[] = [
  {
    day: 6,
    seats: [
      [3, 'confirmed'],
      [4, 'confirmed'],
      [7, 'pending'],
    ],
  },
  { day: 13, seats: [[3, 'confirmed']] },
  { day: 20, seats: [] },
];

const TYPE_ID = `SELECT id FROM session_types WHERE coach_id = $1 AND name = $2`;
const IDS = `SELECT id FROM group_sessions WHERE coach_id = $1 ORDER BY starts_at`;

/** Group sessions of a coach with hours, and those who take part. Triggers keep the coach's time and count the seats. */
export async function addGroupSessions(
  client: Client,
  coach_id: number,
  clientIds: readonly number[],
  calendar: Calendar,
): Promise<{ readonly sessions: number; readonly seats: number }> {
  await insert(client, 'session_types', [{ coach_id, ...TYPE }]);
  const session_type_id = (await idsOf(client, TYPE_ID, [coach_id, TYPE.name]))[0];
  const named = { coach_id, session_type_id, session_type_name: TYPE.name, created_at: calendar.past(-9, 9) };
  const times = WEEKS.map(({ day }) => timesOf(calendar.at(day, HOUR)));
  const made = { ...named, capacity: TYPE.capacity, seats_taken: 0, sequence: 0, updated_at: named.created_at };
  await insert(
    client,
    'group_sessions',
    times.map(([starts_at, ends_at]) => ({ ...made, starts_at, ends_at })),
  );
  const ids = await idsOf(client, IDS, [coach_id]);
  const seats = WEEKS.flatMap(({ seats: taken }, index) =>
    taken.map(([place, status]) => ({
      ...{ ...named, client_id: clientIds[place - 1], status, updated_at: calendar.past(-4, 9) },
      ...{ group_session_id: ids[index], scheduled_at: times[index]?.[0], ends_at: times[index]?.[1] },
    })),
  );
  await insert(client, 'bookings', seats);
  return { sessions: ids.length, seats: seats.length };
}

const timesOf = (start: string): readonly [start: string, end: string] => [
  start,
  new Date(Date.parse(start) + TYPE.minutes * MINUTE_MS).toISOString(),
];

async function idsOf(client: Client, statement: string, values: readonly unknown[]): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(statement, [...values]);
  return rows.map(({ id }) => id);
}
