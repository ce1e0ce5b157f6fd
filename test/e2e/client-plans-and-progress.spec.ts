import { type Person, TestApp } from '../support/app.js';
import { walk } from '../support/pages.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { statementsOf } from '../support/statements.js';

const DETAILS = { monday: ['Squat 3 × 8', { rest: 90.5 }], toString: 'kept', nothing: null };

describe.each([
  {
    kind: 'workout',
    table: 'workout_plans',
    path: '/client/workout-plans',
    notFound: { code: 'workout-plan-not-found', detail: 'Workout plan not found' },
    own: { duration_weeks: 12, workout_details: DETAILS },
    empty: { duration_weeks: null, workout_details: null },
  },
  {
    kind: 'diet',
    table: 'diet_plans',
    path: '/client/diet-plans',
    notFound: { code: 'diet-plan-not-found', detail: 'Diet plan not found' },
    own: {
      target_calories: 2100,
      target_protein_grams: 140.5,
      target_carbs_grams: 0,
      target_fat_grams: 70,
      meal_plan_details: DETAILS,
    },
    empty: {
      target_calories: null,
      target_protein_grams: null,
      target_carbs_grams: null,
      target_fat_grams: null,
      meal_plan_details: null,
    },
  },
])('own $kind plans', ({ table, path, notFound, own, empty }) => {
  let app: TestApp;
  let me: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  beforeEach(async () => {
    me = await app.client();
  });

  const given = (more: object = {}) =>
    insert(app, table, { user_id: me.id, name: 'Base', start_date: '2026-11-23', status: 'active', ...more });

  it('are shown with all fields that the coach wrote', async () => {
    const plan = {
      user_id: me.id,
      name: 'Base building',
      description: 'Three days a week',
      start_date: '2026-11-23',
      end_date: '2027-02-14',
      status: 'paused',
      ...own,
    };
    const id = await given(plan);
    const { status, body } = await me.get(`${path}/${id}`);
    expect({ status, body }).toEqual({ status: 200, body: { id, ...plan } });
    expect((await me.get(path)).body).toEqual([{ id, ...plan }]);
  });

  it('show every field, null where it is empty', async () => {
    const id = await given();
    expect((await me.get(`${path}/${id}`)).body).toEqual({
      id,
      user_id: me.id,
      name: 'Base',
      description: null,
      start_date: '2026-11-23',
      end_date: null,
      status: 'active',
      ...empty,
    });
  });

  it('are listed by first day, the latest first; within a day, the newest first', async () => {
    const days = ['2026-11-20', '2026-11-22', '2026-11-21', '2026-11-22'];
    const ids: number[] = [];
    for (const start_date of days) ids.push(await given({ start_date }));
    const { body } = await me.get(path);
    expect((body as { id: number }[]).map(({ id }) => id)).toEqual([ids[3], ids[1], ids[2], ids[0]]);
  });

  it('page through every plan once, in the same order', async () => {
    for (let index = 0; index < 5; index++) await given({ start_date: `2026-11-2${index % 2}` });
    const pages = await walk<{ id: number }>(me, `${path}?limit=2`);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual((await me.get(path)).body);
  });

  it('are 404 for everyone else under /client', async () => {
    const { coach, client } = await app.connected();
    me = client;
    const id = await given();
    for (const other of [coach, await app.client(), await app.admin()]) {
      expect(await other.get(`${path}/${id}`)).toMatchObject({ status: 404, body: notFound });
      expect((await other.get(path)).body).toEqual([]);
    }
  });

  it('can be read but not written under /client', async () => {
    const id = await given();
    expectRefusal(await me.post(path, { name: 'x', start_date: '2026-11-23' }), 405, 'method-not-allowed');
    expectRefusal(await me.put(`${path}/${id}`, { name: 'x' }), 405, 'method-not-allowed');
    expectRefusal(await me.delete(`${path}/${id}`), 405, 'method-not-allowed');
  });

  it('answer 404 to an unknown id and 422 to an id that is not a number', async () => {
    expect(await me.get(`${path}/2147483648`)).toMatchObject({ status: 404, body: notFound });
    expectFieldsRefused(await me.get(`${path}/abc`), 'id');
    expectRefusal(await app.nobody.get(path), 401, 'unauthenticated');
  });

  it('take one statement a request', async () => {
    const id = await given();
    await given();
    for (const at of [path, `${path}?limit=1`, `${path}/${id}`]) {
      expect(await statementsOf(app, () => me.get(at))).toHaveLength(1);
    }
  });
});

