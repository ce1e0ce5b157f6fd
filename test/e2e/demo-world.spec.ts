import { DEMO_EMAILS, DEMO_PASSWORD, seedDemoWorld } from '../../seeds/demo-world.js';
import { BOOKING_STATUSES } from '../../src/bookings/domain/booking-status.js';
import { FEEDBACK_STATUSES } from '../../src/feedback/feedback.entity.js';
import { PLAN_STATUSES } from '../../src/training/plans/plan-status.js';
import { MEAL_TYPES } from '../../src/training/logs/diet-log.entity.js';
import { TestApp } from '../support/app.js';
import { dumpOf, peopleIn } from '../support/demo.js';
import { occurrencesIn } from '../support/series.js';
import { expectSoundBooks } from '../support/invariants.js';

const quiet = () => undefined;

describe('the demo world', () => {
  let app: TestApp;
  const said: string[] = [];
  const now = new Date();

  beforeAll(async () => {
    app = await TestApp.start();
    await app.client({ email: 'someone.else@example.com' });
    expect(await seedDemoWorld(app.database.url, (line) => said.push(line), now)).toBe(true);
  });

  afterAll(() => app.stop());

  const demo = `email LIKE '%@vibe.com'`;
  const one = async <Row extends object>(statement: string, values?: readonly unknown[]) =>
    (await app.sql<Row>(statement, values))[0]!;

  it('adds one admin, three coaches and ten clients to the existing users', async () => {
    const rows = await app.sql(`SELECT role, count(*)::int FROM users WHERE ${demo} GROUP BY role ORDER BY role`);
    expect(rows).toEqual([
      { role: 'client', count: 10 },
      { role: 'coach', count: 3 },
      { role: 'admin', count: 1 },
    ]);
    expect(DEMO_EMAILS).toHaveLength(14);
    expect(await peopleIn(app.database.url)).toBe(15);
  });

  it('lets every account log in with the demo password', async () => {
    for (const email of DEMO_EMAILS) {
      const { status, body } = await app.nobody.post('/auth/login', { email, password: DEMO_PASSWORD });
      expect([status, body.user?.email]).toEqual([200, email]);
    }
  });

  it('has the coaches of the founding document, verified and bookable', async () => {
    const coaches = await app.sql<Record<string, unknown>>(
      `SELECT full_name, strengths, experience, certifications, is_verified FROM users WHERE role = 'coach' ORDER BY 1`,
    );
    expect(coaches).toEqual([
      {
        full_name: 'Coach A',
        strengths: 'Strength Training, Powerlifting, Olympic Lifts',
        experience: '10 years',
        certifications: 'NASM-CPT, CSCS, USA Weightlifting Level 1',
        is_verified: true,
      },
      {
        full_name: 'Coach B',
        strengths: 'Weight Loss, Cardio Training, HIIT',
        experience: '8 years',
        certifications: 'ACE-CPT, Precision Nutrition Level 1',
        is_verified: true,
      },
      {
        full_name: 'Coach C',
        strengths: 'Functional Training, CrossFit, Athletic Performance',
        experience: '12 years',
        certifications: 'CrossFit Level 2, FMS Level 1',
        is_verified: true,
      },
    ]);
  });

  it('fills the whole profile of every coach and every client, no two alike', async () => {
    const clientFields = `age, gender, height, weight, bicep_size, waist, target_goals, dietary_restrictions,
      health_complications, injuries, gym_access, supplements, referral_source, custom_fields`;
    const coachFields = `age, gender, strengths, specialties, experience, certifications, qualifications, competitions,
      track_record, custom_fields`;
    for (const [role, fields, count] of [
      ['client', clientFields, 10],
      ['coach', coachFields, 3],
    ] as const) {
      const statement = `SELECT ${fields} FROM users WHERE role = $1 AND ${demo}`;
      const profiles = await app.sql<object>(statement, [role]);
      expect(profiles.flatMap((profile) => Object.values(profile)).filter((value) => value === null)).toEqual([]);
      expect(new Set(profiles.map((profile) => JSON.stringify(profile))).size).toBe(count);
    }
    const { goals, genders } = await one<{ goals: number; genders: number }>(
      `SELECT count(DISTINCT target_goals)::int AS goals, count(DISTINCT gender)::int AS genders FROM users WHERE role = 'client' AND ${demo}`,
    );
    expect([goals, genders]).toEqual([10, 3]);
  });

  it('spreads its sign-ups over the last year, some of them in the last month', async () => {
    const { oldest, newest, days, ahead } = await one<Record<string, number>>(
      `SELECT max($1::date - created_at::date) AS oldest, min($1::date - created_at::date) AS newest,
              count(DISTINCT created_at::date)::int AS days, count(*) FILTER (WHERE created_at > $1)::int AS ahead
         FROM users WHERE ${demo}`,
      [now],
    );
    expect(oldest).toBeGreaterThan(300);
    expect(oldest).toBeLessThan(366);
    expect(newest).toBeLessThan(30);
    expect([days, ahead]).toEqual([14, 0]);
  });

  describe('its bookings', () => {
    it('are three to five for each coach', async () => {
      const rows = await app.sql<{ count: number }>(
        `SELECT count(*)::int FROM bookings WHERE slot_number IS NOT NULL GROUP BY coach_id`,
      );
      expect(rows).toHaveLength(3);
      for (const { count } of rows) expect([3, 4, 5]).toContain(count);
    });

    it('show every status, with completed ones past and active ones mostly to come', async () => {
      const rows = await app.sql<{ status: string; past: number; future: number; open: number }>(
        `SELECT status, count(*) FILTER (WHERE ends_at < $1)::int AS past, count(*) FILTER (WHERE scheduled_at > $1)::int AS future,
                count(*) FILTER (WHERE scheduled_at IS NULL)::int AS open FROM bookings WHERE kind = 'booking' GROUP BY status ORDER BY status`,
        [now],
      );
      expect(rows.map(({ status }) => status)).toEqual([...BOOKING_STATUSES]);
      const [pending, confirmed, completed, cancelled] = rows as [Row, Row, Row, Row];
      type Row = (typeof rows)[number];
      expect(completed.past).toBeGreaterThanOrEqual(3);
      expect([completed.future, completed.open, pending.past]).toEqual([0, 0, 0]);
      expect(pending.future + confirmed.future).toBeGreaterThan(pending.past + confirmed.past);
      expect(Math.min(cancelled.past, cancelled.future)).toBeGreaterThan(0);
    });

    it('show every status to coach1, and three of them to client1', async () => {
      const statusesOf = async (email: string) => {
        const login = await app.nobody.post('/auth/login', { email, password: DEMO_PASSWORD });
        const { body } = await app.with(login.body.access_token).get('/bookings/my-bookings');
        return [...new Set((body as { status: string }[]).map(({ status }) => status))].sort();
      };
      expect(await statusesOf('coach1@vibe.com')).toEqual([...BOOKING_STATUSES].sort());
      expect(await statusesOf('client1@vibe.com')).toEqual(['cancelled', 'completed', 'confirmed']);
    });

    it('keep the rules of slots, overlaps and counts', async () => {
      await expectSoundBooks(app);
      const wrong = await app.sql(
        `SELECT b.id FROM bookings b JOIN users coach ON coach.id = b.coach_id JOIN users client ON client.id = b.client_id
          WHERE coach.role <> 'coach' OR client.role <> 'client' OR b.slot_number IS NOT NULL AND b.ends_at <> b.scheduled_at + interval '60 minutes'
             OR b.created_at < greatest(coach.created_at, client.created_at) OR b.updated_at < b.created_at
             OR b.created_at >= b.scheduled_at OR b.updated_at > $1`,
        [now],
      );
      expect(wrong).toEqual([]);
    });

    it('include slots that were booked again after a completed or cancelled session', async () => {
      const rows = await app.sql(
        `SELECT coach_id, slot_number FROM bookings WHERE slot_number IS NOT NULL GROUP BY 1, 2
         HAVING bool_or(status IN ('pending', 'confirmed')) AND bool_or(status IN ('completed', 'cancelled'))`,
      );
      expect(rows.length).toBeGreaterThan(0);
    });

    it('leave one client without a connection', async () => {
      const rows = await app.sql(
        `SELECT email FROM users u WHERE role = 'client' AND ${demo} AND NOT EXISTS
           (SELECT FROM bookings WHERE client_id = u.id AND status IN ('confirmed', 'completed')) ORDER BY id`,
      );
      expect(rows).toContainEqual({ email: 'client10@vibe.com' });
    });
  });

  it('has a weekly series of a client, of which one session was moved by itself', async () => {
    const login = await app.nobody.post('/auth/login', { email: 'client9@vibe.com', password: DEMO_PASSWORD });
    const client = app.with(login.body.access_token);
    const [series] = (await client.get('/bookings/series')).body;
    expect(series).toMatchObject({
      coach_name: 'Coach A',
      session_type_name: 'Training session',
      counts: { confirmed: 6 },
    });
    const { body } = await client.get(`/bookings/series/${series.id}`);
    expect(body.rule).toMatchObject({
      starts_on: occurrencesIn(body)[0]!.local_start.slice(0, 10),
      local_time: '17:00',
    });
    expect(occurrencesIn(body).map(({ is_exception }) => is_exception)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    const preview = { coach_id: series.coach_id, starts_at: body.occurrences[0].starts_at, every_weeks: 1, count: 2 };
    const { body: planned } = await client.post('/bookings/series/preview', preview);
    expect(occurrencesIn(planned).map(({ verdict }) => verdict)).toEqual(['coach-busy', 'coach-busy']);
  });

  it('has group sessions to come: a full one, one with room, and an empty one', async () => {
    const login = await app.nobody.post('/auth/login', { email: 'client1@vibe.com', password: DEMO_PASSWORD });
    const { body } = await app.with(login.body.access_token).get('/bookings/group-sessions');
    const named = { coach_name: 'Coach B', session_type_name: 'Mobility in a small group', capacity: 3 };
    expect(body).toEqual([0, 2, 3].map((seats_left) => expect.objectContaining({ ...named, seats_left })));
  });

  it('has two clients who wait for a slot of a coach who has none left, and one who waits for a seat', async () => {
    const login = await app.nobody.post('/auth/login', { email: 'admin@vibe.com', password: DEMO_PASSWORD });
    const { body } = await app.with(login.body.access_token).get('/bookings/waitlist');
    const waiting = { status: 'waiting', offer: null, skipped_for: null };
    expect(body).toEqual([
      expect.objectContaining({ ...waiting, kind: 'slot', coach_name: 'Coach C', position: 2 }),
      expect.objectContaining({ ...waiting, kind: 'seat', coach_name: 'Coach B', position: 1 }),
      expect.objectContaining({ ...waiting, kind: 'slot', coach_name: 'Coach C', position: 1 }),
    ]);
  });

  describe('its logs', () => {
    it('cover ninety days for each client, up to today and never in the future', async () => {
      const rows = await app.sql<Record<string, unknown>>(
        `SELECT u.email, min(d.meal_date) = $1::date - 89 AS from_the_start, max(d.meal_date) = $1::date AS until_today,
                count(DISTINCT d.meal_date)::int AS days,
                (SELECT min(workout_date) BETWEEN $1::date - 89 AND $1::date - 80 AND max(workout_date) BETWEEN $1::date - 9 AND $1::date
                   FROM workout_logs WHERE user_id = u.id) AS workouts_too
           FROM users u JOIN diet_logs d ON d.user_id = u.id GROUP BY u.id ORDER BY u.id`,
        [now],
      );
      expect(rows).toHaveLength(10);
      for (const { email: _, ...row } of rows) {
        expect(row).toEqual({ from_the_start: true, until_today: true, days: 90, workouts_too: true });
      }
    });

    it('have creation times on their own day and after the sign-up', async () => {
      for (const [table, date] of [
        ['workout_logs', 'workout_date'],
        ['diet_logs', 'meal_date'],
      ] as const) {
        const statement = `SELECT l.id FROM ${table} l JOIN users u ON u.id = l.user_id
          WHERE l.created_at > $1 OR l.created_at::date <> l.${date} OR l.${date} < u.created_at::date`;
        expect(await app.sql(statement, [now])).toEqual([]);
      }
    });

    it('show clients who train at different frequencies and get stronger', async () => {
      const days = await app.sql<{ days: number }>(
        `SELECT count(DISTINCT workout_date)::int AS days FROM workout_logs GROUP BY user_id ORDER BY 1`,
      );
      expect(days.at(-1)!.days).toBeGreaterThan(2 * days[0]!.days);
      const { before, after } = await one<{ before: number; after: number }>(
        `SELECT max(l.weight) FILTER (WHERE workout_date < $1::date - 70) AS before,
                max(l.weight) FILTER (WHERE workout_date > $1::date - 21) AS after
           FROM workout_logs l JOIN users u ON u.id = l.user_id WHERE u.email = 'client2@vibe.com' AND exercise_name = 'Back Squat'`,
        [now],
      );
      expect(after / before).toBeGreaterThan(1.1);
      expect(after / before).toBeLessThan(1.4);
    });

    it('show every kind of meal, with calories that follow from their grams and fit the day', async () => {
      const kinds = await app.sql(`SELECT DISTINCT meal_type FROM diet_logs`);
      expect(kinds).toHaveLength(MEAL_TYPES.length);
      const wrong = await app.sql(
        `SELECT id FROM diet_logs WHERE calories IS NULL OR calories NOT BETWEEN 40 AND 1500
            OR abs(calories - 4 * protein_grams - 4 * carbs_grams - 9 * fat_grams) > 1`,
      );
      expect(wrong).toEqual([]);
      const strange = await app.sql(
        `SELECT user_id, meal_date, sum(calories) FROM diet_logs GROUP BY 1, 2 HAVING sum(calories) > 4200`,
      );
      expect(strange).toEqual([]);
    });

    it.each([
      ['client1@vibe.com', 'chicken|turkey|beef|lamb|bacon|ham|sausage|salmon|tuna|cod|prawn'],
      ['client5@vibe.com', 'toast|sourdough|pasta|couscous|sandwich|pizza|wrap|roll|flapjack|porridge with banana'],
      [
        'client9@vibe.com',
        'chicken|turkey|beef|lamb|salmon|tuna|cod|prawn|egg |eggs|omelette|yoghurt|skyr|halloumi|paneer|whey|honey',
      ],
    ])('never serve %s what they must not eat', async (email, forbidden) => {
      const statement = `SELECT food_name FROM diet_logs l JOIN users u ON u.id = l.user_id WHERE u.email = $1 AND food_name ~* $2`;
      expect(await app.sql(statement, [email, forbidden])).toEqual([]);
      expect(await app.sql(statement, [email, '.'])).not.toEqual([]);
    });
  });

  it('has plans of both kinds in every status; active plans run today and have targets and details', async () => {
    for (const table of ['workout_plans', 'diet_plans'] as const) {
      const statuses = await app.sql<{ status: string }>(`SELECT DISTINCT status FROM ${table} ORDER BY status`);
      expect(statuses.map(({ status }) => status)).toEqual([...PLAN_STATUSES]);
      const statement = `SELECT p.id FROM ${table} p JOIN users u ON u.id = p.user_id
        WHERE p.created_at > $1 OR p.created_at < u.created_at OR p.start_date > $1::date OR p.end_date IS NULL
           OR (p.status = 'active' AND p.end_date < $1::date) OR (p.status = 'completed' AND p.end_date >= $1::date)`;
      expect(await app.sql(statement, [now])).toEqual([]);
    }
    const bare = await app.sql(
      `SELECT name FROM workout_plans WHERE status = 'active' AND (jsonb_typeof(workout_details) = 'object') IS NOT TRUE
       UNION ALL
       SELECT name FROM diet_plans WHERE status = 'active' AND ((jsonb_typeof(meal_plan_details) = 'object') IS NOT TRUE
          OR num_nulls(target_calories, target_protein_grams, target_carbs_grams, target_fat_grams) > 0)`,
    );
    expect(bare).toEqual([]);
  });

  it('has feedback in every status, from users, guests and people without a name', async () => {
    const rows = await app.sql<{ status: string; sender: string }>(
      `SELECT status, CASE WHEN is_anonymous THEN 'anonymous' WHEN user_id IS NULL THEN 'guest' ELSE 'user' END AS sender
         FROM feedback WHERE created_at <= updated_at AND updated_at <= $1`,
      [now],
    );
    const { count } = await one<{ count: number }>(`SELECT count(*)::int FROM feedback`);
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(FEEDBACK_STATUSES));
    expect(new Set(rows.map(({ sender }) => sender))).toEqual(new Set(['anonymous', 'guest', 'user']));
  });

  it('prints its progress while it is made', () => {
    expect(said.length).toBeGreaterThan(5);
    expect(said.join('\n')).toMatch(
      /people.*\n.*hours.*\n.*bookings.*\n.*group sessions.*\n.*series.*\n.*waitlists.*\n.*workout logs.*\n.*diet logs.*\n.*plans.*\n.*feedback/,
    );
  });

  it('does not change when it is made again, on the same or the next day', async () => {
    const before = await dumpOf(app.database.url);
    const tomorrow = new Date(now.getTime() + 86_400_000);
    expect(await seedDemoWorld(app.database.url, quiet, now)).toBe(false);
    expect(await seedDemoWorld(app.database.url, quiet, tomorrow)).toBe(false);
    expect(await dumpOf(app.database.url)).toEqual(before);
  });
});
