import { Client } from 'pg';
import type { TestApp } from '../support/app.js';
import type { World } from './access-world.js';
import { MONEY } from './plan-money.js';
import { REVIEWS } from './plan-reviews.js';
import { OUTSIDE } from './plan-outside.js';

const COACHES = 2_000;
const CLIENTS = 20_000;

/** Rows of bookings, logs and the access log. */
const DEEDS = 100_000;

/** Rows of every other table. */
const OTHERS = 20_000;

/** Rows with a time are spread over so many days, up to now. */
const DAYS = 1_000;

/** The last coaches in the alphabet have no free slot. */
const FULL_COACHES = 20;

/** SQL of the `n`th of `count` moments, latest first. */
const moment = (count: number) => `now() - n * interval '1 day' * ${DAYS}.0 / ${count}`;
const day = `current_date - n % ${DAYS}`;

const PEOPLE = `
  INSERT INTO users (email, password_hash, full_name, role, is_active, specialties, created_at)
  SELECT role || n || '@many.example', 'none', initcap(role) || ' ' || lpad(n::text, 5, '0'), role::user_role, n % 50 > 0,
         CASE WHEN role = 'coach' THEN 'Powerlifting, Olympic Lifts' END, now() - n * interval '1 day' * ${DAYS}.0 / people
    FROM (VALUES ('client', ${CLIENTS}), ('coach', ${COACHES}), ('admin', 20)) kind (role, people), generate_series(1, people) n`;

const TOMBSTONES = `
  INSERT INTO users (email, password_hash, full_name, role, is_active, created_at, deleted_at)
  SELECT NULL, '', 'Deleted user', NULL, false, ${moment(300)}, now() FROM generate_series(1, 300) n`;

const MANY = `
  CREATE TEMPORARY TABLE many AS
  SELECT array_agg(id) FILTER (WHERE role = 'coach') AS coaches, array_agg(id) FILTER (WHERE role = 'client') AS clients
    FROM (SELECT id, role FROM users WHERE email LIKE '%@many.example' AND is_active ORDER BY id) people`;

const A_COACH = `coaches[1 + n % cardinality(coaches)]`;
const A_CLIENT = `clients[1 + n * 7 % cardinality(clients)]`;

/** Active bookings: two slots of every second coach and all ten of a few. No two sessions are at the same time. */
const ACTIVE_BOOKINGS = `
  INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, created_at)
  SELECT coach, clients[n], slot, start, start + interval '1 hour',
         CASE slot % 2 WHEN 0 THEN 'confirmed' ELSE 'pending' END::booking_status, ${moment(20_000)}
    FROM (SELECT clients, coach, slot, row_number() OVER () AS n
            FROM many, unnest(coaches) WITH ORDINALITY c (coach, place), generate_series(1, 10) slot
           WHERE place % 2 = 0 AND slot <= 2 OR place > cardinality(coaches) - ${FULL_COACHES}) held,
         LATERAL (SELECT now() + (n + 24) * interval '1 hour') t (start)`;

const COUNT_SLOTS = `
  UPDATE users u SET available_slots = 10 - held
    FROM (SELECT coach_id, count(*) AS held FROM bookings WHERE status IN ('pending', 'confirmed') AND slot_number IS NOT NULL GROUP BY coach_id) active
   WHERE u.id = coach_id`;

/** Far from those of the world. */
const FIRST_SERIES = 1_000_000;

/** Past bookings; every third is cancelled, every tenth belongs to a series. */
const pastBookings = (coach: string, client: string, count: number) => `
  INSERT INTO bookings (coach_id, client_id, series_id, series_at, slot_number, scheduled_at, ends_at, status, cancelled_by, created_at,
    updated_at)
  SELECT ${coach}, ${client}, CASE n % 10 WHEN 0 THEN ${FIRST_SERIES} + n % ${OTHERS} END, CASE n % 10 WHEN 0 THEN start END, 1 + n % 10, start, start + interval '1 hour',
         CASE n % 3 WHEN 0 THEN 'cancelled' ELSE 'completed' END::booking_status, CASE n % 3 WHEN 0 THEN 'client' END,
         start - interval '3 days', start
    FROM many, generate_series(1, ${count}) n, LATERAL (SELECT ${moment(count)}) t (start)`;

