import { type Person, TestApp } from '../support/app.js';
import { walk } from '../support/pages.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { statementsOf } from '../support/statements.js';

const TODAY = new Date().toISOString().slice(0, 10);
const ALL = { profile: true, health: true, workouts: true, diet: true, progress: true };
const NONE = { profile: false, health: false, workouts: false, diet: false, progress: false };
const HEALTH = {
  injuries: 'Left knee',
  supplements: 'Creatine',
  dietary_restrictions: 'Vegan',
  health_complications: 'Asthma',
};
const NO_HEALTH = { injuries: null, supplements: null, dietary_restrictions: null, health_complications: null };

describe('what a client shares with a coach', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let bookingId: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    ({ coach, client, bookingId } = await app.connected());
    await client.put('/client/profile', { ...HEALTH, age: 34 });
    await insert(app, 'workout_logs', { user_id: client.id, workout_date: TODAY, exercise_name: 'Running' });
    await insert(app, 'diet_logs', { user_id: client.id, meal_date: TODAY, meal_type: 'lunch', food_name: 'Rice' });
    for (const table of ['workout_plans', 'diet_plans'])
      await insert(app, table, { user_id: client.id, name: 'Base', start_date: TODAY });
  });

  afterAll(() => app.stop());

  const share = (change: object, by = client) => by.put(`/client/coaches/${coach.id}/sharing`, change);
  const end = () => client.delete(`/client/coaches/${coach.id}`);
  const about = (path = '') => `/coach/clients/${client.id}${path}`;
  const listed = async (reader = coach) =>
    ((await reader.get('/coach/clients?limit=500')).body as Record<string, unknown>[]).find(
      ({ id }) => id === client.id,
    );
  const coaches = async (by = client) => (await by.get('/client/coaches')).body as Record<string, unknown>[];

  it('is all when a connection begins, and changes only where something is sent', async () => {
    const path = `/client/coaches/${coach.id}/sharing`;
    expect((await client.get(path)).body).toEqual(ALL);
    expect((await share({ diet: false })).body).toEqual({ ...ALL, diet: false });
    expect((await share({ health: false })).body).toEqual({ ...ALL, diet: false, health: false });
    expect((await share({})).body).toEqual((await client.get(path)).body);
    expect((await share({ diet: true, health: true })).body).toEqual(ALL);
    expectFieldsRefused(await share({ diet: null }), 'diet');
    expectFieldsRefused(await share({ diet: 'no' }), 'diet');
  });

  it('without the profile is the name in the list, and nothing else of it', async () => {
    await share({ profile: false });
    expectRefusal(await coach.get(about()), 403, 'not-shared');
    const row = await listed();
    expect(Object.entries(row!).filter(([, value]) => value !== null)).toEqual([
      ['id', client.id],
      ['full_name', client.name],
      ['role', 'client'],
      ['is_active', true],
      ['is_verified', expect.any(Boolean)],
      ['is_blocked', false],
    ]);
    expect((await client.get('/client/access-log')).body).toEqual([]);
  });

  it('without health has four fields less, in the profile and in the list', async () => {
    await share({ health: false });
    const { body } = await coach.get(about());
    expect(body).toMatchObject({ ...NO_HEALTH, age: 34, email: client.email });
    expect(await listed()).toEqual({ ...body, is_blocked: false });
    await share({ health: true });
    expect((await coach.get(about())).body).toMatchObject(HEALTH);
    expect(
      ((await client.get('/client/access-log')).body as { sections: string[] }[]).map(({ sections }) => sections),
    ).toEqual([['profile', 'health'], ['profile'], ['profile']]);
  });

  it.each([
    ['workouts', 'workout'],
    ['diet', 'diet'],
  ])('without %s has no logs and no plans of that kind, anywhere', async (section, kind) => {
    const plan = (await client.get(`/client/${kind}-plans`)).body[0].id as number;
    const other = kind === 'diet' ? 'workout' : 'diet';
    await share({ [section]: false });
    expectRefusal(await coach.get(about(`/${kind}-logs`)), 403, 'not-shared');
    expectRefusal(await coach.get(`/coach/${kind}-plans?client_id=${client.id}`), 403, 'not-shared');
    expect((await coach.get(`/coach/${kind}-plans`)).body).toEqual([]);
    expectRefusal(await coach.get(`/coach/${kind}-plans/${plan}`), 403, 'not-shared');
    expectRefusal(await coach.put(`/coach/${kind}-plans/${plan}`, { name: 'Other' }), 403, 'not-shared');
    expectRefusal(await coach.delete(`/coach/${kind}-plans/${plan}`), 403, 'not-shared');
    const made = await coach.post(`/coach/${kind}-plans`, { user_id: client.id, name: 'New', start_date: TODAY });
    expectRefusal(made, 403, 'not-shared');
    expect((await coach.get(about(`/${other}-logs`))).body).toHaveLength(1);
    expect((await coach.get(`/coach/${other}-plans`)).body).toHaveLength(1);
    expect((await client.get(`/client/${kind}-plans`)).body).toHaveLength(1);
  });

  it('is left out of charts and figures', async () => {
    const seen = async () => {
      const [overview, { body: engagement }, { body: plans }, { body: stats }] = await Promise.all([
        coach.get('/coach/charts/client-overview'),
        coach.get('/coach/charts/engagement'),
        coach.get('/coach/charts/plan-assignments'),
        coach.get('/users/stats'),
      ]);
      const [row] = overview.body.clients;
      const logs = ['workouts', 'diet_logs'].map((log) => (engagement[log].data as number[]).at(-1));
      return [row && [row.workouts, row.diet_logs, row.active_plans], logs, plans, [stats.clients, stats.active_plans]];
    };
    const both = { workout_plans: { active: 1 }, diet_plans: { active: 1 } };
    expect(await seen()).toEqual([[1, 1, 2], [1, 1], both, [1, 2]]);
    await share({ workouts: false });
    expect(await seen()).toEqual([[null, 1, 1], [0, 1], { ...both, workout_plans: {} }, [1, 1]]);
    await share({ workouts: true, diet: false });
    expect(await seen()).toEqual([[1, null, 1], [1, 0], { ...both, diet_plans: {} }, [1, 1]]);
    await share({ workouts: false });
    expect(await seen()).toEqual([undefined, [0, 0], { workout_plans: {}, diet_plans: {} }, [1, 0]]);
  });

  it('is progress or not', async () => {
    await share({ ...NONE, progress: true });
    expect((await coach.get(about('/progress'))).status).toBe(200);
    await share({ ...ALL, progress: false });
    expectRefusal(await coach.get(about('/progress')), 403, 'not-shared');
  });

  it('binds no admin and no other coach', async () => {
    await share(NONE);
    const admin = await app.admin();
    for (const path of ['', '/workout-logs', '/diet-logs', '/progress'])
      expect((await admin.get(about(path))).status).toBe(200);
    expect((await admin.get(about())).body).toMatchObject(HEALTH);
    expect((await admin.get(`/coach/diet-plans?client_id=${client.id}`)).body).toHaveLength(1);
    const second = await app.coach();
    await second.put(`/bookings/bookings/${await app.booked(client, second)}`, { status: 'confirmed' });
    expect(await listed(second)).toMatchObject(HEALTH);
  });

  it('ends with the connection until the client books again, and begins anew with all', async () => {
    await share({ ...NONE, progress: true });
    expect((await end()).status).toBe(204);
    expectRefusal(await coach.get(about()), 403, 'not-connected');
    expect(await listed()).toBeUndefined();
    expect((await coach.get('/coach/charts/client-overview')).body).toEqual({ clients: [] });
    for (const answer of [await end(), await share(ALL), await client.get(`/client/coaches/${coach.id}/sharing`)])
      expectRefusal(answer, 404, 'not-your-coach');
    expect((await client.get(`/bookings/bookings/${bookingId}`)).body.status).toBe('confirmed');
    const again = await app.booked(client, coach, 2);
    expectRefusal(await coach.get(about()), 403, 'not-connected');
    await coach.put(`/bookings/bookings/${again}`, { status: 'confirmed' });
    expect((await coach.get(about())).body).toMatchObject(HEALTH);
    expect((await client.get(`/client/coaches/${coach.id}/sharing`)).body).toEqual(ALL);
  });

  it('is not taken up again by a booking that the coach makes, or one that waited for confirmation', async () => {
    const waiting = await app.booked(client, coach, 2);
    await end();
    await coach.put(`/bookings/bookings/${waiting}`, { status: 'confirmed' });
    expectRefusal(await coach.get(about()), 403, 'not-connected');
    await app.sql(
      `WITH a AS MATERIALIZED (SELECT set_config('app.actor', $3, true))
      INSERT INTO bookings (coach_id, client_id, slot_number, status) SELECT $1, $2, 3, 'confirmed' FROM a`,
      [coach.id, client.id, `${coach.id} coach`],
    );
    const made = await app.sql(
      `SELECT h.actor_role FROM booking_history h JOIN bookings b ON b.id = booking_id
      WHERE coach_id = $1 AND slot_number = 3`,
      [coach.id],
    );
    expect(made).toEqual([{ actor_role: 'coach' }]);
    expectRefusal(await coach.get(about()), 403, 'not-connected');
  });

  it('is listed for the client by coach: what, since when, by which bookings, until when', async () => {
    const second = await app.coach();
    await second.put(`/bookings/bookings/${await app.booked(client, second)}`, { status: 'confirmed' });
    await app.booked(client, await app.coach());
    await share({ diet: false });
    const of = async (id: number) => (await coaches()).find(({ coach_id }) => coach_id === id);
    const since = expect.stringMatching(/^\d{4}-.*Z$/);
    const open = {
      ...{ coach_id: coach.id, coach_name: coach.name, is_connected: true, sharing: { ...ALL, diet: false } },
      ...{ since, until: null, bookings: { count: 1, latest_ids: [bookingId] } },
    };
    expect(await coaches()).toHaveLength(2);
    expect(await of(coach.id)).toEqual(open);
    await end();
    expect(await of(coach.id)).toEqual({ ...open, is_connected: false, sharing: NONE, until: since });
    const again = await app.booked(client, coach, 2);
    await coach.put(`/bookings/bookings/${again}`, { status: 'confirmed' });
    expect(await of(coach.id)).toEqual({ ...open, sharing: ALL, bookings: { count: 1, latest_ids: [again] } });
    expect((await walk(client, '/client/coaches?limit=1')).flat()).toEqual(await coaches());
    expect(await statementsOf(app, () => coaches())).toHaveLength(1);
  });

  it('is nobody else’s to see or to change', async () => {
    const other = await app.client();
    expect(await coaches(other)).toEqual([]);
    expectRefusal(await share({ diet: false }, other), 404, 'not-your-coach');
    expectRefusal(await share({ diet: false }, coach), 403, 'forbidden');
  });
});
