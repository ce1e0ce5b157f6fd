import type { Answer } from '../support/caller.js';
import { type Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';

const ORIGIN = 'http://localhost:3000';

/** The headers that a browser adds to requests of the frontend. */
const page = { origin: ORIGIN, referer: `${ORIGIN}/` };

/** Expects the CORS headers that let the page read the answer and its Link header. */
function expectReadable({ headers }: Answer): void {
  expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(headers.get('access-control-allow-credentials')).toBe('true');
  expect(headers.get('access-control-expose-headers')).toMatch(/\bLink\b/);
}

describe("the frontend's pages for clients", () => {
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

  /** Calls like the page: the answer must be readable across origins and have the expected status. */
  const call = async (status: number, method: string, path: string, body?: unknown) => {
    const answer = await me.send(method, path, body, page);
    expect({ path, status: answer.status, body: answer.body }).toMatchObject({ path, status });
    expectReadable(answer);
    return answer.body;
  };

  it('sign up, log in, read the current user and log out', async () => {
    const nobody = app.nobody;
    const account = { email: 'jo@example.com', password: 'correct horse battery', full_name: 'Jo' };
    const signedUp = await nobody.post('/auth/signup', { ...account, role: 'client' }, page);
    expect(signedUp).toMatchObject({ status: 201, body: { token_type: 'bearer', user: { role: 'client' } } });
    const loggedIn = await nobody.post('/auth/login', { email: account.email, password: account.password }, page);
    expectReadable(loggedIn);
    const jo = app.with(loggedIn.body.access_token as string);
    expect((await jo.get('/users/me', page)).body).toEqual(loggedIn.body.user);
    expect((await jo.get('/users/stats', page)).body).toMatchObject({ role: 'client', workout_count: 0, diet_logs: 0 });
    const loggedOut = await jo.post('/auth/logout', undefined, page);
    expect(loggedOut).toMatchObject({ status: 200, body: { message: expect.any(String), detail: expect.any(String) } });
  });

  it('log a workout with only its name filled in', async () => {
    const form = {
      workout_date: '2026-11-23',
      exercise_name: 'Running',
      sets: '',
      reps: '',
      weight: '',
      duration_minutes: '',
      notes: '',
    };
    const log = await call(201, 'POST', '/client/workout-logs', form);
    expect(log).toMatchObject({ workout_date: '2026-11-23', sets: null, weight: null, notes: null });
    expect(await call(200, 'GET', '/client/workout-logs')).toEqual([log]);
  });

  it('change a workout by sending the whole form back with its fields as texts, and delete it', async () => {
    const form = { workout_date: '2026-11-23', exercise_name: 'Squat', sets: '3', reps: '8', weight: '60.5' };
    const log = await call(201, 'POST', '/client/workout-logs', { ...form, duration_minutes: '', notes: '' });
    const changed = await call(200, 'PUT', `/client/workout-logs/${log.id}`, {
      ...log,
      sets: '4',
      weight: '',
      duration_minutes: '',
      notes: '',
    });
    expect(changed).toEqual({ ...log, sets: 4, weight: null });
    expect(await call(204, 'DELETE', `/client/workout-logs/${log.id}`)).toBe('');
    const gone = await call(404, 'GET', `/client/workout-logs/${log.id}`);
    expect(gone.detail).toBe('Workout log not found');
  });

  it('log a meal with its numbers as texts, change and delete it', async () => {
    const form = {
      meal_date: '2026-11-23',
      meal_type: 'lunch',
      food_name: 'Rice',
      calories: '500',
      protein_grams: '30.5',
      carbs_grams: '60',
      fat_grams: '10',
      notes: '',
    };
    const log = await call(201, 'POST', '/client/diet-logs', form);
    expect(log).toMatchObject({ calories: 500, protein_grams: 30.5, carbs_grams: 60, fat_grams: 10, notes: null });
    expect(await call(200, 'PUT', `/client/diet-logs/${log.id}`, { ...log, calories: '', notes: 'x' })).toEqual({
      ...log,
      calories: null,
      notes: 'x',
    });
    expect(await call(200, 'GET', '/client/diet-logs?start_date=2026-11-01&end_date=2026-11-30')).toHaveLength(1);
    await call(204, 'DELETE', `/client/diet-logs/${log.id}`);
  });

  it('show a sentence for each wrong field of a form', async () => {
    const { detail, errors } = await call(422, 'POST', '/client/workout-logs', {
      workout_date: '',
      exercise_name: 'x',
      sets: '-1',
    });
    expect(detail).toBe(
      'Workout date must be a day that exists, such as 2026-11-23; sets must be a whole number of at least 0.',
    );
    expect(errors).toHaveLength(2);
  });

  it('save the profile by sending the whole user back, with numbers as texts and empty fields', async () => {
    const user = await call(200, 'GET', '/client/profile');
    const filled = { ...user, full_name: 'Jo Miller', age: '34', height: '168', weight: '64.5', waist: '', gender: '' };
    expect(await call(200, 'PUT', '/client/profile', filled)).toEqual({
      ...user,
      full_name: 'Jo Miller',
      age: 34,
      height: 168,
      weight: 64.5,
    });
    expect(await call(200, 'GET', '/users/me')).toMatchObject({ full_name: 'Jo Miller', waist: null, gender: null });
  });

  it('find every key that they read in plans, progress and charts', async () => {
    const today = new Date().toISOString().slice(0, 10);
    await insert(app, 'diet_plans', {
      user_id: me.id,
      name: 'Lean',
      start_date: today,
      status: 'active',
      target_calories: 2100.5,
    });
    await insert(app, 'workout_plans', { user_id: me.id, name: 'Base', start_date: today, status: 'active' });
    await call(201, 'POST', '/client/workout-logs', { workout_date: today, exercise_name: 'Squat', weight: '60' });
    await call(201, 'POST', '/client/diet-logs', {
      meal_date: today,
      meal_type: 'snack',
      food_name: 'Apple',
      calories: '80',
    });
    const [workoutPlan] = await call(200, 'GET', '/client/workout-plans');
    expect(await call(200, 'GET', `/client/workout-plans/${workoutPlan.id}`)).toEqual(workoutPlan);
    const [dietPlan] = await call(200, 'GET', '/client/diet-plans');
    expect(await call(200, 'GET', `/client/diet-plans/${dietPlan.id}`)).toEqual(dietPlan);
    expect(await call(200, 'GET', '/client/progress')).toMatchObject({
      last_30_days: { workout_sessions: 1, diet_logs: 1 },
      active_plans: { workout_plans: 1, diet_plans: 1 },
    });
    expect(await call(200, 'GET', '/client/charts/workout-frequency?days=30')).toEqual({ labels: [today], data: [1] });
    expect(await call(200, 'GET', '/client/charts/diet-adherence?days=30')).toEqual({
      labels: [today],
      calories: [80],
      protein: [0],
      carbs: [0],
      fat: [0],
      targets: { calories: 2100.5, protein: null, carbs: null, fat: null },
    });
    expect(await call(200, 'GET', '/client/charts/workout-volume?days=90&exercise=Squat')).toEqual({
      exercises: ['Squat'],
      data: { Squat: { dates: [today], avg_weights: [60], max_weights: [60] } },
    });
    expect(await call(200, 'GET', '/users/stats')).toEqual({
      user_id: me.id,
      role: 'client',
      workout_count: 1,
      diet_logs: 1,
    });
  });

  describe('preflight', () => {
    const preflight = (origin: string, path: string, method: string) =>
      app.nobody.send('OPTIONS', path, undefined, {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type',
      });

    it.each([
      ['POST', '/client/workout-logs'],
      ['PUT', '/client/workout-logs/1'],
      ['DELETE', '/client/diet-logs/1'],
      ['PUT', '/client/profile'],
      ['GET', '/client/charts/diet-adherence?days=30'],
      ['GET', '/users/stats'],
    ])('lets the pages send %s %s with a token and JSON', async (method, path) => {
      const { status, headers } = await preflight(ORIGIN, path, method);
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(headers.get('access-control-allow-methods')?.split(', ')).toContain(method);
      expect(headers.get('access-control-allow-headers')?.toLowerCase().split(/, ?/)).toEqual(
        expect.arrayContaining(['authorization', 'content-type']),
      );
    });

    it.each(['http://localhost:3000.evil.example', 'http://localhost:3002', 'https://localhost:3000', 'null'])(
      'lets no page of %s in, nor read an answer',
      async (origin) => {
        const { headers } = await preflight(origin, '/client/workout-logs', 'POST');
        expect(headers.get('access-control-allow-origin')).toBeNull();
        const answer = await me.get('/client/profile', { origin });
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      },
    );
  });
});
