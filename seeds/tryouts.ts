import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { Calendar } from './calendar.js';
import { ADMIN, COACHES } from './staff.js';
import { CLIENTS } from './clients.js';
import { insert } from './insert.js';
import { addReviewTryouts } from './scenario-reviews.js';
import { addPackTryouts } from './tryout-packs.js';
import { addPaymentTryouts } from './tryout-payments.js';
import { addExternalCalendar, addGoogleCalendar, addWebhooks } from './tryouts-outside.js';
import { row, SESSION_ID, type TryoutWorld as World } from './tryout-world.js';

/** Secrets that the examples of the documentation name. They work in worlds with scenarios only. */
const TOKENS = {
  reset: 'example-token-of-a-forgotten-password',
  verify: 'example-token-of-an-email-to-verify',
  email: 'example-token-of-another-email',
  refresh: 'example-token-of-a-login-session',
  feed: 'example-secret-of-a-calendar-subscription-1',
} as const;
const HOLD_ID = '6f1c7a52-0f3f-4a9e-9a55-2f6f5f6f0c11';

const IDS = `SELECT array_agg(id ORDER BY position) AS ids FROM unnest($1::text[]) WITH ORDINALITY wanted (email, position)
               JOIN users u ON u.email::text = wanted.email`;

const sha256 = (text: string) => `\\x${createHash('sha256').update(text).digest('hex')}`;

/**
 * Rows that the documentation’s examples change and delete, for the three accounts that it logs in with: the first client, the
 * first coach and the admin. Without the demo world there are none.
 */
export async function addTryouts(client: Client, throwaway: number, calendar: Calendar): Promise<void> {
  const emails = [ADMIN.email, COACHES[0]?.email, CLIENTS[0]?.email];
  const [{ ids } = { ids: null }] = (await client.query<{ ids: number[] | null }>(IDS, [emails])).rows;
  const [admin, coach, person] = ids ?? [];
  if (admin === undefined || coach === undefined || person === undefined) return;
  const world = { client, calendar, admin, coach, person, throwaway };
  await addSchedule(world);
  await addBookings(world);
  await addOffer(world);
  await addReviewTryouts(world);
  await addPackTryouts(world);
  await addPaymentTryouts(world);
  await addRecords(world);
  await addMessages(world);
  await addSecrets(world);
  await addWebhooks(world);
  await addExternalCalendar(world);
  await addGoogleCalendar(world);
}

async function addSchedule({ client, calendar, coach: coach_id }: World): Promise<void> {
  const type = {
    coach_id,
    location_kind: 'in_person',
    minutes: 60,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    is_active: true,
  };
  await insert(client, 'session_types', [
    { ...type, id: row(1), position: 3, name: 'Group to try out', capacity: 6 },
    { ...type, id: row(2), position: 4, name: 'Session type to try out', capacity: 1 },
    { ...type, id: row(3), position: 5, name: 'Time to try out', capacity: 1 },
    { ...type, id: row(4), position: 6, name: 'Video to try out', capacity: 1, location_kind: 'video' },
  ]);
  await insert(client, 'schedule_dates', [
    { coach_id, date: calendar.exampleDay('2027-07-05'), hours: [], note: 'To try out' },
  ]);
  const [first_day, last_day] = ['2027-09-01', '2027-09-02'].map((day) => calendar.exampleDay(day));
  await insert(client, 'time_off', [{ id: row(1), coach_id, first_day, last_day, note: 'To try out' }]);
}

async function addBookings({ client, calendar, coach: coach_id, person: client_id }: World): Promise<void> {
  const made = { created_at: calendar.past(-3, 9), updated_at: calendar.past(-2, 9) };
  const pair = { coach_id, client_id, ...made };
  const time = (day: number) => ({ scheduled_at: calendar.at(day, 5), ends_at: calendar.at(day, 6) });
  await insert(client, 'bookings', [{ ...pair, id: row(1), ...time(40), status: 'confirmed', notes: 'To try out' }]);
  const byVideo = { session_type_id: row(4), session_type_name: 'Video to try out', status: 'confirmed' };
  await insert(client, 'bookings', [{ ...pair, id: row(5), ...time(49), ...byVideo }]);
  const weekly = { time_zone: 'UTC', starts_on: calendar.day(50), minute_of_day: 300, every_weeks: 1, occurrences: 3 };
  const weekdays = [calendar.weekday(50) || 7];
  await insert(client, 'series', [{ ...pair, id: row(1), ...weekly, weekdays }]);
  const sessions = [0, 1, 2].map((week) => ({ id: row(11 + week), ...time(50 + 7 * week) }));
  const rest = { ...pair, series_id: row(1), status: 'pending' };
  await insert(
    client,
    'bookings',
    sessions.map((session) => ({ ...rest, ...session, series_at: session.scheduled_at })),
  );
  const hold = { hold_id: HOLD_ID, held_until: calendar.at(2, 0), status: 'pending', kind: 'hold' };
  await insert(client, 'bookings', [{ ...pair, id: row(2), ...time(42), ...hold }]);
  const named = { session_type_id: row(1), session_type_name: 'Group to try out', coach_id, ...made };
  const [starts_at, ends_at] = [calendar.at(44, 5), calendar.at(44, 6)];
  const group = { ...named, id: row(1), starts_at, ends_at, capacity: 6, seats_taken: 0, sequence: 0 };
  await insert(client, 'group_sessions', [group]);
  const seat = { group_session_id: row(1), scheduled_at: starts_at, ends_at, status: 'pending' };
  await insert(client, 'bookings', [{ ...named, id: row(3), client_id, ...seat }]);
}

