import { type Person, TestApp } from '../support/app.js';

/** Two coaches with a client each; the client of the other one has the higher id. */
describe('what a coach sees of the client of another coach', () => {
  let app: TestApp;
  let coach: Person;
  let own: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    const mine = await app.connected();
    const theirs = await app.connected();
    ({ coach, client: own } = mine);
    expect(theirs.client.id).toBeGreaterThan(own.id);
    for (const { coach: author, client } of [mine, theirs]) {
      const plan = { user_id: client.id, name: 'Base', start_date: '2026-11-23' };
      expect((await author.post('/coach/workout-plans', plan)).status).toBe(201);
      expect((await author.post('/coach/diet-plans', plan)).status).toBe(201);
      const workout = { workout_date: new Date().toISOString().slice(0, 10), exercise_name: 'Row' };
      expect((await client.post('/client/workout-logs', workout)).status).toBe(201);
    }
  });

  afterAll(() => app.stop());

  const read = async (path: string) => (await coach.get(path)).body;

  it('is nothing in the list of clients', async () => {
    const clients: { id: number }[] = await read('/coach/clients');
    expect(clients.map(({ id }) => id)).toEqual([own.id]);
  });

  it.each(['workout-plans', 'diet-plans'])('is nothing in the list of %s', async (plans) => {
    const found: { user_id: number }[] = await read(`/coach/${plans}`);
    expect(found.map(({ user_id }) => user_id)).toEqual([own.id]);
  });

  it('is nothing in charts', async () => {
    const overview: { clients: { client_id: number }[] } = await read('/coach/charts/client-overview');
    expect(overview.clients.map(({ client_id }) => client_id)).toEqual([own.id]);
    const engagement: { workouts: { data: number[] } } = await read('/coach/charts/engagement?days=1');
    expect(engagement.workouts.data.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await read('/coach/charts/plan-assignments')).toEqual({
      workout_plans: { active: 1 },
      diet_plans: { active: 1 },
    });
  });

  it('is nothing in figures', async () => {
    expect(await read('/users/stats')).toMatchObject({ clients: 1, active_plans: 2 });
  });
});
