import { daysBetween } from '../../src/time/iso.js';
import { type Person, TestApp } from '../support/app.js';
import { statementsOf } from '../support/statements.js';

/** 30 days before it is 25 October, 90 days before it 26 August. */
const NOW = new Date('2026-11-24T12:00:00Z');

/** The number of logs per day. */
type Days = Readonly<Record<string, number>>;

describe('the figures of the platform', () => {
  let app: TestApp;
  let admin: Person;
  let ann: Person;
  let ben: Person;
  let zoe: Person;
  let bea: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    app.setTime(NOW);
    const born = (instant: string) => ({ createdAt: new Date(instant) });
    admin = await app.admin(born('2026-01-01T12:00:00Z'));
    ann = await app.client({ fullName: 'Ann', ...born('2026-10-25T00:00:00Z') });
    ben = await app.client({ fullName: 'Ben', ...born('2026-10-24T23:59:59.999Z') });
    zoe = await app.coach({ fullName: 'zoe', ...born('2026-11-24T23:59:59.999Z') });
    bea = await app.coach({ fullName: 'Bea', ...born('2026-10-25T08:00:00Z') });
    const gone = await app.client(born('2026-11-20T08:00:00Z'));

    await log(ann, { '2026-10-24': 1, '2026-10-25': 2, '2026-11-24': 3, '2026-11-25': 1 }, { '2026-11-22': 1 });
    await log(ben, { '2026-11-23': 1, '2026-11-24': 2 }, { '2026-10-24': 1, '2026-11-24': 1 });
    await log(zoe, { '2026-11-23': 1 }, {});
    await log(bea, {}, { '2026-11-25': 1 });
    await log(gone, { '2026-11-24': 4 }, { '2026-11-24': 4 });
    await plan('workout_plans', 'active', '2026-10-24T23:59:59.999Z');
    await plan('workout_plans', 'active', '2026-10-25T00:00:00Z');
    await plan('workout_plans', 'paused', '2026-11-24T23:59:59.999Z');
    await plan('diet_plans', 'active', '2026-11-25T00:00:00Z');
    await plan('diet_plans', 'completed', '2026-11-01T00:00:00Z');
    await book(zoe, ['completed', 'completed', 'cancelled', 'pending', 'confirmed', 'confirmed']);
    await book(bea, ['completed']);
    await app.sql(`UPDATE users SET is_active = false WHERE id = $1`, [bea.id]);
    await admin.delete(`/admin/users/${gone.id}`);
  });

  afterAll(() => app.stop());

  async function log({ id }: Person, workouts: Days, meals: Days): Promise<void> {
    await app.sql(
      `INSERT INTO workout_logs (user_id, workout_date, exercise_name)
       SELECT $1, key::date, 'Squat' FROM jsonb_each_text($2), generate_series(1, value::integer)`,
      [id, JSON.stringify(workouts)],
    );
    await app.sql(
      `INSERT INTO diet_logs (user_id, meal_date, meal_type, food_name)
       SELECT $1, key::date, 'lunch', 'Rice' FROM jsonb_each_text($2), generate_series(1, value::integer)`,
      [id, JSON.stringify(meals)],
    );
  }

  const plan = (table: 'workout_plans' | 'diet_plans', status: string, createdAt: string) =>
    app.sql(
      ['INSERT INTO', table, `(user_id, name, start_date, status, created_at) VALUES ($1, 'Base', '2026-01-01', $2, $3)`].join(' '), // prettier-ignore
      [ann.id, status, createdAt],
    );

  const book = (coach: Person, statuses: string[]) =>
    app.sql(
      `INSERT INTO bookings (coach_id, client_id, slot_number, status)
       SELECT $1, $2, n, s::booking_status FROM unnest($3::text[]) WITH ORDINALITY AS wanted (s, n)`,
      [coach.id, ann.id, statuses],
    );

  const read = async (path: string) => {
    const { status, body } = await admin.get(path);
    expect(status).toBe(200);
    return body;
  };

  it('count users, logs and plans; the last 30 days are today and the 30 before it', async () => {
    expect(await read('/admin/stats')).toEqual({
      users: { total: 5, active: 4, clients: 2, coaches: 2, admins: 1 },
      activity: { total_workouts: 11, total_diet_logs: 4 },
      last_30_days: { workouts: 9, diet_logs: 2 },
      plans: { active_workout_plans: 2, active_diet_plans: 1 },
    });
  });

  it('report what went on in a month', async () => {
    expect(await read('/admin/reports/usage')).toEqual({
      report_period_days: 30,
      start_date: '2026-10-25',
      end_date: '2026-11-24',
      new_users: 3,
      activity: { workouts_logged: 9, diet_logs: 2 },
      plans_created: { workout_plans: 2, diet_plans: 1 },
      top_users: [
        { user_id: ann.id, full_name: 'Ann', email: ann.email, workout_count: 5 },
        { user_id: ben.id, full_name: 'Ben', email: ben.email, workout_count: 3 },
        { user_id: zoe.id, full_name: 'zoe', email: zoe.email, workout_count: 1 },
      ],
    });
  });

  it('report on one day, users with equal counts by id', async () => {
    const report = await read('/admin/reports/usage?days=1');
    expect(report).toMatchObject({ start_date: '2026-11-23', new_users: 1, activity: { workouts_logged: 7 } });
    const top = report.top_users as { user_id: number; workout_count: number }[];
    expect(top.map(({ user_id, workout_count }) => [user_id, workout_count])).toEqual([
      [ann.id, 3],
      [ben.id, 3],
      [zoe.id, 1],
    ]);
  });

  it('show sign-ups per day and role', async () => {
    expect(await read('/admin/charts/user-growth')).toEqual({
      labels: ['2026-10-24', '2026-10-25', '2026-11-24'],
      clients: [1, 1, 0],
      coaches: [0, 1, 1],
      admins: [0, 0, 0],
    });
    expect((await read('/admin/charts/user-growth?days=30')).labels).toEqual(['2026-10-25', '2026-11-24']);
    const all = await read('/admin/charts/user-growth?days=3650');
    expect([all.labels[0], all.admins[0]]).toEqual(['2026-01-01', 1]);
  });

  it('show the logs per day, both kinds on one axis', async () => {
    const { workouts, diet_logs } = await read('/admin/charts/platform-usage');
    const days = daysBetween('2026-10-25', '2026-11-24');
    const series = (counts: Record<string, number>) => ({ labels: days, data: days.map((day) => counts[day] ?? 0) });
    expect(workouts).toEqual(series({ '2026-10-25': 2, '2026-11-23': 2, '2026-11-24': 5 }));
    expect(diet_logs).toEqual(series({ '2026-11-22': 1, '2026-11-24': 1 }));
  });

  it('show the bookings of each coach by status, sorted by name without regard to case', async () => {
    const row = (coach: Person, completed: number, cancelled: number, active: number) => ({
      coach_id: coach.id,
      coach_name: coach.name,
      sessions_completed: completed,
      sessions_cancelled: cancelled,
      sessions_active: active,
      slot_utilisation: active * 10,
    });
    expect(await read('/admin/charts/coach-performance')).toEqual({
      total_workout_plans: 3,
      total_diet_plans: 2,
      total_clients: 2,
      coaches: [row(bea, 1, 0, 0), row(zoe, 2, 1, 3)],
    });
  });

  it('count each user once per day, and the share of users who are active today', async () => {
    expect(await read('/admin/charts/system-health')).toEqual({
      daily_active_users: { labels: ['2026-11-22', '2026-11-23', '2026-11-24'], data: [1, 2, 2] },
      total_users: 5,
      active_rate: 40,
    });
    expect((await read('/admin/charts/system-health?days=30')).daily_active_users.data).toEqual([1, 1, 2, 2]);
  });

  it('count no active users on a day without logs', async () => {
    app.setTime(new Date('2026-11-30T12:00:00Z'));
    try {
      const { daily_active_users, active_rate } = await read('/admin/charts/system-health?days=1');
      expect([daily_active_users, active_rate]).toEqual([{ labels: [], data: [] }, 0]);
    } finally {
      app.setTime(NOW);
    }
  });

  it.each([
    ['/admin/stats', 2],
    ['/admin/reports/usage', 3],
    ['/admin/charts/user-growth', 1],
    ['/admin/charts/platform-usage', 1],
    ['/admin/charts/coach-performance', 2],
    ['/admin/charts/system-health', 2],
  ])('of %s take %i statements', async (path, count) => {
    expect(await statementsOf(app, () => admin.get(path))).toHaveLength(count);
  });

  it.each(['reports/usage', 'charts/user-growth', 'charts/platform-usage', 'charts/system-health'])(
    'of %s accept periods of 1 to 3650 days',
    async (path) => {
      for (const days of ['0', '3651', '', 'abc', '1.5', '-1', '1&days=2']) {
        expect((await admin.get(`/admin/${path}?days=${days}`)).status).toBe(422);
      }
      for (const days of [1, 3650]) expect((await admin.get(`/admin/${path}?days=${days}`)).status).toBe(200);
    },
  );

  it('are for admins only', async () => {
    for (const path of [
      'stats',
      'reports/usage',
      'charts/user-growth',
      'charts/platform-usage',
      'charts/coach-performance',
      'charts/system-health',
    ]) {
      for (const caller of [ann, zoe]) expect((await caller.get(`/admin/${path}`)).status).toBe(403);
      expect((await app.nobody.get(`/admin/${path}`)).status).toBe(401);
    }
  });

  it('name at most five users', async () => {
    const busy = await app.clients(6);
    for (const client of busy) await log(client, { '2026-11-24': 10 }, {});
    const { top_users } = await read('/admin/reports/usage');
    const first = busy.map(({ id }) => id).sort((a, b) => a - b);
    expect((top_users as { user_id: number }[]).map(({ user_id }) => user_id)).toEqual(first.slice(0, 5));
  });
});
