import { randomUUID } from 'node:crypto';
import { type Person, PASSWORD, TestApp } from '../support/app.js';
import type { Caller } from '../support/caller.js';

const WORKOUT = { workout_date: '2026-11-23', exercise_name: 'Back Squat' };
const MEAL = { meal_date: '2026-11-23', meal_type: 'lunch', food_name: 'Lentil soup' };

describe('an Idempotency-Key', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ coach, client } = await app.connected());
  });

  afterAll(() => app.stop());

  const plan = () => ({ user_id: client.id, name: 'Base', start_date: '2026-11-23', end_date: '2026-12-23' });
  const count = async (table: string) =>
    (await app.sql<{ count: number }>(`SELECT count(*)::int FROM ${table}`))[0]!.count;

  /** Sends the same request twice and returns the number of new rows. */
  const twice = async (as: Caller, path: string, body: object, table: string) => {
    const before = await count(table);
    const key = { 'idempotency-key': randomUUID() };
    const [first, second] = [await as.post(path, body, key), await as.post(path, body, key)];
    expect([first.status, second.status]).toEqual([201, 201]);
    return { first, second, rows: (await count(table)) - before };
  };

  it.each([
    ['a workout log', '/client/workout-logs', 'workout_logs', () => client, () => WORKOUT],
    ['a diet log', '/client/diet-logs', 'diet_logs', () => client, () => MEAL],
    ['a workout plan', '/coach/workout-plans', 'workout_plans', () => coach, plan],
    ['a diet plan', '/coach/diet-plans', 'diet_plans', () => coach, plan],
    ['feedback', '/feedback', 'feedback', () => client, () => ({ message: 'Well done' })],
    ['anonymous feedback', '/feedback', 'feedback', () => client, () => ({ message: 'Hm', is_anonymous: true })],
  ])('makes one row when %s is sent twice', async (_, path, table, as, body) => {
    const { first, second, rows } = await twice(as(), path, body(), table);
    expect(rows).toBe(1);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  it('makes one row when copies of a request arrive at once', async () => {
    const before = await count('workout_logs');
    const key = { 'idempotency-key': randomUUID() };
    const taps = await Promise.all([1, 2, 3].map(() => client.post('/client/workout-logs', WORKOUT, key)));
    expect(taps.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect((await count('workout_logs')) - before).toBe(1);
  });

  it('makes two rows without a key', async () => {
    const before = await count('diet_logs');
    for (let time = 0; time < 2; time++) await client.post('/client/diet-logs', MEAL);
    expect((await count('diet_logs')) - before).toBe(2);
  });

  it('is another key on another route', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const workout = await coach.post('/coach/workout-plans', plan(), key);
    const diet = await coach.post('/coach/diet-plans', plan(), key);
    expect([workout.status, diet.status]).toEqual([201, 201]);
    expect(diet.headers.get('idempotency-replayed')).toBeNull();
    expect(diet.body).not.toEqual(workout.body);
  });

  it('is another key for another caller', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const other = await app.client();
    const [mine, theirs] = [
      await client.post('/client/workout-logs', WORKOUT, key),
      await other.post('/client/workout-logs', WORKOUT, key),
    ];
    expect([mine.body.user_id, theirs.body.user_id]).toEqual([client.id, other.id]);
  });

  it('is refused with another body, even when only one value differs', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const details = { week: [{ day: 1, sets: 3 }] };
    await coach.post('/coach/workout-plans', { ...plan(), workout_details: details }, key);
    for (const change of [{ name: 'Other' }, { workout_details: { week: [{ day: 1, sets: 4 }] } }]) {
      const again = { ...plan(), workout_details: details, ...change };
      const { status, body } = await coach.post('/coach/workout-plans', again, key);
      expect([status, body.code]).toEqual([422, 'idempotency-key-reused']);
    }
  });

  it('is free again after a refused plan', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const stranger = await app.client();
    const body = { ...plan(), user_id: stranger.id };
    const refused = await coach.post('/coach/workout-plans', body, key);
    expect([refused.status, refused.body.code]).toEqual([403, 'not-connected']);
    const id = await app.booked(stranger, coach, 5);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    expect((await coach.post('/coach/workout-plans', body, key)).status).toBe(201);
  });

  it('stores no sender of anonymous feedback', async () => {
    await app.sql('DELETE FROM idempotency_keys');
    await twice(client, '/feedback', { message: 'Secret', is_anonymous: true }, 'feedback');
    expect(await app.sql('SELECT user_id FROM idempotency_keys')).toEqual([{ user_id: null }]);
  });

  it.each([randomUUID(), 'not a key'])('is ignored in feedback of a guest: %j', async (key) => {
    const before = await count('feedback');
    for (let time = 0; time < 2; time++) {
      const answer = await app.nobody.post('/feedback', { message: 'Hello' }, { 'idempotency-key': key });
      expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([201, null]);
    }
    expect((await count('feedback')) - before).toBe(2);
  });

  it.each([
    ['/auth/login', () => ({ email: client.email, password: PASSWORD })],
    ['/auth/refresh', () => ({ refresh_token: 'x' })],
    ['/auth/signup', () => ({})],
  ])('is refused by name at %s, whose answer holds tokens', async (path, body) => {
    const answer = await app.nobody.post(path, body(), { 'idempotency-key': randomUUID() });
    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency-key-refused']);
  });
});