/** An offer of a time within the coach’s hours, and the entry that it is for. An offer of a slot would change the coach’s row. */
async function addOffer({ client, calendar, coach: coach_id, person: client_id }: World): Promise<void> {
  const at = calendar.past(-1, 9);
  const day = [46, 47, 48].find((offset) => calendar.weekday(offset) % 6 !== 0) ?? 46;
  const pair = { coach_id, client_id, session_type_id: row(3), created_at: at, updated_at: at };
  const [from_date, to_date, expires_at] = [calendar.day(day), calendar.day(day), calendar.at(day, 20)];
  const wish = { kind: 'time', status: 'waiting', from_date, to_date, expires_at, looked_at: at };
  await insert(client, 'waitlist_entries', [{ ...pair, id: row(1), ...wish }]);
  const time = {
    scheduled_at: calendar.at(day, 13),
    ends_at: calendar.at(day, 14),
    session_type_name: 'Time to try out',
  };
  const kept = { hold_id: HOLD_ID.replace('6f1c', '7a2d'), held_until: calendar.at(2, 0), waitlist_entry_id: row(1) };
  await insert(client, 'bookings', [{ ...pair, id: row(4), kind: 'offer', status: 'pending', ...time, ...kept }]);
}

/** Logs and plans of each of the three, for everyone reads their own. Plans of the client are the coach’s, too. */
async function addRecords({ client, calendar, admin, coach, person }: World): Promise<void> {
  const owners = [person, coach, admin].map((user_id, index) => ({ user_id, id: row(index + 1) }));
  const [created_at, day] = [calendar.past(-1, 9), calendar.day(-1)];
  const each = (rest: object) => owners.map((owner) => ({ ...owner, created_at, ...rest }));
  await insert(
    client,
    'workout_logs',
    each({ workout_date: day, exercise_name: 'Rowing to try out', sets: 3, reps: 8 }),
  );
  await insert(client, 'diet_logs', each({ meal_date: day, meal_type: 'snack', food_name: 'Apple to try out' }));
  const plan = { name: 'Plan to try out', start_date: day, status: 'active' };
  await insert(client, 'workout_plans', each(plan));
  await insert(client, 'diet_plans', each(plan));
  const said = { user_id: person, message: 'To try out.', is_anonymous: false, status: 'open' };
  await insert(client, 'feedback', [{ id: row(1), ...said, created_at, updated_at: created_at }]);
}

async function addMessages({ client, calendar, admin, coach, person }: World): Promise<void> {
  const at = calendar.past(-2, 9);
  const event = { id: row(1), type: 'booking.confirmed', subject_kind: 'booking', subject_id: row(1), sequence: 0 };
  await insert(client, 'events', [{ ...event, actor_id: coach, actor_role: 'coach', at, data: {} }]);
  const readers = [person, coach, admin].map((user_id, index) => ({ user_id, id: row(index + 1) }));
  const notification = { event_id: row(1), message: 'booking.confirmed', created_at: at };
  await insert(
    client,
    'notifications',
    readers.map((reader) => ({ ...reader, ...notification })),
  );
  const failed = { status: 'failed', attempts: 14, finished_at: at, detail: 'To try out.', created_at: at, due_at: at };
  const mail = { channel: 'mail', message: 'booking.confirmed', key: 'tryout', recipient_id: person };
  const entry = { id: row(1), at, actor_id: admin, what: 'booking', action: 'change', record_id: String(row(1)) };
  const [before, after] = [{ notes: null }, { notes: 'To try out' }];
  await insert(client, 'admin_audit', [{ ...entry, subject_id: person, before, after }]);
  await insert(client, 'deliveries', [{ id: row(1), ...mail, ...failed, data: { booking: row(1) } }]);
}

async function addSecrets({ client, calendar, coach, person, throwaway: user_id }: World): Promise<void> {
  const [requested_at, expires_at] = [calendar.past(-1, 9), calendar.at(365, 0)];
  const link = { user_id, email: 'scenario-throwaway@vibe.com', requested_at, expires_at };
  const idOf = (n: number) => SESSION_ID.replace('0000-4000', `000${n}-4000`);
  await insert(client, 'account_links', [
    { ...link, id: idOf(1), purpose: 'reset', token_hash: sha256(TOKENS.reset) },
    { ...link, id: idOf(2), purpose: 'verify', token_hash: sha256(TOKENS.verify) },
    {
      ...{ ...link, id: idOf(3), purpose: 'email', token_hash: sha256(TOKENS.email) },
      ...{ old_email: link.email, email: 'throwaway@example.com' },
    },
  ]);
  await insert(client, 'sessions', [{ id: SESSION_ID, user_id, created_at: requested_at, expires_at }]);
  const token = { token_hash: sha256(TOKENS.refresh), session_id: SESSION_ID, created_at: requested_at };
  await insert(client, 'refresh_tokens', [token]);
  const feed = { number: 1, detail: 'titles', created_at: requested_at };
  await insert(client, 'calendar_feeds', [
    { ...feed, id: row(1), user_id: person, secret_hash: sha256(TOKENS.feed) },
    { ...feed, id: row(2), user_id: coach, secret_hash: sha256(`${TOKENS.feed} of the coach`) },
  ]);
}