describe('progress', () => {
  /** A Tuesday, half an hour before midnight in UTC. */
  const NOW = new Date('2026-11-24T23:30:00Z');
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ coach, client } = await app.connected());
    const others = [coach.id, (await app.client()).id];
    const workout = (workout_date: string, sets: number | null, reps: number | null, weight: number | null) =>
      insert(app, 'workout_logs', { user_id: client.id, workout_date, exercise_name: 'Squat', sets, reps, weight });
    const meal = (meal_date: string, calories: number | null) =>
      insert(app, 'diet_logs', { user_id: client.id, meal_date, meal_type: 'lunch', food_name: 'Rice', calories });
    const plan = (start_date: string, end_date: string | null, status: string, target_calories: number | null) =>
      insert(app, 'diet_plans', { user_id: client.id, name: 'Plan', start_date, end_date, status, target_calories });

    await workout('2026-11-25', 9, 9, 900); // tomorrow
    await workout('2026-11-24', 3, 8, 62.5); // today: 1,500 kg
    await workout('2026-11-23', 2, 5, 0.1); // Monday: 1 kg
    await workout('2026-11-23', 2, 10, 0.2); // 4 kg
    await workout('2026-11-23', null, 8, 100); // no sets: a session, no weight
    await workout('2026-11-22', 1, 1, 100); // Sunday of the week before
    await workout('2026-10-25', 1, 1, 7); // today − 30
    await workout('2026-10-24', 1, 1, 8); // the day before
    await workout('2026-09-07', 1, 1, 9); // first day of the twelfth week
    await workout('2026-09-06', 1, 1, 10); // before it
    await meal('2026-11-25', 9000);
    await meal('2026-11-24', 500.25);
    await meal('2026-11-24', null);
    await meal('2026-11-16', 1000);
    await meal('2026-10-24', 300);
    await plan('2026-11-01', null, 'active', 2000);
    await plan('2026-11-24', null, 'paused', 5000);
    await plan('2026-11-26', null, 'active', 6000); // not yet
    await plan('2026-10-01', '2026-10-31', 'completed', 1800.5);
    await plan('2026-09-01', null, 'completed', 1234); // nobody knows when it ended
    await plan('2026-09-01', '2026-09-13', 'cancelled', 4321);
    for (const user_id of others) {
      await insert(app, 'workout_logs', { user_id, workout_date: '2026-11-24', exercise_name: 'Squat' });
      await insert(app, 'diet_plans', { user_id, name: 'x', start_date: '2026-11-20', status: 'active' });
    }
    for (const status of ['active', 'completed', 'paused']) {
      await insert(app, 'workout_plans', { user_id: client.id, name: 'x', start_date: '2026-11-01', status });
    }
    app.setTime(NOW);
  });

  afterAll(async () => {
    await app.stop();
  });

  const progressOf = async (person: Person) => {
    const { status, body } = await person.get('/client/progress');
    expect(status).toBe(200);
    return body;
  };

  it('counts logs from today − 30 to today, both included, and active plans', async () => {
    const { last_30_days, active_plans } = await progressOf(client);
    expect(last_30_days).toEqual({ workout_sessions: 6, diet_logs: 3 });
    expect(active_plans).toEqual({ workout_plans: 1, diet_plans: 2 });
  });

  it('sums each of the last twelve weeks, Monday to Sunday, without future logs', async () => {
    const { weeks } = await progressOf(client);
    const week = (
      week_start: string,
      workout_sessions = 0,
      weight_lifted = 0,
      calories = 0,
      target: number | null = null,
    ) => ({
      week_start,
      workout_sessions,
      weight_lifted,
      calories,
      target_calories: target,
    });
    expect(weeks).toEqual([
      week('2026-09-07', 1, 9),
      week('2026-09-14'),
      week('2026-09-21'),
      week('2026-09-28', 0, 0, 0, 12_603.5),
      week('2026-10-05', 0, 0, 0, 12_603.5),
      week('2026-10-12', 0, 0, 0, 12_603.5),
      week('2026-10-19', 2, 15, 300, 12_603.5),
      week('2026-10-26', 0, 0, 0, 14_000),
      week('2026-11-02', 0, 0, 0, 14_000),
      week('2026-11-09', 0, 0, 0, 14_000),
      week('2026-11-16', 1, 100, 1000, 14_000),
      week('2026-11-23', 4, 1505, 500.25, 14_000),
    ]);
  });

  it('begins a new week on Monday', async () => {
    const lastWeek = async (now: string) => {
      app.setTime(new Date(now));
      const { weeks } = await progressOf(client);
      return (weeks as object[]).at(-1);
    };
    expect(await lastWeek('2026-11-22T23:59:59Z')).toMatchObject({ week_start: '2026-11-16', workout_sessions: 1 });
    expect(await lastWeek('2026-11-23T00:00:00Z')).toMatchObject({ week_start: '2026-11-23', workout_sessions: 3 });
    app.setTime(NOW);
  });

  it('shows a connected coach the same, with the id of the client', async () => {
    const { status, body } = await coach.get(`/coach/clients/${client.id}/progress`);
    expect({ status, body }).toEqual({ status: 200, body: { client_id: client.id, ...(await progressOf(client)) } });
  });

  it('is all zeros for a new client', async () => {
    const { last_30_days, active_plans, weeks } = await progressOf(await app.admin());
    expect(last_30_days).toEqual({ workout_sessions: 0, diet_logs: 0 });
    expect(active_plans).toEqual({ workout_plans: 0, diet_plans: 0 });
    expect(weeks).toHaveLength(12);
    for (const week of weeks) {
      expect(week).toMatchObject({ workout_sessions: 0, weight_lifted: 0, calories: 0, target_calories: null });
    }
  });

  it('takes one statement for a client and two for a coach: the first checks the connection', async () => {
    expect(await statementsOf(app, () => client.get('/client/progress'))).toHaveLength(1);
    expect(await statementsOf(app, () => coach.get(`/coach/clients/${client.id}/progress`))).toHaveLength(2);
  });
});
