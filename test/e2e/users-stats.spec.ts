import { type Person, TestApp } from '../support/app.js';
import { expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { statementsOf } from '../support/statements.js';

describe('the figures on the start page', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  const statsOf = async (person: Person) => {
    const { status, body } = await person.get('/users/stats');
    expect(status).toBe(200);
    return body;
  };

  const plan = (table: 'workout_plans' | 'diet_plans', user: Person, status: string) =>
    insert(app, table, { user_id: user.id, name: 'Plan', start_date: '2026-11-23', status });

  it('count a client’s workout and diet logs of all days', async () => {
    const [me, other] = await app.clients(2);
    for (const day of ['2020-01-01', '2026-11-23', '2999-12-31']) {
      await insert(app, 'workout_logs', { user_id: me!.id, workout_date: day, exercise_name: 'Squat' });
    }
    for (const user of [me!, me!, other!]) {
      await insert(app, 'diet_logs', { user_id: user.id, meal_date: '2026-11-23', meal_type: 'lunch', food_name: 'x' });
    }
    expect(await statsOf(me!)).toEqual({ user_id: me!.id, role: 'client', workout_count: 3, diet_logs: 2 });
    expect(await statsOf(other!)).toEqual({ user_id: other!.id, role: 'client', workout_count: 0, diet_logs: 1 });
  });

  it('count a coach’s connected clients, and the active plans of these clients', async () => {
    const { coach, client } = await app.connected();
    const [second, pending, stranger] = await app.clients(3);
    for (const slot of [2, 3]) {
      const id = await app.booked(second!, coach, slot);
      await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    }
    await app.booked(pending!, coach, 4);
    for (const user of [client, second!, pending!, stranger!]) {
      await plan('workout_plans', user, 'active');
      await plan('diet_plans', user, 'active');
      await plan('diet_plans', user, 'paused');
      await plan('workout_plans', user, 'completed');
    }
    await plan('workout_plans', client, 'active');
    expect(await statsOf(coach)).toEqual({ user_id: coach.id, role: 'coach', clients: 2, active_plans: 5 });
    expect((await coach.get('/coach/clients')).body).toHaveLength(2);
    const lonely = await app.coach();
    expect(await statsOf(lonely)).toEqual({ user_id: lonely.id, role: 'coach', clients: 0, active_plans: 0 });
  });

  it('count all users for an admin, and the active coaches and clients', async () => {
    const admin = await app.admin();
    const { total_users, active_coaches, active_clients } = (await statsOf(admin)) as Record<string, number>;
    await app.clients(3);
    await Promise.all([app.coach(), app.coach(), app.client({ isActive: false }), app.coach({ isActive: false })]);
    expect(await statsOf(admin)).toEqual({
      user_id: admin.id,
      role: 'admin',
      total_users: total_users! + 7,
      active_coaches: active_coaches! + 2,
      active_clients: active_clients! + 3,
    });
  });

  it('take one statement each', async () => {
    const { coach, client } = await app.connected();
    for (const person of [client, coach, await app.admin()]) {
      expect(await statementsOf(app, () => person.get('/users/stats'))).toHaveLength(1);
    }
  });

  it('are closed without a login', async () => {
    expectRefusal(await app.nobody.get('/users/stats'), 401, 'unauthenticated');
  });

  it('come with /users/me, which answers the same as /auth/me', async () => {
    for (const person of [await app.client(), await app.coach(), await app.admin()]) {
      const { status, body } = await person.get('/users/me');
      expect({ status, body }).toEqual({ status: 200, body: (await person.get('/auth/me')).body });
      expect(body).toMatchObject({ id: person.id, email: person.email, full_name: person.name });
      expect(Object.keys(body as object).join()).not.toMatch(/password|hash/);
      expect(await statementsOf(app, () => person.get('/users/me'))).toHaveLength(1);
    }
    expectRefusal(await app.nobody.get('/users/me'), 401, 'unauthenticated');
  });
});
