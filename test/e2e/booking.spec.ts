import { inHours, type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';
import { UNPRICED } from '../support/payments.js';

describe('booking a slot', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const pair = () => Promise.all([app.coach(), app.client()]);

  const book = (client: Person, coach: { id: number }, slot_number = 1, more: object = {}) =>
    client.post('/bookings/book', { coach_id: coach.id, slot_number, ...more });

  const availability = async (reader: Person, coach: Person) =>
    (await reader.get(`/bookings/coaches/${coach.id}`)).body as { available_slots: number; booked_slots: number };

  const finish = (coach: Person, id: number, ...statuses: string[]) =>
    statuses.reduce<Promise<unknown>>(
      (before, status) => before.then(() => coach.put(`/bookings/bookings/${id}`, { status })),
      Promise.resolve(),
    );

  it('gives the client a pending booking', async () => {
    const [coach, client] = await pair();
    const scheduled_at = inHours(24);
    const { status, body } = await book(client, coach, 3, { scheduled_at, notes: 'left knee' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      coach_id: coach.id,
      client_id: client.id,
      slot_number: 3,
      scheduled_at,
      ends_at: new Date(Date.parse(scheduled_at) + 3_600_000).toISOString(),
      ...{ session_type_id: null, session_type_name: null, group_session_id: null, series_id: null, sequence: 0 },
      ...{ cancelled_by: null, cancel_reason: null, is_late_cancellation: false },
      ...{ late_fee_waived_at: null, attendance: null, attendance_contested_at: null, attendance_decided_at: null },
      payment: UNPRICED,
      actions: expect.objectContaining({ can_confirm: false, can_cancel: true, can_move: true }),
      status: 'pending',
      notes: 'left knee',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: body.created_at,
    });
  });

  it('needs one statement, and one more to explain a refusal', async () => {
    const [coach, client] = await pair();
    expect(await statementsOf(app, () => book(client, coach))).toHaveLength(1);
    expect(await statementsOf(app, () => book(client, coach))).toHaveLength(2);
  });

  describe('counts the slots', () => {
    it('as one less for every reader at once', async () => {
      const [coach, client] = await pair();
      await app.booked(client, coach);
      for (const reader of [client, coach, await app.admin()]) {
        expect(await availability(reader, coach)).toMatchObject({ available_slots: 9, booked_slots: 1 });
      }
    });

    it('until the booking is completed or cancelled: then anyone can book the slot again', async () => {
      for (const end of [['cancelled'], ['confirmed', 'completed'], ['confirmed', 'cancelled']]) {
        const [coach, client] = await pair();
        const id = await app.booked(client, coach, 4, { scheduled_at: inHours(24) });
        await finish(coach, id, ...end);
        expect(await availability(client, coach)).toMatchObject({ available_slots: 10, booked_slots: 0 });
        expect((await book(await app.client(), coach, 4, { scheduled_at: inHours(24) })).status).toBe(201);
      }
    });

    it('as taken while the booking is confirmed', async () => {
      const [coach, client] = await pair();
      await finish(coach, await app.booked(client, coach, 2), 'confirmed');
      expectRefusal(await book(await app.client(), coach, 2), 409, 'slot-taken');
    });
  });

  describe('is refused', () => {
    it('without a token or with a bad one with 401, even when the body is wrong too', async () => {
      for (const caller of [app.nobody, app.with('nonsense')]) {
        const answer = await caller.post('/bookings/book', { coach_id: 'x' });
        expectRefusal(answer, 401, 'unauthenticated');
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    });

    it('to coaches and admins with 403 before the body is checked', async () => {
      for (const caller of [await app.coach(), await app.admin()]) {
        expectRefusal(await caller.post('/bookings/book', { coach_id: 'x' }), 403, 'forbidden');
      }
    });

    it('with 422 before the coach is looked up', async () => {
      const client = await app.client();
      expectFieldsRefused(await book(client, { id: 2_000_000_000 }, 501), 'slot_number');
      expectFieldsRefused(await book(client, { id: 2_000_000_000 }, 1, { scheduled_at: inHours(-1) }), 'scheduled_at');
    });

    it('with 404 for an unknown or deactivated coach, and for a user who is not a coach', async () => {
      const [client, other, admin] = await Promise.all([app.client(), app.client(), app.admin()]);
      const deactivated = await app.coach({ isActive: false });
      for (const id of [2_000_000_000, other.id, admin.id, client.id, deactivated.id]) {
        const answer = await book(client, { id });
        expectRefusal(answer, 404, 'coach-not-found');
        expect(answer.body.detail).toBe('Coach not found');
      }
    });

    it('with 409 already-booked to the client who holds this slot, even when the coach is full', async () => {
      const [coach, client] = await pair();
      await app.booked(client, coach, 5);
      const again = await book(client, coach, 5);
      expectRefusal(again, 409, 'already-booked');
      expect(again.body.detail).toContain('already booked');
      for (let slot = 1; slot <= 10; slot++) if (slot !== 5) await app.booked(client, coach, slot);
      expectRefusal(await book(client, coach, 5), 409, 'already-booked');
      expect(await availability(client, coach)).toMatchObject({ available_slots: 0, booked_slots: 10 });
    });

    it('with 409 no-available-slots when the coach is full, even when the slot is taken', async () => {
      const [coach, client] = await pair();
      for (let slot = 1; slot <= 10; slot++) await app.booked(client, coach, slot);
      expectRefusal(await book(await app.client(), coach, 5), 409, 'no-available-slots');
    });

    it('with 409 slot-taken when another client holds it, even when the time is taken', async () => {
      const [coach, client] = await pair();
      const scheduled_at = inHours(24);
      await app.booked(client, coach, 5, { scheduled_at });
      expectRefusal(await book(await app.client(), coach, 5, { scheduled_at }), 409, 'slot-taken');
    });

    it('with 409 time-conflict when only the time is taken', async () => {
      const [coach, client] = await pair();
      const scheduled_at = inHours(24);
      await app.booked(client, coach, 5, { scheduled_at });
      expectRefusal(await book(await app.client(), coach, 6, { scheduled_at }), 409, 'time-conflict');
    });

    it('and stores nothing', async () => {
      const [coach, client] = await pair();
      await app.booked(client, coach, 5);
      const other = await app.client();
      await book(other, coach, 5);
      await book(other, coach, 0);
      expect((await other.get('/bookings/my-bookings')).body).toEqual([]);
      expect(await availability(client, coach)).toMatchObject({ available_slots: 9 });
    });

    it('and uses up no id', async () => {
      const lastId = async () => (await app.sql('SELECT last_value FROM bookings_id_seq'))[0];
      const [[full, client], [coach, other]] = await Promise.all([pair(), pair()]);
      const at = inHours(48);
      for (let slot = 1; slot <= 10; slot++) await app.booked(client, full, slot);
      expect((await book(client, coach, 1, { scheduled_at: at })).status).toBe(201);
      const before = await lastId();
      const refusals = [
        [client, full, 1, 'already-booked'],
        [other, full, 1, 'no-available-slots'],
        [other, coach, 1, 'slot-taken'],
        [other, coach, 2, 'time-conflict'],
        [client, await app.coach(), 2, 'time-conflict'],
        [client, client, 2, 'coach-not-found'],
      ] as const;
      for (const [bidder, of, slot, code] of refusals) {
        expect((await book(bidder, of, slot, { scheduled_at: at })).body.code).toBe(code);
      }
      expect(await lastId()).toEqual(before);
    });
  });

  it('lets the same client hold other slots of the same coach and the same slot of other coaches', async () => {
    const [coach, client] = await pair();
    await app.booked(client, coach, 1);
    expect((await book(client, coach, 2)).status).toBe(201);
    expect((await book(client, await app.coach(), 1)).status).toBe(201);
  });
});

describe('booking when coaches need approval', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ COACH_SIGNUP: 'approval' });
  });

  afterAll(() => app.stop());

  it('is refused until an admin has approved the coach', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const book = () => client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
    expectRefusal(await book(), 404, 'coach-not-found');
    await app.sql('UPDATE users SET is_verified = true WHERE id = $1', [coach.id]);
    expect((await book()).status).toBe(201);
  });
});

describe('booking when the reason of each refusal is gone before it can be read', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('is refused with 503 and Retry-After instead of a wrong reason', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const notes = 'the same';
    await app.booked(client, coach, 1, { notes });
    // This index refuses the row, and no rule of ours explains the refusal.
    await app.sql('CREATE UNIQUE INDEX bookings_other_rule ON bookings (notes)');
    const answer = await client.post('/bookings/book', { coach_id: coach.id, slot_number: 7, notes });
    expectRefusal(answer, 503, 'busy');
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});
