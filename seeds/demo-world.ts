import type { Client } from 'pg';
import { PasswordsService } from '../src/auth/accounts/passwords.service.js';
import { newClient } from '../src/database/connecting/connection.js';
import { LOCK_KEYS } from '../src/database/lock-keys.js';
import { SESSION_SETTINGS, startOptions } from '../src/database/connecting/session-settings.js';
import { emailKey } from '../src/users/user-columns.js';
import { bookings } from './bookings.js';
import { Calendar, LOGGED_DAYS } from './calendar.js';
import { CLIENTS, type DemoClient } from './clients.js';
import { feedback } from './feedback.js';
import { addGroupSessions } from './group-sessions.js';
import { demoHours } from './hours.js';
import { insert } from './insert.js';
import { dietLogs } from './meals.js';
import { dietPlans, workoutPlans } from './plans.js';
import { addSeries } from './series.js';
import { type Program, PROGRAMS } from './programs.js';
import { ADMIN, COACHES, type DemoPerson } from './staff.js';
import { addWaitlists } from './waitlists.js';
import { workoutLogs } from './workouts.js';

const PEOPLE: readonly DemoPerson[] = [ADMIN, ...COACHES, ...CLIENTS];

export const DEMO_PASSWORD = 'vibe-demo-2026';
export const DEMO_EMAILS: readonly string[] = PEOPLE.map(({ email }) => email);

const FOUND = `SELECT ${emailKey('email')} AS email FROM users WHERE ${emailKey('email')} = ANY($1)`;

export type Say = (line: string) => void;

/** Only some of the accounts exist. New data would not fit what users changed meanwhile. */
class PartialDemoWorldError extends Error {
  constructor(missing: readonly string[], all: number) {
    super(
      `Of the ${all} demo accounts ${missing.length} are missing (${missing.join(', ')}) while the others ` +
        'are there. Nothing was changed: the demo world is made as a whole, in a database that has none of them.',
    );
  }
}

/** Makes the whole demo world as of `now`. Returns false and changes nothing when it exists already. */
export function seedDemoWorld(url: string, say: Say, now = new Date()): Promise<boolean> {
  return alone(url, async (client) => {
    if (!(await isMissing(client, DEMO_EMAILS))) return false;
    await fill(client, say, new Calendar(now));
    return true;
  });
}

/** True when none of these accounts exists, false when all do. Throws PartialDemoWorldError when only some do. */
export async function isMissing(client: Client, emails: readonly string[]): Promise<boolean> {
  const { rows } = await client.query<{ email: string }>(FOUND, [emails]);
  const found = new Set(rows.map(({ email }) => email));
  const missing = emails.filter((email) => !found.has(email));
  if (found.size > 0 && missing.length > 0) throw new PartialDemoWorldError(missing, emails.length);
  return found.size === 0;
}

/** Makes the demo world only in a database without users. */
export async function seedWhenEmpty(url: string, say: Say): Promise<void> {
  await alone(url, async (client) => {
    const { rowCount } = await client.query(`SELECT FROM users LIMIT 1`);
    if (rowCount === 0) await fill(client, say, new Calendar(new Date()));
  });
}

/** Runs `work` in one transaction, of which nobody is told. Another process that seeds the same database waits until it ends. */
export async function alone<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = newClient(url, {
    application_name: 'vibe-coaching-seed',
    options: startOptions(SESSION_SETTINGS),
  });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL app.events = 'handled'`);
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEYS.demoWorld]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    // Without a COMMIT, closing the connection rolls back.
    await client.end();
  }
}

export async function fill(client: Client, say: Say, calendar: Calendar): Promise<void> {
  const begun = Date.now();
  say('Making the demo world …');
  const idOf = await addPeople(client, calendar);
  say(`  people         1 admin, ${COACHES.length} coaches, ${CLIENTS.length} clients`);
  const idsOf = (people: readonly DemoPerson[]) => people.map(({ email }) => idOf(email));
  const clientIds = idsOf(CLIENTS);

  const [coachA, coachB] = idsOf(COACHES) as [number, number];
  const { schedules, sessionTypes } = demoHours([coachA, coachB]);
  await insert(client, 'schedules', schedules);
  await insert(client, 'session_types', sessionTypes);
  say(`  hours          of ${schedules.length} coaches, with ${sessionTypes.length} session types`);

  const booked = bookings(idsOf(COACHES), clientIds, calendar);
  await insert(client, 'bookings', booked);
  say(`  bookings       ${booked.length}`);

  const group = await addGroupSessions(client, coachB, clientIds, calendar);
  say(`  group sessions ${group.sessions}, with ${group.seats} seats booked`);

  const weekly = await addSeries(client, coachA, clientIds, calendar);
  say(`  series         ${weekly.series}, with ${weekly.sessions} sessions`);
  say(`  waitlists      ${await addWaitlists(client, idsOf(COACHES), clientIds, calendar)} clients wait`);

  await addLogs(client, clientIds, calendar, say);

  const [workouts, diets] = [workoutPlans(clientIds, PROGRAMS, calendar), dietPlans(clientIds, CLIENTS, calendar)];
  await insert(client, 'workout_plans', workouts);
  await insert(client, 'diet_plans', diets);
  say(`  plans          ${workouts.length} for workouts, ${diets.length} for diets`);

  const said = feedback(idOf, calendar);
  await insert(client, 'feedback', said);
  say(`  feedback       ${said.length}`);
  say(`The demo world is there, after ${((Date.now() - begun) / 1000).toFixed(1)} seconds.`);
}

/** Hashing takes most of the time; a reset uses the same hashes again. */
let hashesOfPeople: Promise<string[]> | undefined;

function hashAll(): Promise<string[]> {
  const passwords = new PasswordsService();
  return Promise.all(PEOPLE.map(() => passwords.hash(DEMO_PASSWORD)));
}

/** Inserts the admin, the coaches and the clients, in this order. Returns a function from email to id. */
async function addPeople(client: Client, calendar: Calendar): Promise<(email: string) => number> {
  const hashes = await (hashesOfPeople ??= hashAll());
  const rows = PEOPLE.map(({ email, full_name, role, joined, profile }, index) => {
    const created_at = calendar.past(-joined, 6);
    const is_verified = role !== 'client';
    const account = { email, password_hash: hashes[index], full_name, role, is_active: true, is_verified };
    return { ...account, ...profile, created_at, updated_at: created_at };
  });
  await insert(client, 'users', rows);
  const added = await client.query<{ id: number; email: string }>(
    `SELECT id, email FROM users WHERE email::text = ANY($1)`,
    [DEMO_EMAILS],
  );
  const ids = new Map(added.rows.map(({ id, email }) => [email, id]));
  return (email) => ids.get(email) as number;
}

async function addLogs(client: Client, clientIds: readonly number[], calendar: Calendar, say: Say): Promise<void> {
  const each = clientIds.map((id, index) => ({
    workouts: workoutLogs(id, (CLIENTS[index] as DemoClient).email, PROGRAMS[index] as Program, calendar),
    meals: dietLogs(id, CLIENTS[index] as DemoClient, calendar),
  }));
  const [workouts, meals] = [each.flatMap((one) => one.workouts), each.flatMap((one) => one.meals)];
  await insert(client, 'workout_logs', workouts);
  say(`  workout logs   ${workouts.length} over ${LOGGED_DAYS} days`);
  await insert(client, 'diet_logs', meals);
  say(`  diet logs      ${meals.length} over ${LOGGED_DAYS} days`);
}
