import { type Person, TestApp } from '../support/app.js';
import { walk } from '../support/pages.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';

const KINDS = [
  {
    kind: 'workout',
    notFound: 'Workout plan not found',
    details: { duration_weeks: 12, workout_details: { monday: ['Back Squat 3 × 8'] } },
    blank: { duration_weeks: null, workout_details: null },
    number: 'duration_weeks',
    json: 'workout_details',
  },
  {
    kind: 'diet',
    notFound: 'Diet plan not found',
    details: {
      target_calories: 2100.5,
      target_protein_grams: 140,
      target_carbs_grams: 220,
      target_fat_grams: 70,
      meal_plan_details: { breakfast: 'Porridge' },
    },
    blank: {
      target_calories: null,
      target_protein_grams: null,
      target_carbs_grams: null,
      target_fat_grams: null,
      meal_plan_details: null,
    },
    number: 'target_calories',
    json: 'meal_plan_details',
  },
];

describe.each(KINDS)('$kind plans of a coach', ({ kind, notFound, details, blank, number, json }) => {
  const path = `/coach/${kind}-plans`;
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let bookingId: number;
  let stranger: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  beforeEach(async () => {
    ({ coach, client, bookingId } = await app.connected());
    stranger = await app.client();
  });

  const form = (more: object = {}) => ({ user_id: client.id, name: 'Base', start_date: '2026-11-23', ...more });

  const made = async (more: object = {}): Promise<number> => {
    const { status, body } = await coach.post(path, form(more));
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id as number;
  };

  const disconnect = () => coach.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled' });

  it('are read one by one while the client is connected, by any admin, and the client sees who looked', async () => {
    const id = await made(details);
    const shown = await coach.get(`${path}/${id}`);
    expect([shown.status, shown.body]).toEqual([200, (await client.get(`/client/${kind}-plans/${id}`)).body]);
    const admin = await app.admin();
    expect((await admin.get(`${path}/${id}`)).body).toEqual(shown.body);
    const log = (await client.get('/client/access-log')).body as { reader_id: number; what: string }[];
    expect(log.map((entry) => [entry.reader_id, entry.what])).toEqual([
      [admin.id, 'plans'],
      [coach.id, 'plans'],
    ]);
    expectRefusal(await (await app.coach()).get(`${path}/${id}`), 403, 'not-connected');
    expect((await client.get(`${path}/${id}`)).status).toBe(403);
    await disconnect();
    expectRefusal(await coach.get(`${path}/${id}`), 403, 'not-connected');
    expect((await coach.get(`${path}/2000000000`)).body.detail).toBe(notFound);
    expect((await client.get('/client/access-log')).body).toHaveLength(2);
  });

  it('start as active, and the connected client can read them', async () => {
    const { status, body } = await coach.post(path, form({ description: 'Easy', end_date: '2027-02-14', ...details }));
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      user_id: client.id,
      name: 'Base',
      description: 'Easy',
      start_date: '2026-11-23',
      end_date: '2027-02-14',
      ...details,
      status: 'active',
    });
    expect((await client.get(`/client/${kind}-plans/${body.id}`)).body).toEqual(body);
  });

  it('take a form: numbers as text, "" as null, unknown fields dropped', async () => {
    const { body } = await coach.post(path, form({ description: '', end_date: '', [number]: '', status: 'x', id: 1 }));
    expect(body).toMatchObject({ description: null, end_date: null, ...blank, status: 'active' });
    expect((await coach.post(path, form({ [number]: '12' }))).body[number]).toBe(12);
  });

  it('are for connected clients only: a pending or cancelled booking connects nobody', async () => {
    await app.booked(stranger, coach, 5);
    expectRefusal(await coach.post(path, form({ user_id: stranger.id })), 403, 'not-connected');
    await disconnect();
    expectRefusal(await coach.post(path, form()), 403, 'not-connected');
    expect(await app.sql(`SELECT FROM ${kind}_plans WHERE user_id = ANY($1)`, [[client.id, stranger.id]])).toEqual([]);
  });

  it('are for clients only: other users are not found', async () => {
    for (const user_id of [coach.id, 999_999]) {
      expectRefusal(await coach.post(path, form({ user_id })), 404, 'client-not-found');
    }
  });

  it('are closed to clients and guests', async () => {
    const id = await made();
    expectRefusal(await client.get(path), 403, 'forbidden');
    expectRefusal(await client.post(path, form()), 403, 'forbidden');
    expectRefusal(await client.put(`${path}/${id}`, {}), 403, 'forbidden');
    expectRefusal(await client.delete(`${path}/${id}`), 403, 'forbidden');
    expectRefusal(await app.nobody.get(path), 401, 'unauthenticated');
  });

  it('refuse each wrong field by its name', async () => {
    for (const [field, value] of [
      ['user_id', '5'],
      ['name', ''],
      ['name', 'x'.repeat(256)],
      ['start_date', '2026-02-31'],
      ['start_date', ''],
      ['end_date', 'tomorrow'],
      [number, -1],
      [number, '0x10'],
      [json, 'text'],
      [json, [{ a: 1 }]],
      [json, { a: '\u0000' }],
    ] as const) {
      expectFieldsRefused(await coach.post(path, form({ [field]: value })), field);
    }
  });

  it('must not end before they start, on creation and on a change', async () => {
    expectFieldsRefused(await coach.post(path, form({ end_date: '2026-11-22' })), 'end_date');
    const id = await made({ end_date: '2026-11-23' });
    expectFieldsRefused(await coach.put(`${path}/${id}`, { start_date: '2026-11-24' }), 'end_date');
    expect((await coach.get(`${path}?client_id=${client.id}`)).body[0].start_date).toBe('2026-11-23');
  });

  it('change only the fields that are sent', async () => {
    const id = await made({ description: 'Easy', ...details });
    const before = (await client.get(`/client/${kind}-plans/${id}`)).body;
    const { status, body } = await coach.put(`${path}/${id}`, {
      status: 'paused',
      [number]: null,
      user_id: stranger.id,
    });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, status: 'paused', [number]: null });
    expect((await coach.put(`${path}/${id}`, {})).body).toEqual(body);
  });

  it('refuse to empty a required field', async () => {
    const id = await made();
    for (const field of ['name', 'start_date', 'status']) {
      expectFieldsRefused(await coach.put(`${path}/${id}`, { [field]: null }), field);
    }
  });

  it('are not found after their deletion', async () => {
    const id = await made();
    expect(await coach.delete(`${path}/${id}`)).toMatchObject({ status: 204, body: '' });
    const again = await coach.delete(`${path}/${id}`);
    expect(again.body).toMatchObject({ status: 404, detail: notFound });
    expect((await coach.put(`${path}/${id}`, {})).body).toMatchObject({ status: 404, detail: notFound });
  });

  it('are closed to a coach who is no longer connected, and to other coaches', async () => {
    const id = await made();
    const other = (await app.connected()).coach;
    await disconnect();
    for (const caller of [coach, other]) {
      expectRefusal(await caller.put(`${path}/${id}`, { name: 'Mine' }), 403, 'not-connected');
      expectRefusal(await caller.delete(`${path}/${id}`), 403, 'not-connected');
      expectRefusal(await caller.get(`${path}?client_id=${client.id}`), 403, 'not-connected');
      expect((await caller.get(path)).body).toEqual([]);
    }
    expect((await client.get(`/client/${kind}-plans/${id}`)).body.name).toBe('Base');
  });

  it.each(['coach', 'admin'])('are closed to everyone after their client became a %s', async (role) => {
    const [id, admin] = [await made(), await app.admin()];
    await coach.put(`/bookings/bookings/${bookingId}`, { status: 'completed' });
    expect((await admin.put(`/admin/users/${client.id}`, { role })).status).toBe(200);
    for (const caller of [coach, admin, client]) {
      expectRefusal(await caller.put(`${path}/${id}`, { name: 'Mine' }), 404, 'client-not-found');
      expectRefusal(await caller.delete(`${path}/${id}`), 404, 'client-not-found');
      expectRefusal(await caller.post(path, form()), 404, 'client-not-found');
      expectRefusal(await caller.get(`${path}?client_id=${client.id}`), 404, 'client-not-found');
      const { status, body } = await caller.get(`${path}?limit=500`);
      expect(status).toBe(200);
      expect((body as { user_id: number }[]).map(({ user_id }) => user_id)).not.toContain(client.id);
    }
    expect((await coach.get('/coach/charts/plan-assignments')).body[`${kind}_plans`]).toEqual({});
  });

  it('are listed in pages for one or all connected clients, the latest start first', async () => {
    const second = await app.client();
    const shared = await app.booked(second, coach, 2);
    await coach.put(`/bookings/bookings/${shared}`, { status: 'confirmed' });
    const a = await made({ start_date: '2026-11-01' });
    const b = await made({ start_date: '2026-12-01', user_id: second.id });
    const c = await made({ start_date: '2026-11-01' });
    const ids = ({ body }: { body: { id: number }[] }) => body.map(({ id }) => id);
    expect(ids(await coach.get(path))).toEqual([b, c, a]);
    expect(ids(await coach.get(`${path}?client_id=${client.id}`))).toEqual([c, a]);
    const pages = await walk<{ id: number }>(coach, `${path}?limit=1`);
    expect(pages.flat().map(({ id }) => id)).toEqual([b, c, a]);
    expectRefusal(await coach.get(`${path}?client_id=999999`), 404, 'client-not-found');
    expectFieldsRefused(await coach.get(`${path}?client_id=x`), 'client_id');
  });

  it('are open to admins for every client', async () => {
    const [admin, id] = [await app.admin(), await made()];
    expect((await admin.get(`${path}?client_id=${client.id}`)).body).toHaveLength(1);
    expect((await admin.get(path)).body.length).toBeGreaterThan(0);
    expect((await admin.put(`${path}/${id}`, { name: 'By an admin' })).body.name).toBe('By an admin');
    expect((await admin.post(path, form({ user_id: stranger.id }))).status).toBe(201);
    expect((await admin.delete(`${path}/${id}`)).status).toBe(204);
  });

  it('take at most two statements; a change takes three in a transaction', async () => {
    const id = await made();
    for (const work of [
      () => coach.post(path, form()),
      () => coach.get(path),
      () => coach.get(`${path}?client_id=${client.id}`),
      () => coach.delete(`${path}/${id}`),
    ]) {
      expect((await statementsOf(app, work)).length).toBeLessThanOrEqual(2);
    }
    const other = await made();
    const change = await statementsOf(app, () => coach.put(`${path}/${other}`, { name: 'New' }));
    expect(change.filter((text) => !/^(START TRANSACTION|COMMIT)$/.test(text))).toHaveLength(3);
  });
});