const logs = (client: string, count: number) => [
  `INSERT INTO workout_logs (user_id, workout_date, exercise_name, sets, reps, weight)
   SELECT ${client}, ${day}, 'Exercise ' || n % 20, 3, 10, n % 100 FROM many, generate_series(1, ${count}) n`,
  `INSERT INTO diet_logs (user_id, meal_date, meal_type, food_name, calories)
   SELECT ${client}, ${day}, 'lunch', 'Rice', n % 900 FROM many, generate_series(1, ${count}) n`,
];

const plans = (client: string, count: number) =>
  ['workout_plans', 'diet_plans'].map(
    (table) => `
  INSERT INTO ${table} (user_id, name, start_date, end_date, status, created_at)
  SELECT ${client}, 'Base', ${day}, ${day} + 30, CASE n % 3 WHEN 0 THEN 'active' ELSE 'completed' END::plan_status, ${moment(count)}
    FROM many, generate_series(1, ${count}) n`,
  );

const reads = (client: string, count: number) => `
  INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id, read_at)
  SELECT ${client}, ${A_COACH}, 'coach', 'profile', gen_random_uuid(), ${moment(count)} FROM many, generate_series(1, ${count}) n`;

const audit = (client: string, count: number) => `
  INSERT INTO admin_audit (at, actor_id, request_id, what, action, record_id, subject_id, before, after)
  SELECT ${moment(count)}, ${A_COACH}, gen_random_uuid(), CASE n % 2 WHEN 0 THEN 'diet_plan' ELSE 'booking' END, 'change', n, ${client},
         '{"status": "active"}', '{"status": "paused"}'
    FROM many, generate_series(1, ${count}) n`;

/** Holds that have expired stay until somebody writes a time of their coach or client. */
const HOLDS = `
  INSERT INTO bookings (coach_id, client_id, kind, hold_id, held_until, scheduled_at, ends_at, created_at)
  SELECT ${A_COACH}, ${A_CLIENT}, 'hold', gen_random_uuid(), now() - n * interval '1 minute', start, start + interval '1 hour', ${moment(1_000)}
    FROM many, generate_series(1, 1000) n, LATERAL (SELECT now() + (n + 6000) * interval '1 hour') t (start)`;

/** Many have waited, for slots and for seats. Some wait, and some have an offer: of a time that is far ahead. */
const WAITLIST = [
  `INSERT INTO waitlist_entries (client_id, coach_id, kind, status, looked_at, created_at, updated_at)
   SELECT ${A_CLIENT}, ${A_COACH}, 'slot', CASE WHEN n <= 3000 THEN 'waiting' WHEN n <= 4000 THEN 'offered' ELSE 'left' END, now(),
          ${moment(OTHERS)}, ${moment(OTHERS)}
     FROM many, generate_series(1, ${OTHERS}) n`,
  `INSERT INTO bookings (coach_id, client_id, kind, hold_id, held_until, waitlist_entry_id, scheduled_at, ends_at, created_at)
   SELECT coach_id, client_id, 'offer', gen_random_uuid(), now() + interval '1 hour', e.id, start, start + interval '1 hour', created_at
     FROM waitlist_entries e, LATERAL (SELECT now() + (e.id + 8000) * interval '1 hour') t (start)
    WHERE status = 'offered' AND NOT EXISTS (SELECT FROM bookings b WHERE b.waitlist_entry_id = e.id)`,
];

/** Those who waited for a seat. */
const SEATS_WAITED_FOR = `
  INSERT INTO waitlist_entries (client_id, coach_id, kind, status, group_session_id, expires_at, looked_at, created_at, updated_at)
  SELECT ${A_CLIENT}, g.coach_id, 'seat', 'expired', g.id, g.starts_at, now(), g.created_at, g.created_at
    FROM many, (SELECT *, row_number() OVER ()::integer AS n FROM group_sessions) g WHERE n <= ${OTHERS}`;

