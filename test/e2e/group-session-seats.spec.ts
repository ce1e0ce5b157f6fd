import { type Person, TestApp } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { opened } from '../support/schedules.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const ELEVEN = '2027-03-22T11:00:00.000Z';
const NOWHERE = 2_000_000_000;

describe('a seat of a group session', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let other: Person;
  let type: number;
  let session: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, client, other] = await Promise.all([app.coach(), app.client(), app.client()]);
    await opened(app, coach);
    type = await groupType(app, coach, { capacity: 2 });
    session = await groupSession(coach, type, TEN);
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const book = (by: Person, more: object = {}) =>
    by.post('/bookings/book', { coach_id: coach.id, group_session_id: session, ...more });
  const cancel = (by: Person, id: number) => by.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
  const found = async (by: Person, query = '') =>
    (await by.get(`/bookings/group-sessions?coach_id=${coach.id}${query}`)).body as Record<string, unknown>[];

  it('is found and booked, and is a timed booking then', async () => {
    expect(await found(client)).toEqual([
      {
        ...{
          id: session,
          coach_id: coach.id,
          coach_name: coach.name,
          session_type_id: type,
          session_type_name: 'Mobility',
        },
        ...{ location: 'Studio 2', starts_at: TEN, ends_at: '2027-03-22T10:45:00.000Z', capacity: 2, seats_left: 2 },
        ...{ sequence: 0, my_booking_id: null },
      },
    ]);
    const { status, body } = await book(client, { notes: 'My hip is stiff.' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ coach_id: coach.id, client_id: client.id, slot_number: null, group_session_id: session, series_id: null },
      ...{
        session_type_id: type,
        session_type_name: 'Mobility',
        scheduled_at: TEN,
        ends_at: '2027-03-22T10:45:00.000Z',
      },
      ...{ status: 'pending', sequence: 0, notes: 'My hip is stiff.' },
    });
    expect(body.actions).toMatchObject({ can_cancel: true, can_move: false, move_until: null });
    expect(await found(client)).toMatchObject([{ seats_left: 1, my_booking_id: body.id }]);
    expect(await found(other)).toMatchObject([{ seats_left: 1, my_booking_id: null }]);
    expect((await client.get('/bookings/my-bookings')).body).toMatchObject([
      { id: body.id, group_session_id: session },
    ]);
    expect((await coach.get('/bookings/coach/bookings')).body).toMatchObject([
      { id: body.id, client_name: client.name },
    ]);
  });

  it('is confirmed at once by a coach who wants it so, and takes the notices of the schedule', async () => {
    await app.sql(`UPDATE schedules SET auto_confirm = true, cancel_notice_minutes = 60 WHERE coach_id = $1`, [
      coach.id,
    ]);
    const { body } = await book(client);
    expect(body).toMatchObject({ status: 'confirmed', actions: { cancel_free_until: '2027-03-22T09:00:00.000Z' } });
  });

  it('is bound by neither hours, notice nor limits', async () => {
    await app.sql(
      `UPDATE schedules SET weekly_hours = '{}', notice_minutes = 43200, client_limit = 1, daily_limit = 1, window_days = 1 WHERE coach_id = $1`,
      [coach.id],
    );
    const second = await groupSession(coach, type, ELEVEN);
    expect((await book(client)).status).toBe(201);
    expect((await book(client, { group_session_id: second })).status).toBe(201);
  });

  it('is one for each client, and there are as many as the capacity', async () => {
    await book(client);
    expectRefusal(await book(client), 409, 'already-booked');
    await book(other);
    const late = await app.client();
    await app.booked(late, coach, 1);
    expectRefusal(await book(late), 409, 'full');
    expectRefusal(await book(client), 409, 'already-booked');
    expect(await found(client)).toMatchObject([{ seats_left: 0 }]);
  });

  it('is free again when it is cancelled, also for the same client', async () => {
    const [first] = [await book(client), await book(other)];
    expect((await cancel(client, first.body.id)).status).toBe(200);
    expect(await found(client)).toMatchObject([{ seats_left: 1, my_booking_id: null }]);
    expect((await book(client)).status).toBe(201);
  });

  it('stays with its client once it is completed', async () => {
    const { body } = await book(client);
    await coach.post(`/coach/group-sessions/${session}/confirm`);
    expectRefusal(await coach.put(`/bookings/bookings/${body.id}`, { status: 'completed' }), 409, 'not-started');
    app.setTime(new Date(TEN));
    expect((await coach.put(`/bookings/bookings/${body.id}`, { status: 'completed' })).status).toBe(200);
    expect((await coach.get(`/coach/group-sessions/${session}`)).body).toMatchObject({ seats_taken: 1 });
    expect((await coach.get('/coach/clients')).body).toMatchObject([{ id: client.id }]);
  });

  it('is refused to a client who has another session then, whichever came first', async () => {
    const there = await app.coach();
    await opened(app, there);
    const elsewhere = (at: string) => client.post('/bookings/book', { coach_id: there.id, scheduled_at: at });
    await elsewhere('2027-03-22T10:30:00Z');
    expectRefusal(await book(client), 409, 'you-are-busy');
    session = await groupSession(coach, type, '2027-03-22T15:00:00Z');
    expect((await book(client)).status).toBe(201);
    expectRefusal(await elsewhere('2027-03-22T15:30:00Z'), 409, 'you-are-busy');
  });

  it('replaces the client’s own hold, which never keeps them from it', async () => {
    const there = await app.coach();
    await opened(app, there);
    const hold = await client.post('/bookings/holds', { coach_id: there.id, scheduled_at: TEN });
    expect((await book(client)).status).toBe(201);
    expectRefusal(await client.delete(`/bookings/holds/${hold.body.id}`), 404, 'hold-not-found');
  });

  it('moves with its session alone', async () => {
    const { body } = await book(client);
    for (const by of [client, coach, await app.admin()]) {
      const moved = await by.post(`/bookings/bookings/${body.id}/move`, { scheduled_at: ELEVEN });
      expectRefusal(moved, 409, 'seat-moves-with-session');
    }
    expectRefusal(
      await coach.put(`/bookings/bookings/${body.id}`, { scheduled_at: ELEVEN }),
      409,
      'seat-moves-with-session',
    );
    expectFieldsRefused(await coach.put(`/bookings/bookings/${body.id}`, { scheduled_at: null }), 'scheduled_at');
    const { body: unchanged } = await client.get(`/bookings/bookings/${body.id}`);
    expect(unchanged).toMatchObject({ scheduled_at: TEN, sequence: 0 });
  });

  it('is not found where there is none', async () => {
    const foreign = await app.coach();
    for (const more of [{ group_session_id: NOWHERE }, { coach_id: foreign.id }, { coach_id: NOWHERE }]) {
      expectRefusal(await book(client, more), 404, 'group-session-not-found');
    }
    app.setTime(new Date(TEN));
    expectRefusal(await book(client), 404, 'group-session-not-found');
  });

  it('is asked for without slot, time, type and hold', async () => {
    const uuid = '0f9b2c1e-6f0a-4a53-9d0a-3a4d2f1c7b11';
    for (const more of [{ scheduled_at: TEN }, { session_type_id: type }, { hold_id: uuid }]) {
      expectFieldsRefused(await book(client, more), 'group_session_id');
    }
    expectFieldsRefused(await book(client, { slot_number: 1 }), 'slot_number');
    expectFieldsRefused(await book(client, { group_session_id: '1' }), 'group_session_id');
    expectFieldsRefused(await book(client, { group_session_id: null }), 'slot_number');
    const nulls = { scheduled_at: null, slot_number: null, session_type_id: null, hold_id: null };
    expect((await book(client, nulls)).status).toBe(201);
  });

  it('is booked once with an Idempotency-Key', async () => {
    const body = { coach_id: coach.id, group_session_id: session };
    const answers = [
      await client.post('/bookings/book', body, { 'Idempotency-Key': 'seat' }),
      await client.post('/bookings/book', body, { 'Idempotency-Key': 'seat' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[1]!.body.id).toBe(answers[0]!.body.id);
  });

  it('is found among the upcoming ones of all coaches, of the days that are asked for, a page at a time', async () => {
    const later = await groupSession(coach, type, '2027-03-30T23:30:00Z');
    const ids = async (query: string) => (await found(client, query)).map(({ id }) => id);
    expect(await ids('')).toEqual([session, later]);
    expect(await ids('&from=2027-03-23')).toEqual([later]);
    expect(await ids('&to=2027-03-22')).toEqual([session]);
    expect(await ids('&from=2027-03-31&time_zone=Europe/Berlin')).toEqual([later]);
    expect(await ids('&from=2027-03-31')).toEqual([]);
    const all = (await client.get('/bookings/group-sessions')).body as { id: number }[];
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining([session, later]));
    const page = await client.get(`/bookings/group-sessions?coach_id=${coach.id}&limit=1`);
    expect(page.headers.get('link')).toContain('cursor=');
    app.setTime(new Date(TEN));
    expect(await ids('')).toEqual([session, later]);
    app.setTime(new Date('2027-03-22T10:01:00Z'));
    expect(await ids('')).toEqual([later]);
    expectFieldsRefused(await client.get('/bookings/group-sessions?from=2027-02-02&to=2027-02-01'), 'from', 'to');
    expectRefusal(await client.get(`/bookings/group-sessions?coach_id=${NOWHERE}`), 404, 'coach-not-found');
  });
});
