import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';
import { UNPRICED } from '../support/payments.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';

describe('booking a time', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(() => app.setTime(NOON));
  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  type Rest = Parameters<typeof opened> extends [unknown, unknown, ...infer R] ? R : never;
  const open = async (...rest: Rest) => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    return { coach, client, typeId: await opened(app, coach, ...rest) };
  };

  const book = (client: Person, coach: Person, scheduled_at = TEN, more: object = {}) =>
    client.post('/bookings/book', { coach_id: coach.id, scheduled_at, ...more });

  const connect = async (coach: Person, client: Person) => {
    const id = await app.booked(client, coach, 9);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    return coach.put(`/bookings/bookings/${id}`, { status: 'completed' });
  };

  it('takes no slot, and says what was booked and what can be done with it', async () => {
    const { coach, client, typeId } = await open({ move_notice_minutes: 60 }, { minutes: 45 });
    const { status, body } = await book(client, coach, TEN, { notes: 'Knees' });
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        ...{ id: expect.any(Number), coach_id: coach.id, client_id: client.id, slot_number: null, notes: 'Knees' },
        ...{ session_type_id: typeId, session_type_name: 'Training session', group_session_id: null, series_id: null },
        ...{ scheduled_at: TEN, ends_at: '2027-03-22T10:45:00.000Z', status: 'pending', sequence: 0 },
        ...{ cancelled_by: null, cancel_reason: null, is_late_cancellation: false },
        ...{ late_fee_waived_at: null, attendance: null, attendance_contested_at: null, attendance_decided_at: null },
        payment: UNPRICED,
        ...{ created_at: expect.any(String), updated_at: expect.any(String) },
        actions: {
          ...{ can_confirm: false, can_complete: false, can_cancel: true, can_move: true },
          ...{ can_mark_attendance: false, can_contest_attendance: false, can_review: false },
          ...{ cancel_free_until: '2027-03-21T22:00:00.000Z', move_until: '2027-03-22T09:00:00.000Z' },
        },
      },
    });
    const { body: shown } = await client.get(`/bookings/coaches/${coach.id}`);
    expect(shown).toMatchObject({ available_slots: 10, booked_slots: 0 });
    const { body: forCoach } = await coach.get(`/bookings/bookings/${body.id}`);
    expect(forCoach.actions).toEqual({
      ...{ can_confirm: true, can_complete: false, can_cancel: true, can_move: true },
      ...{ can_mark_attendance: false, can_contest_attendance: false, can_review: false },
      ...{ cancel_free_until: null, move_until: null },
    });
  });

  it('is confirmed at once when the coach wants it so', async () => {
    const { coach, client } = await open({ auto_confirm: true });
    expect((await book(client, coach)).body).toMatchObject({ status: 'confirmed', sequence: 0 });
  });

  it('asks for a slot or a time, and for one of them only', async () => {
    const { coach, client, typeId } = await open();
    expectFieldsRefused(await client.post('/bookings/book', { coach_id: coach.id }), 'slot_number');
    expectFieldsRefused(await book(client, coach, TEN, { slot_number: 1, session_type_id: typeId }), 'slot_number');
    expectFieldsRefused(await book(client, coach, '2027-03-22T10:00:30Z'), 'scheduled_at');
    expectFieldsRefused(await book(client, coach, '2027-03-20T11:00:00Z'), 'scheduled_at');
    expectRefusal(await book(client, coach, TEN, { session_type_id: 999_999 }), 404, 'session-type-not-found');
  });

  it('is refused with the first reason as code, and all of them in the document', async () => {
    const { coach, client } = await open({ weekly_hours: daily(9, 12), notice_minutes: 2880 });
    const answer = await book(client, coach, '2027-03-21T20:05:00Z');
    expectRefusal(answer, 409, 'too-soon');
    expect(answer.body.reasons).toEqual(
      ['too-soon', 'outside-hours', 'off-grid'].map((code) => ({ code, detail: expect.any(String) })),
    );
  });

  it('meets a coach who has no hours, and one who is not there', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    expectRefusal(await book(client, coach), 409, 'no-hours');
    expectRefusal(
      await client.post('/bookings/book', { coach_id: 999_999, scheduled_at: TEN }),
      404,
      'coach-not-found',
    );
  });

  it('keeps the limit of a day and of a client, over slots and times', async () => {
    const { coach, client } = await open({ daily_limit: 2, client_limit: 2 });
    expect((await book(client, coach, '2027-03-22T08:00:00Z')).status).toBe(201);
    await app.booked(client, coach, 1);
    expectRefusal(await book(client, coach, '2027-03-23T08:00:00Z'), 409, 'client-limit');
    expectRefusal(await client.post('/bookings/book', { coach_id: coach.id, slot_number: 2 }), 409, 'client-limit');
    expect((await book(await app.client(), coach, '2027-03-22T09:00:00Z')).status).toBe(201);
    expectRefusal(await book(await app.client(), coach, '2027-03-22T11:00:00Z'), 409, 'daily-limit');
  });

  it('lets neighbours’ buffers bind slot bookings', async () => {
    const { coach, client } = await open({}, { buffer_before_minutes: 15, buffer_after_minutes: 15 });
    expect((await book(client, coach)).status).toBe(201);
    const slot = (scheduled_at: string) =>
      app.client().then((other) => other.post('/bookings/book', { coach_id: coach.id, slot_number: 1, scheduled_at }));
    expectRefusal(await slot('2027-03-22T11:10:00Z'), 409, 'time-conflict');
    expect((await slot('2027-03-22T11:15:00Z')).status).toBe(201);
  });

  it('is done once with an Idempotency-Key', async () => {
    const { coach, client } = await open();
    const send = () =>
      client.post('/bookings/book', { coach_id: coach.id, scheduled_at: TEN }, { 'Idempotency-Key': 'a-time' });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
  });

  it('is completed from its start on, and never loses its time', async () => {
    const { coach, client } = await open({ auto_confirm: true });
    const { body } = await book(client, coach);
    const put = (change: object) => coach.put(`/bookings/bookings/${body.id}`, change);
    expectRefusal(await put({ status: 'completed' }), 409, 'not-started');
    expectFieldsRefused(await put({ scheduled_at: null }), 'scheduled_at');
    app.setTime(new Date(TEN));
    expect((await put({ status: 'completed' })).body).toMatchObject({ status: 'completed', sequence: 1 });
  });

  it('keeps its length when the coach moves it by PUT', async () => {
    const { coach, client } = await open({}, { minutes: 90 });
    const { body } = await book(client, coach);
    const moved = await coach.put(`/bookings/bookings/${body.id}`, { scheduled_at: '2027-03-22T15:00:00Z' });
    expect(moved.body).toMatchObject({ ends_at: '2027-03-22T16:30:00.000Z', sequence: 1 });
  });

  it('is cancelled with a reason, late when it comes late, and says who', async () => {
    const { coach, client } = await open({ cancel_notice_minutes: 60 });
    const cancel = async (by: Person, at: string, start: string) => {
      app.setTime(NOON);
      const { body } = await book(client, coach, start);
      app.setTime(new Date(at));
      return (await by.put(`/bookings/bookings/${body.id}`, { status: 'cancelled', reason: 'A cold' })).body;
    };
    const said = { status: 'cancelled', cancel_reason: 'A cold', sequence: 1 };
    expect(await cancel(client, '2027-03-22T09:00:00Z', TEN)).toMatchObject({
      ...said,
      ...{ cancelled_by: 'client', is_late_cancellation: false },
    });
    expect(await cancel(client, '2027-03-22T09:00:00.001Z', TEN)).toMatchObject({
      ...said,
      ...{ cancelled_by: 'client', is_late_cancellation: true },
    });
    expect(await cancel(coach, '2027-03-22T09:59:00Z', TEN)).toMatchObject({
      ...said,
      ...{ cancelled_by: 'coach', is_late_cancellation: false },
    });
    const { body } = await book(client, coach, '2027-03-23T10:00:00Z');
    expectFieldsRefused(await client.put(`/bookings/bookings/${body.id}`, { reason: 'Why not' }), 'reason');
  });

  it('by a coach is for a connected client, confirmed, outside hours, and never onto another session', async () => {
    const { coach, client, typeId } = await open({ weekly_hours: daily(9, 10) }, { buffer_after_minutes: 30 });
    const add = (client_id: number, scheduled_at: string, more: object = {}) =>
      coach.post('/coach/bookings', { client_id, scheduled_at, ...more });
    const evening = '2027-03-22T20:07:00.000Z';
    expectRefusal(await add(client.id, evening), 403, 'not-connected');
    expectRefusal(await add(999_999, evening), 404, 'client-not-found');
    await connect(coach, client);
    const { status, body } = await add(client.id, evening, { session_type_id: typeId, notes: 'As agreed' });
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        status: 'confirmed',
        scheduled_at: evening,
        slot_number: null,
        notes: 'As agreed',
        session_type_id: typeId,
      },
    });
    const other = await app.client();
    await connect(coach, other);
    expectRefusal(await add(other.id, '2027-03-22T20:30:00Z'), 409, 'coach-busy');
    expectRefusal(await add(other.id, '2027-03-22T21:20:00Z'), 409, 'too-close');
    expect((await add(other.id, '2027-03-22T21:37:00Z')).status).toBe(201);
    await app.sql('UPDATE users SET is_active = false WHERE id = $1', [other.id]);
    expectRefusal(await add(other.id, '2027-03-23T21:37:00Z'), 409, 'client-inactive');
    expectRefusal(
      await client.post('/coach/bookings', { client_id: client.id, scheduled_at: evening }),
      403,
      'forbidden',
    );
  });

  it('is listed as upcoming until it is over', async () => {
    const { coach, client } = await open();
    const ids: number[] = [];
    for (const start of ['2027-03-23T10:00:00Z', TEN]) ids.push((await book(client, coach, start)).body.id as number);
    const timeless = await app.booked(client, coach, 1);
    const listed = async (query: string) => {
      const { body } = await client.get(`/bookings/my-bookings?${query}`);
      return (body as { id: number }[]).map(({ id }) => id);
    };
    expect(await listed('when=upcoming&sort=scheduled_at')).toEqual([ids[1], ids[0], timeless]);
    app.setTime(new Date('2027-03-22T11:00:00Z'));
    expect(await listed('when=upcoming')).toEqual([timeless, ids[0]]);
    expect(await listed('when=past')).toEqual([ids[1]]);
    await client.put(`/bookings/bookings/${timeless}`, { status: 'cancelled' });
    expect(await listed('when=past&sort=scheduled_at')).toEqual([timeless, ids[1]]);
  });
});