/** Every second coach has hours from Monday to Friday, a type, days of their own, and time off; every booking has a history. */
const SCHEDULES = [
  `INSERT INTO schedules (coach_id, time_zone, weekly_hours)
   SELECT unnest(coaches[:cardinality(coaches) / 2]), 'Europe/Berlin', '{540,1020,1980,2460,3420,3900,4860,5340,6300,6780}' FROM many`,
  `INSERT INTO session_types (coach_id, name, minutes) SELECT coach_id, 'Training session', 60 FROM schedules s
    WHERE NOT EXISTS (SELECT FROM session_types t WHERE t.coach_id = s.coach_id)`,
  `INSERT INTO schedule_dates (coach_id, date, hours) SELECT coach_id, current_date + n, '{}'
     FROM schedules, generate_series(5, 200, 20) n`,
  `INSERT INTO time_off (coach_id, first_day, last_day) SELECT coach_id, current_date + n, current_date + n + 5
     FROM schedules, generate_series(15, 200, 20) n`,
  `INSERT INTO booking_history (booking_id, at, actor_id, actor_role, to_status, to_time)
   SELECT id, created_at, client_id, 'client', 'pending', scheduled_at FROM bookings`,
  `INSERT INTO events (type, subject_kind, subject_id, sequence, actor_id, actor_role, at, data)
   SELECT 'booking.requested', 'booking', id, 0, client_id, 'client', created_at, '{}' FROM bookings`,
  `UPDATE events SET due_at = NULL`,
];

const SERIES = `
  INSERT INTO series (id, coach_id, client_id, time_zone, starts_on, minute_of_day, every_weeks, weekdays, occurrences, created_at)
  SELECT ${FIRST_SERIES} + n, ${A_COACH}, ${A_CLIENT}, 'Europe/Berlin', ${day}, 540, 1, '{1}', 12, ${moment(OTHERS)}
    FROM many, generate_series(0, ${OTHERS - 1}) n`;

/** Group sessions of every tenth coach with hours, one a week, mostly past ones; of a coach who has many, their seats. */
const groupSessions = (coach: string) => [
  `INSERT INTO group_sessions (coach_id, session_type_id, session_type_name, starts_at, ends_at, capacity, created_at, updated_at)
   SELECT t.coach_id, min(t.id), 'Mobility', at, at + interval '1 hour', 8, at - interval '90 days', at - interval '90 days'
     FROM session_types t, generate_series(-40, 1) n, LATERAL (SELECT now() + (1 + 7 * n) * interval '1 day' + t.coach_id % 60 * interval '1 minute') w (at)
    WHERE t.coach_id % 10 = 0 OR t.coach_id = ${coach}
    GROUP BY t.coach_id, at`,
  `INSERT INTO bookings (coach_id, kind, group_session_id, scheduled_at, ends_at, session_type_id, session_type_name, created_at)
   SELECT coach_id, 'group_session', id, starts_at, ends_at, session_type_id, session_type_name, created_at FROM group_sessions g
    WHERE NOT EXISTS (SELECT FROM bookings b WHERE b.group_session_id = g.id)
       ON CONFLICT DO NOTHING`,
  `DELETE FROM group_sessions g WHERE NOT EXISTS (SELECT FROM bookings b WHERE b.group_session_id = g.id)`,
  `INSERT INTO bookings (coach_id, client_id, group_session_id, scheduled_at, ends_at, session_type_id, session_type_name, status, created_at)
   SELECT coach_id, clients[n * 7], id, starts_at, ends_at, session_type_id, session_type_name,
          CASE WHEN starts_at > now() THEN 'confirmed' ELSE 'completed' END::booking_status, created_at
     FROM many, group_sessions, generate_series(1, 3) n WHERE coach_id = ${coach}
       ON CONFLICT DO NOTHING`,
  `UPDATE group_sessions g SET seats_taken = (SELECT count(client_id) FROM bookings b WHERE b.group_session_id = g.id)`,
];

