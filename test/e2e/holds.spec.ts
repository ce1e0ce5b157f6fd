import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectRefusal } from '../support/refusals.js';
import { opened } from '../support/schedules.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const ELEVEN = '2027-03-22T11:00:00.000Z';
const TWELVE = '2027-03-22T12:00:00.000Z';

describe('holding a time', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let other: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, client, other] = await Promise.all([app.coach(), app.client(), app.client()]);
    await opened(app, coach);
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const hold = (by: Person, scheduled_at = TEN, of = coach) =>
    by.post('/bookings/holds', { coach_id: of.id, scheduled_at });
  const book = (by: Person, scheduled_at = TEN, more: object = {}) =>
    by.post('/bookings/book', { coach_id: coach.id, scheduled_at, ...more });
  const later = (seconds: number) => app.setTime(new Date(NOON.getTime() + seconds * 1000));

  it('keeps it from others for five minutes, and says how long they have to wait', async () => {
    const { status, body } = await hold(client);
    expect({ status, body }).toEqual({
      status: 201,
      body: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), expires_at: '2027-03-20T12:05:00.000Z' },
    });
    later(60);
    for (const answer of [await book(other), await hold(other)]) {
      expectRefusal(answer, 409, 'held');
      expect(answer.headers.get('retry-after')).toBe('240');
    }
    const slot = { coach_id: coach.id, slot_number: 1, scheduled_at: TEN };
    expectRefusal(await other.post('/bookings/book', slot), 409, 'time-conflict');
    later(300);
    expect((await book(other)).status).toBe(201);
    expectRefusal(await book(client, TEN, { hold_id: body.id }), 409, 'hold-gone');
  });

  it('is used up by the booking, with its id or at the same time', async () => {
    const { body } = await hold(client);
    expect((await book(client, TEN, { hold_id: body.id })).status).toBe(201);
    expectRefusal(await client.delete(`/bookings/holds/${body.id}`), 404, 'hold-not-found');
    expect((await hold(other, ELEVEN)).status).toBe(201);
    expect((await book(other, ELEVEN)).status).toBe(201);
    expect(await app.sql(`SELECT id FROM bookings WHERE kind = 'hold' AND coach_id = $1`, [coach.id])).toEqual([]);
  });

  it('counts for the limit of a day, but not against its owner', async () => {
    await app.sql(`UPDATE schedules SET daily_limit = 1 WHERE coach_id = $1`, [coach.id]);
    const { body } = await hold(client);
    const path = `/bookings/coaches/${coach.id}/times?from=2027-03-22&to=2027-03-22`;
    const free = async (by: Person) => ((await by.get(path)).body.times as { starts_at: string }[]).length > 0;
    const isListed = async (by: Person) => {
      const { body: coaches } = await by.get(`/bookings/times?starts_at=${TWELVE}`);
      return (coaches as { coach_id: number }[]).some(({ coach_id }) => coach_id === coach.id);
    };
    expect([await free(client), await free(other)]).toEqual([true, false]);
    expect([await isListed(client), await isListed(other)]).toEqual([true, false]);
    for (const answer of [await book(other, TWELVE), await hold(other, TWELVE)]) {
      expectRefusal(answer, 409, 'daily-limit');
    }
    expect((await book(client, TEN, { hold_id: body.id })).status).toBe(201);
    expectRefusal(await book(client, TWELVE), 409, 'daily-limit');
  });

  it('leaves the last session of a day to others once it has expired', async () => {
    await app.sql(`UPDATE schedules SET daily_limit = 1 WHERE coach_id = $1`, [coach.id]);
    await hold(client);
    later(300);
    expect((await book(other, TWELVE)).status).toBe(201);
  });

  it('is worth its five minutes when the notice runs out meanwhile', async () => {
    await app.sql(`UPDATE schedules SET notice_minutes = 120 WHERE coach_id = $1`, [coach.id]);
    const start = '2027-03-20T14:00:00Z';
    const { body } = await hold(client, start);
    later(120);
    expectRefusal(await book(other, '2027-03-20T13:00:00Z'), 409, 'too-soon');
    expect((await book(client, start, { hold_id: body.id })).status).toBe(201);
  });

  it('is refused for a hold of somebody else or of another time', async () => {
    const { body } = await hold(client);
    expectRefusal(await book(client, ELEVEN, { hold_id: body.id }), 409, 'hold-gone');
    expectRefusal(await book(other, TWELVE, { hold_id: body.id }), 409, 'hold-gone');
  });

  it('never keeps its owner from booking, and is dropped when they book over it', async () => {
    const { body } = await hold(client);
    const at = '2027-03-22T10:30:00.000Z';
    expect((await book(client, at)).status).toBe(201);
    expectRefusal(await client.delete(`/bookings/holds/${body.id}`), 404, 'hold-not-found');
    expect((await book(other, '2027-03-22T09:30:00Z')).status).toBe(201);
  });

  it('is possible for two times at once, and again when one is let go', async () => {
    const first = await hold(client, TEN);
    expect((await hold(client, ELEVEN)).status).toBe(201);
    expectRefusal(await hold(client, TWELVE), 409, 'too-many-holds');
    expect((await client.delete(`/bookings/holds/${first.body.id}`)).status).toBe(204);
    expect((await hold(client, TWELVE)).status).toBe(201);
    expectRefusal(await other.delete(`/bookings/holds/${first.body.id}`), 404, 'hold-not-found');
    expect((await client.delete('/bookings/holds/nonsense')).status).toBe(422);
  });

  it('shows in no list and no figure, and connects nobody', async () => {
    await hold(client);
    const bodies = await Promise.all([
      client.get('/bookings/my-bookings'),
      coach.get('/bookings/coach/bookings'),
      coach.get('/coach/clients'),
      app.admin().then((admin) => admin.get(`/bookings/admin/bookings?client_id=${client.id}`)),
    ]);
    expect(bodies.map(({ status, body }) => ({ status, body }))).toEqual(bodies.map(() => ({ status: 200, body: [] })));
    const [{ id }] = (await app.sql<{ id: number }>(`SELECT id FROM bookings WHERE client_id = $1`, [client.id])) as [
      { id: number },
    ];
    for (const path of [`/bookings/bookings/${id}`, `/bookings/bookings/${id}/history`]) {
      expectRefusal(await client.get(path), 404, 'booking-not-found');
    }
    expectRefusal(await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' }), 404, 'booking-not-found');
    expectRefusal(
      await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: ELEVEN }),
      404,
      'booking-not-found',
    );
    const { body } = await client.get(`/bookings/coaches/${coach.id}`);
    expect(body).toMatchObject({ available_slots: 10, booked_slots: 0 });
  });

  it('stays when its owner is refused a slot at that time', async () => {
    const { body } = await hold(client);
    await app.booked(other, coach, 1);
    expectRefusal(await book(client, TEN, { slot_number: 1 }), 409, 'slot-taken');
    expect((await book(client, TEN, { hold_id: body.id })).status).toBe(201);
  });

  it('ends with the account of client or coach', async () => {
    const admin = await app.admin();
    await hold(client);
    expect((await admin.put(`/admin/users/${client.id}`, { is_active: false })).status).toBe(200);
    expect((await hold(other)).status).toBe(201);
    expect((await admin.delete(`/admin/users/${coach.id}`)).status).toBe(204);
    expect(await app.sql(`SELECT id FROM bookings WHERE kind = 'hold' AND coach_id = $1`, [coach.id])).toEqual([]);
  });
});
