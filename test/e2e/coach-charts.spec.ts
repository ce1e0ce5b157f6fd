import { daysBetween } from '../../src/time/iso.js';
import { type Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';
import { statementsOf } from '../support/statements.js';

const NOW = new Date('2026-11-24T23:30:00Z');

describe('charts of a coach', () => {
  let app: TestApp;
  let coach: Person;
  let anna: Person;
  let bert: Person;
  let stranger: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, bert, anna, stranger] = await Promise.all([
      app.coach(),
      app.client({ fullName: 'Bert' }),
      app.client({ fullName: 'anna' }),
      app.client(),
    ]);
    for (const [slot, client] of [anna, bert].entries()) {
      const id = await app.booked(client, coach, slot + 1);
      await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    }
    await app.booked(stranger, coach, 9);
    app.setTime(NOW);
    await fill();
  });

  afterAll(async () => {
    await app.stop();
  });

  /** No chart counts rows of strangers, rows before the period and rows of tomorrow. */
  async function fill(): Promise<void> {
    const workout = (of: Person, workout_date: string) =>
      insert(app, 'workout_logs', { user_id: of.id, workout_date, exercise_name: 'Squat' });
    const meal = (of: Person, meal_date: string) =>
      insert(app, 'diet_logs', { user_id: of.id, meal_date, meal_type: 'lunch', food_name: 'Rice' });
    const plan = (table: string, of: Person, status: string) =>
      insert(app, table, { user_id: of.id, name: 'Plan', start_date: '2026-11-01', status });
    await Promise.all([
      ...['2026-10-24', '2026-10-25', '2026-11-24', '2026-11-25'].map((day) => workout(anna, day)),
      ...['2026-11-24', '2026-11-24'].map((day) => workout(bert, day)),
      ...['2026-11-20', '2026-11-25'].map((day) => meal(anna, day)),
      ...['2026-11-20', '2026-11-20', '2026-11-23'].map((day) => meal(bert, day)),
      workout(stranger, '2026-11-24'),
      meal(stranger, '2026-11-24'),
      ...['active', 'active', 'paused'].map((status) => plan('workout_plans', anna, status)),
      plan('workout_plans', bert, 'completed'),
      plan('diet_plans', anna, 'active'),
      plan('workout_plans', stranger, 'active'),
      plan('diet_plans', stranger, 'cancelled'),
    ]);
  }

  const chart = async (name: string, as: Person = coach) => (await as.get(`/coach/charts/${name}`)).body;

  it('client-overview lists connected clients by name with their last 30 days', async () => {
    expect(await chart('client-overview')).toEqual({
      clients: [
        { client_name: 'anna', client_id: anna.id, workouts: 2, diet_logs: 1, active_plans: 3 },
        { client_name: 'Bert', client_id: bert.id, workouts: 2, diet_logs: 3, active_plans: 0 },
      ],
    });
  });

  it('engagement counts the logs of connected clients for every day of the period', async () => {
    const { workouts, diet_logs } = await chart('engagement');
    expect(workouts.labels).toEqual(daysBetween('2026-10-25', '2026-11-24'));
    expect(diet_logs.labels).toEqual(workouts.labels);
    expect(counted(workouts)).toEqual({ '2026-10-25': 1, '2026-11-24': 3 });
    expect(counted(diet_logs)).toEqual({ '2026-11-20': 3, '2026-11-23': 1 });
    expect((await chart('engagement?days=31')).workouts.labels[0]).toBe('2026-10-24');
    expect((await chart('engagement?days=1')).workouts).toEqual({ labels: ['2026-11-23', '2026-11-24'], data: [0, 3] });
  });

  it('plan-assignments counts the plans of connected clients by status', async () => {
    expect(await chart('plan-assignments')).toEqual({
      workout_plans: { active: 2, paused: 1, completed: 1 },
      diet_plans: { active: 1 },
    });
  });

  it('are empty for a coach without connected clients', async () => {
    const lonely = await app.coach();
    expect(await chart('client-overview', lonely)).toEqual({ clients: [] });
    expect(await chart('plan-assignments', lonely)).toEqual({ workout_plans: {}, diet_plans: {} });
    const labels = daysBetween('2026-10-25', '2026-11-24');
    const empty = { labels, data: labels.map(() => 0) };
    expect(await chart('engagement', lonely)).toEqual({ workouts: empty, diet_logs: empty });
  });

  it('show admins all clients', async () => {
    const admin = await app.admin();
    const seen = async () => [await chart('engagement', admin), await chart('plan-assignments', admin)];
    const before = await seen();
    for (const nobody of [admin, coach]) {
      await insert(app, 'workout_logs', { user_id: nobody.id, workout_date: '2026-11-24', exercise_name: 'Squat' });
      await insert(app, 'diet_plans', { user_id: nobody.id, name: 'Plan', start_date: '2026-11-01', status: 'active' });
    }
    expect(await seen()).toEqual(before);
    const { clients } = await chart('client-overview', admin);
    expect(clients).toContainEqual(expect.objectContaining({ client_id: stranger.id }));
    expect((await chart('plan-assignments', admin)).diet_plans).toEqual({ active: 1, cancelled: 1 });
  });

  it.each([
    ['engagement', 1],
    ['plan-assignments', 1],
    ['client-overview', 2],
  ])('%s takes %i statements, including the access log', async (name, count) => {
    expect(await statementsOf(app, () => chart(name))).toHaveLength(count);
  });

  it.each(['client-overview', 'engagement', 'plan-assignments'])('%s is closed to clients', async (name) => {
    expect((await anna.get(`/coach/charts/${name}`)).status).toBe(403);
  });
});

/** The days of a series that are not zero. */
function counted({ labels, data }: { labels: string[]; data: number[] }): Record<string, number> {
  return Object.fromEntries(labels.map((day, index) => [day, data[index]!] as const).filter(([, count]) => count > 0));
}