/** No row is old enough for clean-up, so that a clean-up that reads the whole table would be noticed. */
const REST = [
  `INSERT INTO feedback (message, is_anonymous, created_at)
   SELECT 'Nice', true, ${moment(OTHERS)} FROM generate_series(1, ${OTHERS}) n`,
  `INSERT INTO sessions (id, user_id, expires_at)
   SELECT gen_random_uuid(), ${A_CLIENT}, now() + (1 + n % 700) * interval '1 hour' FROM many, generate_series(1, ${OTHERS}) n`,
  `INSERT INTO refresh_tokens (token_hash, session_id)
   SELECT sha256(s.id::text::bytea), s.id FROM sessions s LEFT JOIN refresh_tokens t ON t.session_id = s.id WHERE t.session_id IS NULL`,
  `INSERT INTO deliveries (channel, message, key, recipient_id, data, status, created_at, due_at, finished_at)
   SELECT 'mail', 'booking.confirmed', n, ${A_CLIENT}, '{}', 'done', at, at, at
     FROM many, generate_series(1, ${DEEDS}) n, LATERAL (SELECT now() - n % 80 * interval '1 day') t (at)`,
  `INSERT INTO notifications (user_id, event_id, message, created_at, read_at)
   SELECT ${A_CLIENT}, n, 'booking.confirmed', at, CASE WHEN n % 10 > 0 THEN at END
     FROM many, generate_series(1, ${DEEDS}) n, LATERAL (SELECT now() - n % 80 * interval '1 day') t (at)`,
  `INSERT INTO login_throttles (key, failures, last_failure_at, last_attempt)
   SELECT sha256(n::text::bytea), ARRAY[at], at, gen_random_uuid()
     FROM generate_series(1, ${OTHERS}) n, LATERAL (SELECT now() - n % 600 * interval '1 second') t (at)`,
  `INSERT INTO account_links (id, purpose, email, user_id, token_hash, requested_at, expires_at)
   SELECT gen_random_uuid(), 'reset', 'client' || n || '@many.example', CASE n % 2 WHEN 0 THEN ${A_CLIENT} END, sha256(n::text::bytea),
          now() - n * interval '10 seconds', now() - n * interval '10 seconds' + interval '1 hour'
     FROM many, generate_series(1, ${OTHERS}) n`,
  `INSERT INTO idempotency_keys (key_hash, fingerprint, answer, user_id, created_at)
   SELECT sha256(n::text::bytea), sha256('body'), '{"id": 1}', ${A_CLIENT}, now() - n % 1200 * interval '1 minute'
     FROM many, generate_series(1, ${OTHERS}) n`,
];

/**
 * Fills the database as years of use would. The coach of `world` gets 500 clients, and the client gets years of data. Triggers
 * and foreign keys are off to save time; the rows are as those would have left them.
 */
export async function fillTables(app: TestApp, { client, coach }: World): Promise<void> {
  const [own, theirs] = [String(client.id), String(coach.id)];
  await inBulk(app.database.url, [
    ...[
      PEOPLE,
      TOMBSTONES,
      MANY,
      pastBookings(A_COACH, A_CLIENT, DEEDS),
      ACTIVE_BOOKINGS,
      COUNT_SLOTS,
      HOLDS,
      ...WAITLIST,
    ],
    ...[
      ...logs(A_CLIENT, DEEDS),
      ...plans(A_CLIENT, OTHERS),
      reads(A_CLIENT, DEEDS),
      audit(A_CLIENT, DEEDS),
      ...REST,
      ...OUTSIDE,
    ],
    ...[
      pastBookings(theirs, 'clients[1 + n % 500]', 5_000),
      pastBookings(A_COACH, own, 1_000),
      SERIES,
      ...SCHEDULES,
      ...groupSessions(theirs),
      SEATS_WAITED_FOR,
      ...REVIEWS,
      ...MONEY,
    ],
    ...[...logs(own, 3_000), ...plans(own, 300), reads(own, 3_000), audit(own, 3_000)],
  ]);
}

async function inBulk(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    for (const statement of statements) await client.query(statement);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}
