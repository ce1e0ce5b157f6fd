import type { Client } from 'pg';
import { PasswordsService } from '../src/auth/accounts/passwords.service.js';
import { Calendar } from './calendar.js';
import { alone, DEMO_PASSWORD, isMissing, type Say } from './demo-world.js';
import { FRIDAY, hoursOn, SATURDAY, sessionType, THURSDAY, TUESDAY, WEDNESDAY, WORKDAYS } from './hours.js';
import { insert } from './insert.js';

const COACH_IN_BERLIN = 'scenario-coach-a@vibe.com';
const COACH_IN_NEW_YORK = 'scenario-coach-b@vibe.com';
const COACH_WITH_SLOTS = 'scenario-coach-c@vibe.com';
const CLIENT_IN_NEW_YORK = 'scenario-client-1@vibe.com';

/** The accounts of the scenarios; each text says what its account shows. */
export const SCENARIO_ACCOUNTS: Readonly<Record<string, string>> = {
  [COACH_IN_BERLIN]: 'a coach with hours in Europe/Berlin and two session types',
  [COACH_IN_NEW_YORK]: 'a coach with hours in America/New_York, a closed day, a day with other hours, and time off',
  [COACH_WITH_SLOTS]: 'a coach without hours: slots only',
  [CLIENT_IN_NEW_YORK]: 'a client in America/New_York without bookings',
};

const PEOPLE = [
  {
    ...{ email: COACH_IN_BERLIN, full_name: 'Scenario Coach A', role: 'coach', time_zone: 'Europe/Berlin' },
    ...{ strengths: 'Strength Training', specialties: 'Times to book: hours in Berlin' },
  },
  {
    ...{ email: COACH_IN_NEW_YORK, full_name: 'Scenario Coach B', role: 'coach', time_zone: 'America/New_York' },
    ...{ strengths: 'Mobility', specialties: 'Times to book: hours in New York, with days off' },
  },
  {
    ...{ email: COACH_WITH_SLOTS, full_name: 'Scenario Coach C', role: 'coach', time_zone: null },
    ...{ strengths: 'Conditioning', specialties: 'Slots only' },
  },
  {
    ...{ email: CLIENT_IN_NEW_YORK, full_name: 'Scenario Client 1', role: 'client', time_zone: 'America/New_York' },
    ...{ strengths: null, specialties: null },
  },
] as const;

/** Adds accounts that show what coaches and clients of the demo world do not. Returns false when they exist already. */
export function seedScenarios(url: string, say: Say, now = new Date()): Promise<boolean> {
  return alone(url, async (client) => {
    if (!(await isMissing(client, Object.keys(SCENARIO_ACCOUNTS)))) return false;
    const calendar = new Calendar(now);
    const idOf = await addPeople(client, calendar);
    await addSchedules(client, idOf, calendar);
    for (const [email, what] of Object.entries(SCENARIO_ACCOUNTS)) say(`  ${email.padEnd(28)} ${what}`);
    return true;
  });
}

async function addPeople(client: Client, calendar: Calendar): Promise<(email: string) => number> {
  const passwords = new PasswordsService();
  const hashes = await Promise.all(PEOPLE.map(() => passwords.hash(DEMO_PASSWORD)));
  const created_at = calendar.past(-1, 6);
  const rows = PEOPLE.map((person, index) => ({
    ...person,
    ...{ password_hash: hashes[index], is_active: true, is_verified: person.role === 'coach' },
    ...{ created_at, updated_at: created_at },
  }));
  await insert(client, 'users', rows);
  const added = await client.query<{ id: number; email: string }>(
    `SELECT id, email FROM users WHERE email::text = ANY($1)`,
    [PEOPLE.map(({ email }) => email)],
  );
  const ids = new Map(added.rows.map(({ id, email }) => [email, id]));
  return (email) => ids.get(email) as number;
}

async function addSchedules(client: Client, idOf: (email: string) => number, calendar: Calendar): Promise<void> {
  const [berlin, newYork] = [idOf(COACH_IN_BERLIN), idOf(COACH_IN_NEW_YORK)];
  await insert(client, 'schedules', [
    { coach_id: berlin, time_zone: 'Europe/Berlin', weekly_hours: hoursOn(WORKDAYS, 9, 12, 13, 17.5) },
    {
      ...{ coach_id: newYork, time_zone: 'America/New_York' },
      weekly_hours: hoursOn([TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY], 7, 12, 16, 20),
    },
  ]);
  await insert(client, 'session_types', [
    sessionType(berlin, 1, 'Training session', 60, 0),
    sessionType(berlin, 2, 'Technique check', 30, 10),
    sessionType(newYork, 1, 'Mobility session', 45, 15),
  ]);
  await insert(client, 'schedule_dates', [
    { coach_id: newYork, date: calendar.day(6), hours: [], note: 'Closed' },
    { coach_id: newYork, date: calendar.day(7), hours: [600, 840], note: 'Late start' },
  ]);
  await insert(client, 'time_off', [
    { coach_id: newYork, first_day: calendar.day(20), last_day: calendar.day(24), note: 'Holidays' },
  ]);
}
