import { type Person, TestApp } from '../support/app.js';
import { bought, creditsOf, miscountedCredits, paid } from '../support/credits.js';
import { insert } from '../support/rows.js';
import { opened } from '../support/schedules.js';
import { workOff } from '../support/worker.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Midnight of a day ahead, and hours after it. */
const at = (days: number, hours = 9) =>
  new Date(Math.ceil(Date.now() / DAY_MS + days) * DAY_MS + hours * HOUR_MS).toISOString();

describe('credits', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
    type = await opened(app, coach, { window_days: 365 });
    await costs('to_book');
  });

  afterEach(async () => {
    expect(await miscountedCredits(app)).toEqual([]);
  });

  afterAll(() => app.stop());

  const costs = (payment: string) =>
    app.sql(`UPDATE session_types SET payment = $2, price_minor = 5000, currency = 'EUR' WHERE id = $1`, [
      type,
      payment,
    ]);
  const book = (scheduled_at: string, more: object = {}) =>
    client.post('/bookings/book', { coach_id: coach.id, scheduled_at, session_type_id: type, ...more });
  const booked = async (scheduled_at: string) => {
    const { status, body } = await book(scheduled_at);
    expect(status).toBe(201);
    return body.id as number;
  };
  const payment = async (id: number) => {
    const [row] = await app.sql<{ status: string; method: string; purchase: number }>(
      `SELECT payment_status AS status, payment_method AS method, credit_purchase_id AS purchase FROM bookings WHERE id = $1`,
      [id],
    );
    return row!;
  };
  const set = (by: Person, id: number, status: string) => by.put(`/bookings/bookings/${id}`, { status });

  it('pay for a session, the one that expires first', async () => {
    const never = await bought(app, client, coach);
    const late = await bought(app, client, coach, { expires_at: at(60) });
    const soon = await bought(app, client, coach, { expires_at: at(30), sessions: 1 });
    const ids = [await booked(at(5)), await booked(at(6)), await booked(at(61))];
    const payments = await Promise.all(ids.map(payment));
    expect(payments.map(({ purchase }) => purchase)).toEqual([soon, late, never]);
    expect(payments[0]).toMatchObject({ status: 'paid', method: 'credit' });
    expect(await creditsOf(app, soon)).toEqual([0, 1, 0, 0, 0]);
  });

  it('leave it to the coach whether times are confirmed at once', async () => {
    await app.sql(`UPDATE schedules SET auto_confirm = true WHERE coach_id = $1`, [coach.id]);
    await bought(app, client, coach, { sessions: 1 });
    expect((await book(at(5))).body.status).toBe('confirmed');
    expect((await book(at(6))).body.status).toBe('pending');
  });

  it('pay neither for what is free, nor for another type, nor for another coach', async () => {
    const other = await app.coach();
    await bought(app, client, other);
    await bought(app, client, coach, { session_type_ids: [type + 1_000_000] });
    expect(await payment(await booked(at(5)))).toMatchObject({ status: 'due', purchase: null });
    await bought(app, client, coach);
    await costs('free');
    expect(await payment(await booked(at(6)))).toMatchObject({ status: 'none', purchase: null });
  });

  it('are needed where nothing else pays', async () => {
    await costs('credits_only');
    expect((await book(at(5))).body).toMatchObject({ status: 409, code: 'no-credits' });
    await bought(app, client, coach, { sessions: 1 });
    expect(await payment(await booked(at(5)))).toMatchObject({ status: 'paid', method: 'credit' });
    expect((await book(at(6))).body.code).toBe('no-credits');
    await app.sql(`UPDATE bookings SET status = 'confirmed' WHERE client_id = $1`, [client.id]);
    const asked = { client_id: client.id, session_type_id: type, scheduled_at: at(7) };
    expect((await coach.post('/coach/bookings', asked)).body).toMatchObject({
      code: 'no-credits',
      detail: 'Only credits pay for this session, and the client has none that fits.',
    });
  });

  it('come back when a session is cancelled in time, or by its coach', async () => {
    await coach.put('/coach/policy', { late_cancellation_percent: 50 });
    const purchase = await bought(app, client, coach, { sessions: 2 });
    const [first, second] = [await booked(at(5)), await booked(at(6))];
    expect(await creditsOf(app, purchase)).toEqual([0, 2, 0, 0, 0]);
    await set(client, first, 'cancelled');
    await set(coach, second, 'cancelled');
    expect(await creditsOf(app, purchase)).toEqual([2, 0, 0, 0, 0]);
    expect(await payment(first)).toMatchObject({ status: 'refunded', method: 'credit' });
  });

  it('are used by a late cancellation that costs something, until it is waived', async () => {
    const purchase = await bought(app, client, coach, { sessions: 3 });
    await app.sql(
      `UPDATE schedules SET cancel_notice_minutes = 43200, late_cancellation_percent = 50 WHERE coach_id = $1`,
      [coach.id],
    );
    const late = await booked(at(5));
    await set(coach, late, 'confirmed');
    await set(client, late, 'cancelled');
    expect(await creditsOf(app, purchase)).toEqual([2, 0, 1, 0, 15_000]);
    const again = await booked(at(5));
    await set(coach, again, 'confirmed');
    expect(await creditsOf(app, purchase)).toEqual([2, 1, 0, 0, 0]);
  });

  it('are used when the session took place, the last one with all the rest of the price', async () => {
    const purchase = await bought(app, client, coach, { sessions: 3, price_minor: 10_000 });
    const ids = [await booked(at(5)), await booked(at(6)), await booked(at(7))];
    for (const [done, id] of ids.entries()) {
      await set(coach, id, 'confirmed');
      await app.sql(
        `UPDATE bookings SET scheduled_at = scheduled_at - interval '30 days', ends_at = ends_at - interval '30 days' WHERE id = $1`,
        [id],
      );
      await set(coach, id, 'completed');
      expect(await creditsOf(app, purchase)).toEqual([0, 2 - done, done + 1, 0, [3333, 6666, 10_000][done]]);
    }
    expect((await coach.post(`/bookings/bookings/${ids[0]}/attendance`, { outcome: 'attended' })).body.code).toBe(
      'attendance-too-late',
    );
    await (await app.admin()).post(`/bookings/bookings/${ids[0]}/attendance`, { outcome: 'coach_no_show' });
    expect(await creditsOf(app, purchase)).toEqual([1, 0, 2, 0, 6666]);
    expect(await payment(ids[0]!)).toMatchObject({ status: 'refunded' });
  });

  it('pay for a series as a whole or not at all', async () => {
    const purchase = await bought(app, client, coach, { sessions: 2 });
    const series = (count: number, starts_at: string) =>
      client.post('/bookings/series', { coach_id: coach.id, session_type_id: type, starts_at, every_weeks: 1, count });
    expect((await series(3, at(3, 7))).status).toBe(201);
    expect(await creditsOf(app, purchase)).toEqual([2, 0, 0, 0, 0]);
    expect((await series(2, at(4, 7))).status).toBe(201);
    expect(await creditsOf(app, purchase)).toEqual([0, 2, 0, 0, 0]);
    await costs('credits_only');
    expect((await series(2, at(5, 7))).body.code).toBe('no-credits');
  });

  it('expire, those that pay for a session ahead do not', async () => {
    const purchase = await bought(app, client, coach, { sessions: 3, price_minor: 9000, expires_at: at(20) });
    const id = await booked(at(10));
    expect((await coach.put(`/bookings/bookings/${id}`, { scheduled_at: at(25) })).status).toBe(200);
    await workOff(app, new Date(at(21)));
    expect(await creditsOf(app, purchase)).toEqual([0, 1, 0, 2, 6000]);
    await set(coach, id, 'cancelled');
    await workOff(app, new Date(at(21)));
    expect(await creditsOf(app, purchase)).toEqual([0, 0, 0, 3, 9000]);
  });

  it('expire when an admin gave many more than were sold, of the dearest pack, beside those of others', async () => {
    const dear = await bought(app, client, coach, { sessions: 1, price_minor: 100_000_000, expires_at: at(30) });
    const other = await bought(app, client, coach, { sessions: 1, price_minor: 1_000, expires_at: at(30) });
    await (await app.admin()).post(`/admin/purchases/${dear}/credits`, { credits: 30, reason: 'A jubilee.' });
    // One stays reserved: the coach has not earned all the rest yet.
    await costs('credits_only');
    await booked(at(20));
    await coach.put(`/bookings/bookings/${(await client.get('/bookings/my-bookings')).body[0].id}`, {
      scheduled_at: at(40),
    });
    await workOff(app, new Date(at(31)));
    expect([(await creditsOf(app, dear))[0], (await creditsOf(app, other))[0]]).toEqual([0, 0]);
  });

  it('a client moves no session beyond the end of its credit; its coach may', async () => {
    await app.sql(`UPDATE schedules SET move_notice_minutes = 0 WHERE coach_id = $1`, [coach.id]);
    await bought(app, client, coach, { expires_at: at(20) });
    const id = await booked(at(10));
    const move = (by: Person, scheduled_at: string) => by.put(`/bookings/bookings/${id}`, { scheduled_at });
    const moved = await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: at(25) });
    expect(moved.body).toMatchObject({ status: 409, code: 'credit-expires' });
    expect((await client.post(`/bookings/bookings/${id}/move`, { scheduled_at: at(12) })).status).toBe(200);
    expect((await move(coach, at(25))).status).toBe(200);
  });

  it('are granted once, however often the payment is told', async () => {
    const purchase = await bought(app, client, coach, { sessions: 4 });
    await expect(paid(app, purchase)).rejects.toThrow('checkouts_paid_purchase_key');
    await app.sql(`UPDATE checkouts SET status = 'paid' WHERE purchase_id = $1`, [purchase]);
    expect(await creditsOf(app, purchase)).toEqual([4, 0, 0, 0, 0]);
  });

  it('two bookings at once never take one credit', async () => {
    await costs('credits_only');
    const purchase = await bought(app, client, coach, { sessions: 1 });
    const answers = await Promise.all([1, 2, 3, 4].map((day) => book(at(day + 4))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await creditsOf(app, purchase)).toEqual([0, 1, 0, 0, 0]);
  });

  it('pay for a seat of a group session', async () => {
    const purchase = await bought(app, client, coach, { sessions: 1 });
    const rest = { session_type_name: 'Session', starts_at: at(5), ends_at: at(5, 10), capacity: 3 };
    const id = await insert(app, 'group_sessions', { coach_id: coach.id, session_type_id: type, ...rest });
    const seat = await client.post('/bookings/book', { coach_id: coach.id, group_session_id: id });
    expect(seat.status).toBe(201);
    expect(await creditsOf(app, purchase)).toEqual([0, 1, 0, 0, 0]);
  });
});
