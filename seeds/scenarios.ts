import type { Client } from 'pg';
import { PasswordsService } from '../src/auth/accounts/passwords.service.js';
import { Calendar } from './calendar.js';
import { alone, DEMO_PASSWORD, isMissing, type Say } from './demo-world.js';
import { FRIDAY, hoursOn, SATURDAY, sessionType, THURSDAY, TUESDAY, WEDNESDAY, WORKDAYS } from './hours.js';
import { insert } from './insert.js';
import { addScenarioBookings } from './scenario-bookings.js';
import { type Scenario, SCENARIOS } from './scenario-accounts.js';
import { addTryouts } from './tryouts.js';

/** The accounts of the scenarios; each text says what its account shows. */
export const SCENARIO_ACCOUNTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(SCENARIOS).map(({ email, shows }) => [email, shows]),
);

/** Adds accounts that show what coaches and clients of the demo world do not. Returns false when they exist already. */
export function seedScenarios(url: string, say: Say, now = new Date()): Promise<boolean> {
  return alone(url, async (client) => {
    if (!(await isMissing(client, Object.keys(SCENARIO_ACCOUNTS)))) return false;
    await addScenarios(client, say, new Calendar(now));
    return true;
  });
}

export async function addScenarios(client: Client, say: Say, calendar: Calendar): Promise<void> {
  const idOf = await addPeople(client, calendar);
  await addSchedules(client, idOf, calendar);
  await addScenarioBookings(client, idOf, calendar);
  await addTryouts(client, idOf(SCENARIOS.throwaway), calendar);
  for (const { email, shows } of Object.values(SCENARIOS)) say(`  ${email.padEnd(34)} ${shows}`);
}

/** Keys are columns of `users`; `shows` is for people. */
async function addPeople(client: Client, calendar: Calendar): Promise<(scenario: Scenario) => number> {
  const password_hash = await new PasswordsService().hash(DEMO_PASSWORD);
  const created_at = calendar.past(-1, 6);
  const rows = Object.values(SCENARIOS).map(({ shows: _, ...person }) => ({
    ...{ password_hash, is_active: true, is_verified: person.role === 'coach', created_at, updated_at: created_at },
    ...{ time_zone: null, total_slots: 10, strengths: null, specialties: null },
    ...person,
  }));
  const counted = rows.map((row) => ({ ...row, available_slots: row.total_slots }));
  // A missing id would be null in a statement with others.
  await insert(
    client,
    'users',
    counted.filter((row) => !('id' in row)),
  );
  await insert(
    client,
    'users',
    counted.filter((row) => 'id' in row),
  );
  const added = await client.query<{ id: number; email: string }>(
    `SELECT id, email FROM users WHERE email::text = ANY($1)`,
    [rows.map(({ email }) => email)],
  );
  const ids = new Map(added.rows.map(({ id, email }) => [email, id]));
  return ({ email }) => ids.get(email) as number;
}

async function addSchedules(client: Client, idOf: (scenario: Scenario) => number, calendar: Calendar): Promise<void> {
  const [berlin, newYork] = [idOf(SCENARIOS.coachInBerlin), idOf(SCENARIOS.coachInNewYork)];
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
