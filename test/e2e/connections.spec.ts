import { type Person, TestApp } from '../support/app.js';
import { walk } from '../support/pages.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';

interface Log {
  id: number;
  workout_date: string;
  meal_date: string;
}

const TODAY = new Date('2026-11-24T12:00:00Z');
const FACES = ['', '/workout-logs', '/diet-logs', '/progress'];

/** The day that many days after TODAY. */
const day = (days: number) => new Date(TODAY.getTime() + days * 86_400_000).toISOString().slice(0, 10);

describe('the connection between a coach and a client', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const change = (caller: Person, id: number, status: string) => caller.put(`/bookings/bookings/${id}`, { status });

  /** Whether the coach sees the client: in the list and on every page, or nowhere. */
  async function sees(coach: Person, client: Person): Promise<boolean> {
    const listed = (await coach.get('/coach/clients')).body as { id: number }[];
    const statuses = await Promise.all(
      FACES.map(async (face) => (await coach.get(`/coach/clients/${client.id}${face}`)).status),
    );
    const open = listed.some(({ id }) => id === client.id);
    expect(statuses).toEqual(FACES.map(() => (open ? 200 : 403)));
    return open;
  }

  it('exists while they share a confirmed or completed booking', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    expect(await sees(coach, client)).toBe(false);
    const id = await app.booked(client, coach);
    expect(await sees(coach, client)).toBe(false);
    await change(coach, id, 'confirmed');
    expect(await sees(coach, client)).toBe(true);
    await change(coach, id, 'completed');
    expect(await sees(coach, client)).toBe(true);
  });

  it('ends at once when anyone cancels the confirmed booking', async () => {
    for (const role of ['client', 'coach', 'admin'] as const) {
      const { coach, client, bookingId } = await app.connected();
      const party = role === 'admin' ? await app.admin() : role === 'coach' ? coach : client;
      await change(party, bookingId, 'cancelled');
      expect(await sees(coach, client)).toBe(false);
    }
  });

  it('stays while one of several bookings is confirmed or completed', async () => {
    const { coach, client, bookingId } = await app.connected();
    const second = await app.booked(client, coach, 2);
    await change(client, second, 'cancelled');
    expect(await sees(coach, client)).toBe(true);
    const third = await app.booked(client, coach, 3);
    await change(coach, third, 'confirmed');
    await change(client, bookingId, 'cancelled');
    expect(await sees(coach, client)).toBe(true);
    await change(client, third, 'cancelled');
    expect(await sees(coach, client)).toBe(false);
  });

  it('is with this coach only', async () => {
    const { client } = await app.connected();
    const { coach: other } = await app.connected();
    expect(await sees(other, client)).toBe(false);
  });

  it('is not needed by admins', async () => {
    const [admin, client] = await Promise.all([app.admin(), app.client()]);
    for (const face of FACES) expect((await admin.get(`/coach/clients/${client.id}${face}`)).status).toBe(200);
  });

  it('never opens coach routes to clients and guests, not even for their own data', async () => {
    const { client } = await app.connected();
    for (const face of ['', ...FACES.map((end) => `/${client.id}${end}`)]) {
      expectRefusal(await client.get(`/coach/clients${face}`), 403, 'forbidden');
      expectRefusal(await app.nobody.get(`/coach/clients${face}`), 401, 'unauthenticated');
    }
  });

  it.each(FACES)('is not checked for an unknown user or another role: 404 at /coach/clients/:id%s', async (face) => {
    const [coach, admin] = await Promise.all([app.coach(), app.admin()]);
    for (const reader of [coach, admin]) {
      for (const id of [2_000_000_000, 2_147_483_648, 0, coach.id, admin.id]) {
        expectRefusal(await reader.get(`/coach/clients/${id}${face}`), 404, 'client-not-found');
      }
      expectFieldsRefused(await reader.get(`/coach/clients/abc${face}`), 'client_id');
    }
  });

  it('is checked before the filters', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const answer = await coach.get(`/coach/clients/${client.id}/workout-logs?start_date=nonsense`);
    expectRefusal(answer, 403, 'not-connected');
  });

  describe('shows the connected clients', () => {
    const names = (rows: { full_name: string }[]) => rows.map(({ full_name }) => full_name);

    async function coachOf(...clients: Person[]): Promise<Person> {
      const coach = await app.coach();
      for (const [index, client] of clients.entries()) {
        await change(coach, await app.booked(client, coach, index + 1), 'confirmed');
      }
      return coach;
    }

    it('sorted by name without regard to case, once each, the same in pages of any size', async () => {
      const people = await Promise.all(['zed', 'Amy', 'AMY', 'amy', 'Bo'].map((fullName) => app.client({ fullName })));
      const coach = await coachOf(...people, people[0]!, people[1]!);
      const { body } = await coach.get('/coach/clients');
      expect(names(body)).toHaveLength(5);
      expect(names(body).map((name) => name.toLowerCase())).toEqual(['amy', 'amy', 'amy', 'bo', 'zed']);
      for (const limit of [1, 2, 3]) {
        expect((await walk(coach, `/coach/clients?limit=${limit}`)).flat()).toEqual(body);
      }
    });

    it('with their profile and without secrets', async () => {
      const client = await app.client({ injuries: 'left knee', weight: 64.5, age: 34 });
      const coach = await coachOf(client);
      const { body } = await coach.get(`/coach/clients/${client.id}`);
      expect((await coach.get('/coach/clients')).body).toEqual([{ ...body, is_blocked: false }]);
      expect(body).toMatchObject({ id: client.id, email: client.email, injuries: 'left knee', weight: 64.5, age: 34 });
      expect(Object.keys(body as object)).toHaveLength(27);
      expect(JSON.stringify(body)).not.toMatch(/password|hash/);
    });

    it('in one statement for any number, plus one for the access log', async () => {
      const coach = await coachOf(await app.client(), await app.client());
      expect(await statementsOf(app, () => coach.get('/coach/clients'))).toHaveLength(2);
      expect(await statementsOf(app, () => coach.get('/coach/clients?limit=1'))).toHaveLength(2);
    });

    it('to an admin, who sees all clients and no other users', async () => {
      const admin = await app.admin();
      const rows = (await walk<{ id: number; role: string }>(admin, '/coach/clients?limit=7')).flat();
      const stored = await app.sql<{ id: number }>(
        `SELECT id FROM users WHERE role = 'client' ORDER BY lower(full_name), id`,
      );
      expect(rows.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    });

    it.each([
      ['limit', 'limit=501'],
      ['limit', 'limit='],
      ['cursor', 'cursor=x'],
      ['cursor', `cursor=${Buffer.from('[null,1]').toString('base64url')}`],
    ])('and refuses a wrong %s: ?%s', async (field, query) => {
      expectFieldsRefused(await (await app.coach()).get(`/coach/clients?${query}`), field);
    });
  });

  describe.each([
    ['workout-logs', 'workout_date'],
    ['diet-logs', 'meal_date'],
  ] as const)('shows %s', (face, date) => {
    let coach: Person;
    let client: Person;
    let path: string;

    beforeAll(async () => {
      ({ coach, client } = await app.connected());
      path = `/coach/clients/${client.id}/${face}`;
      const days = [-2, 0, -40, 1, 0, -2, -1, 3];
      for (const who of [client, await app.client()]) {
        for (const [index, days_] of days.entries()) await log(who, day(days_), index);
      }
    });

    const log = (who: Person, on: string, index: number) =>
      face === 'workout-logs'
        ? app.sql(
            `INSERT INTO workout_logs (user_id, workout_date, exercise_name, weight, sets) VALUES ($1, $2, $3, 62.5, 3)`,
            [who.id, on, `Exercise ${index}`],
          )
        : app.sql(
            `INSERT INTO diet_logs (user_id, meal_date, meal_type, food_name, calories) VALUES ($1, $2, 'lunch', $3, 420)`,
            [who.id, on, `Food ${index}`],
          );

    const read = async (query = ''): Promise<Log[]> => {
      const { status, body } = await coach.get(`${path}${query}`);
      expect(status).toBe(200);
      return body as Log[];
    };
    const daysOf = (logs: readonly Log[]) => logs.map((row) => row[date]);

    it('of this client only, latest day first, within a day the newest first, future days included', async () => {
      const logs = await read();
      expect(daysOf(logs)).toEqual([3, 1, 0, 0, -1, -2, -2, -40].map(day));
      expect(logs[2]!.id).toBeGreaterThan(logs[3]!.id);
      expect(logs.every((row) => (row as unknown as { user_id: number }).user_id === client.id)).toBe(true);
    });

    it('with every field', async () => {
      const [entry] = await read('?limit=1');
      const own =
        face === 'workout-logs'
          ? { exercise_name: 'Exercise 7', sets: 3, reps: null, weight: 62.5, duration_minutes: null }
          : {
              meal_type: 'lunch',
              food_name: 'Food 7',
              calories: 420,
              protein_grams: null,
              carbs_grams: null,
              fat_grams: null,
            };
      expect(entry).toEqual({ id: expect.any(Number), user_id: client.id, [date]: day(3), notes: null, ...own });
    });

    it.each([
      [`start_date=${day(-1)}`, [3, 1, 0, 0, -1]],
      [`end_date=${day(-1)}`, [-1, -2, -2, -40]],
      [`start_date=${day(-2)}&end_date=${day(0)}`, [0, 0, -1, -2, -2]],
      [`start_date=${day(0)}&end_date=${day(0)}`, [0, 0]],
      ['start_date=0001-01-01&end_date=9999-12-31', [3, 1, 0, 0, -1, -2, -2, -40]],
    ])('between two days, both included: ?%s', async (query, expected) => {
      expect(daysOf(await read(`?${query}`))).toEqual(expected.map(day));
    });

    it.each([1, 2, 3])('with the same rows in pages of %i as in one page', async (limit) => {
      const query = `?start_date=${day(-2)}`;
      const pages = await walk<Log>(coach, `${path}${query}&limit=${limit}`);
      expect(pages.flat()).toEqual(await read(query));
    });

    it.each([
      ['start_date', 'start_date='],
      ['start_date', 'start_date=2026-02-31'],
      ['start_date', 'start_date=2026-02-01T00:00:00Z'],
      ['start_date', 'start_date=2026-02-01&start_date=2026-02-02'],
      ['end_date', 'end_date=today'],
      ['limit', 'limit=0'],
      ['cursor', 'cursor=x'],
      ['cursor', `cursor=${Buffer.from('["2026-02-31",1]').toString('base64url')}`],
      ['cursor', `cursor=${Buffer.from('[null,1]').toString('base64url')}`],
    ])('not for a wrong %s: ?%s', async (field, query) => {
      expectFieldsRefused(await coach.get(`${path}?${query}`), field);
    });

    it('with one statement for the connection and one for all rows', async () => {
      expect(await statementsOf(app, () => coach.get(path))).toHaveLength(2);
      expect(await statementsOf(app, () => coach.get(`${path}?limit=1`))).toHaveLength(2);
    });
  });

  it('shows progress: rows from today − 30 to today, no future rows, and active plans', async () => {
    const { coach, client } = await app.connected();
    for (const days of [-31, -30, -15, 0, 1]) {
      await app.sql(`INSERT INTO workout_logs (user_id, workout_date, exercise_name) VALUES ($1, $2, 'Run')`, [
        client.id,
        day(days),
      ]);
    }
    for (const days of [-31, -30, 0, 0, 2]) {
      await app.sql(
        `INSERT INTO diet_logs (user_id, meal_date, meal_type, food_name) VALUES ($1, $2, 'snack', 'Apple')`,
        [client.id, day(days)],
      );
    }
    await app.sql(
      `INSERT INTO workout_plans (user_id, name, start_date, status)
       VALUES ($1, 'Base', $2, 'active'), ($1, 'Old', $2, 'completed')`,
      [client.id, day(0)],
    );
    app.setTime(TODAY);
    const { body } = await coach.get(`/coach/clients/${client.id}/progress`);
    expect(body).toMatchObject({
      client_id: client.id,
      last_30_days: { workout_sessions: 3, diet_logs: 3 },
      active_plans: { workout_plans: 1, diet_plans: 0 },
    });
    for (const edge of ['2026-11-24T00:00:00.000Z', '2026-11-24T23:59:59.999Z']) {
      app.setTime(new Date(edge));
      expect((await coach.get(`/coach/clients/${client.id}/progress`)).body).toEqual(body);
    }
    app.setTime(null);
  });
});
