import { inHours, type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';

describe('booking a slot for a time', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const pair = () => Promise.all([app.coach(), app.client()]);

  const book = (client: Person, coach: { id: number }, slot_number = 1, more: object = {}) =>
    client.post('/bookings/book', { coach_id: coach.id, slot_number, ...more });

  const finish = (coach: Person, id: number, ...statuses: string[]) =>
    statuses.reduce<Promise<unknown>>(
      (before, status) => before.then(() => coach.put(`/bookings/bookings/${id}`, { status })),
      Promise.resolve(),
    );

  /** One moment for all tests: adjacent sessions must not drift apart while the clock moves on. */
  const zero = Date.parse(inHours(240));
  const at = (minutes: number) => new Date(zero + minutes * 60_000).toISOString();

  it.each([
    ['at the same minute', 0],
    ['59 minutes later', 59],
    ['59 minutes earlier', -59],
  ])('conflicts with another session of the coach %s', async (_, minutes) => {
    const [coach, client] = await pair();
    await app.booked(client, coach, 1, { scheduled_at: at(0) });
    const answer = await book(await app.client(), coach, 2, { scheduled_at: at(minutes) });
    expectRefusal(answer, 409, 'time-conflict');
  });

  it('conflicts with a session that the client has with another coach', async () => {
    const [coach, client] = await pair();
    await app.booked(client, coach, 1, { scheduled_at: at(0) });
    expectRefusal(await book(client, await app.coach(), 1, { scheduled_at: at(30) }), 409, 'time-conflict');
  });

  it('may touch the sessions before and after it, of the coach and of the client', async () => {
    const [coach, client] = await pair();
    await app.booked(client, coach, 1, { scheduled_at: at(0) });
    const [other, another] = await Promise.all([app.client(), app.coach()]);
    expect((await book(other, coach, 2, { scheduled_at: at(60) })).status).toBe(201);
    expect((await book(client, another, 1, { scheduled_at: at(-60) })).status).toBe(201);
  });

  it('never conflicts with bookings that have no time, are cancelled or completed', async () => {
    const [coach, client] = await pair();
    await app.booked(client, coach, 1);
    await finish(coach, await app.booked(client, coach, 2, { scheduled_at: at(0) }), 'cancelled');
    await finish(coach, await app.booked(client, coach, 3, { scheduled_at: at(0) }), 'confirmed', 'completed');
    expect((await book(client, coach, 4, { scheduled_at: at(0) })).status).toBe(201);
    expect((await book(client, coach, 5)).status).toBe(201);
  });

  it('stores a time with an offset as the same instant in UTC', async () => {
    const [coach, client] = await pair();
    const { body } = await book(client, coach, 1, { scheduled_at: '2030-01-01T01:30:00.5+05:30' });
    expect(body.scheduled_at).toBe('2029-12-31T20:00:00.500Z');
  });

  it('accepts times up to the end of the year 9999', async () => {
    const [coach, client] = await pair();
    const { status, body } = await book(client, coach, 1, { scheduled_at: '9999-12-31T23:59:59Z' });
    expect({ status, scheduled_at: body.scheduled_at, ends_at: body.ends_at }).toEqual({
      status: 201,
      scheduled_at: '9999-12-31T23:59:59.000Z',
      ends_at: '9999-12-31T23:59:59.999Z',
    });
  });

  it.each([
    ['just past', new Date(Date.now() - 1000).toISOString()],
    ['long past', '1999-01-01T00:00:00Z'],
    ['before the calendar', '0001-01-01T00:00:00+14:00'],
    ['without an offset', '2030-01-01T10:00:00'],
    ['a day only', '2030-01-01'],
    ['a day that does not exist', '2030-02-31T10:00:00Z'],
    ['an hour that does not exist', '2030-01-01T24:00:00Z'],
    ['a week', '2030-W05'],
    ['an offset of no place', '2030-01-01T10:00:00+99:00'],
    ['infinity', 'infinity'],
    ['a word', 'tomorrow'],
    ['an empty text', ''],
    ['a number', 1893456000000],
    ['a boolean', true],
    ['an object', {}],
    ['a list', ['2030-01-01T10:00:00Z']],
  ])('refuses a time that is %s', async (_, scheduled_at) => {
    const [coach, client] = await pair();
    expectFieldsRefused(await book(client, coach, 1, { scheduled_at }), 'scheduled_at');
  });

  it('tells that the offset is missing', async () => {
    const [coach, client] = await pair();
    const { body } = await book(client, coach, 1, { scheduled_at: '2030-01-01T10:00:00' });
    expect(body.detail).toContain('offset');
  });

  it('accepts null for no time', async () => {
    const [coach, client] = await pair();
    const { status, body } = await book(client, coach, 1, { scheduled_at: null });
    expect({ status, scheduled_at: body.scheduled_at }).toEqual({ status: 201, scheduled_at: null });
  });
});
