import { type Person, TestApp } from '../support/app.js';

/** Monday in UTC and Honolulu, and already Tuesday in Auckland. */
const NOW = new Date('2026-11-23T12:30:00Z');
const TODAY = { 'Pacific/Auckland': '2026-11-24', 'Pacific/Honolulu': '2026-11-23', UTC: '2026-11-23' } as const;

interface Progress {
  last_30_days: object;
  weeks: { week_start: string }[];
}

describe('today', () => {
  let app: TestApp;
  let auckland: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    app.setTime(NOW);
    auckland = await app.client({ timeZone: 'Pacific/Auckland' });
    await log(auckland, TODAY['Pacific/Auckland']);
  });

  afterAll(() => app.stop());

  const log = async (client: Person, day: string) => {
    const workout = { workout_date: day, exercise_name: 'Squat', weight: 50 };
    const meal = { meal_date: day, meal_type: 'lunch', food_name: 'Rice', calories: 500 };
    expect((await client.post('/client/workout-logs', workout)).status).toBe(201);
    expect((await client.post('/client/diet-logs', meal)).status).toBe(201);
  };

  const read = async (who: Person, path: string) => {
    const { status, body } = await who.get(path);
    expect(status).toBe(200);
    return body;
  };

  it('is the day in the client’s zone: a log of that day counts today', async () => {
    const progress: Progress = await read(auckland, '/client/progress');
    expect(progress.last_30_days).toEqual({ workout_sessions: 1, diet_logs: 1 });
    expect(progress.weeks.at(-1)).toMatchObject({ week_start: '2026-11-23', workout_sessions: 1, calories: 500 });
    const frequency = await read(auckland, '/client/charts/workout-frequency?days=1');
    expect(frequency).toEqual({ labels: ['2026-11-24'], data: [1] });
    expect((await read(auckland, '/client/charts/diet-adherence?days=1')).labels).toEqual(['2026-11-24']);
    expect((await read(auckland, '/client/charts/workout-volume?days=1')).exercises).toEqual(['Squat']);
  });

  it('ends when the client’s day ends: tomorrow’s logs do not count', async () => {
    const client = await app.client({ timeZone: 'Pacific/Honolulu' });
    await log(client, '2026-11-24');
    expect((await read(client, '/client/progress')).last_30_days).toEqual({ workout_sessions: 0, diet_logs: 0 });
  });

  it('decides which week it is: on Sunday evening in UTC it is Monday in Auckland', async () => {
    app.setTime(new Date('2026-11-29T11:30:00Z'));
    const weeks = async (who: Person) => {
      const progress: Progress = await read(who, '/client/progress');
      return progress.weeks.at(-1)?.week_start;
    };
    expect(await weeks(auckland)).toBe('2026-11-30');
    expect(await weeks(await app.client())).toBe('2026-11-23');
    app.setTime(NOW);
  });

  it('is the day in the reader’s zone for a coach and an admin', async () => {
    const { coach, client } = await app.connected();
    await log(client, '2026-11-24');
    const overview = async () => (await read(coach, '/coach/charts/client-overview')).clients[0].workouts;
    const progress = async () =>
      (await read(coach, `/coach/clients/${client.id}/progress`)).last_30_days.workout_sessions;
    expect([await overview(), await progress()]).toEqual([0, 0]);
    await coach.put('/users/me/settings', { time_zone: 'Pacific/Auckland' });
    expect([await overview(), await progress()]).toEqual([1, 1]);

    const admin = await app.admin({ timeZone: 'Pacific/Auckland' });
    const { end_date, start_date } = await read(admin, '/admin/reports/usage?days=1');
    expect([start_date, end_date]).toEqual(['2026-11-23', '2026-11-24']);
    const usage = await read(admin, '/admin/charts/platform-usage?days=1');
    expect(usage.workouts.labels).toEqual(['2026-11-23', '2026-11-24']);
    expect((await read(admin, '/admin/charts/system-health?days=1')).daily_active_users.labels).toContain('2026-11-24');
  });

  it('decides the days of sign-ups, in the admin’s zone', async () => {
    const admin = await app.admin({ timeZone: 'Pacific/Auckland' });
    await app.sql(`UPDATE users SET created_at = '2026-11-20T12:00:00Z'`);
    await app.sql(`UPDATE users SET created_at = '2026-11-22T10:59:59Z' WHERE id = $1`, [auckland.id]);
    const growth = await read(admin, '/admin/charts/user-growth?days=2');
    expect(growth.labels).toEqual(['2026-11-22']);
    expect(growth.clients).toEqual([1]);
    expect((await read(admin, '/admin/reports/usage?days=2')).new_users).toBe(1);
  });
});

describe('the settings of a user', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('have no zone at first, keep the spelling of a chosen one, and accept null', async () => {
    const me = await app.client();
    expect((await me.get('/users/me/settings')).body).toMatchObject({ time_zone: null });
    const kyiv = await me.put('/users/me/settings', { time_zone: 'Europe/Kyiv' });
    expect(kyiv).toMatchObject({ status: 200, body: { time_zone: 'Europe/Kyiv' } });
    expect((await me.put('/users/me/settings', {})).body).toMatchObject({ time_zone: 'Europe/Kyiv' });
    expect((await me.put('/users/me/settings', { time_zone: null })).body).toMatchObject({ time_zone: null });
  });

  it.each(['+02:00', 'localtime', 'posixrules', ' Europe/Berlin', 'Europe/Nowhere', '', 'Foo/Bar+3', 5, true])(
    'refuse %p as a zone',
    async (zone) => {
      const me = await app.client();
      const { status, body } = await me.put('/users/me/settings', { time_zone: zone });
      expect(status).toBe(422);
      expect(body.errors).toEqual([
        { field: 'time_zone', message: 'time_zone must be the name of a time zone such as Europe/Berlin.' },
      ]);
    },
  );

  it('refuse unknown fields', async () => {
    const me = await app.client();
    expect((await me.put('/users/me/settings', { zone: 'Europe/Berlin' })).status).toBe(422);
  });

  it('can be given at sign-up', async () => {
    const account = { email: 'zone@example.com', password: 'horse staple 2026', full_name: 'Zoe' };
    const { status, body } = await app.nobody.post('/auth/signup', { ...account, time_zone: 'Asia/Kolkata' });
    expect(status).toBe(201);
    expect((await app.with(body.access_token).get('/users/me/settings')).body).toMatchObject({
      time_zone: 'Asia/Kolkata',
    });
    const wrong = await app.nobody.post('/auth/signup', { ...account, email: 'b@example.com', time_zone: 'Mars' });
    expect(wrong.status).toBe(422);
  });

  it('are deleted with the user', async () => {
    const [admin, client] = [await app.admin(), await app.client({ timeZone: 'Asia/Kolkata' })];
    expect((await admin.delete(`/admin/users/${client.id}`)).status).toBe(204);
    expect(await app.sql('SELECT time_zone FROM users WHERE id = $1', [client.id])).toEqual([{ time_zone: null }]);
  });
});
