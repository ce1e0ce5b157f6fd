import { type Person, TestApp } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';
import { entryOf, joined } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const ELEVEN = '2027-03-22T11:00:00.000Z';
const NOWHERE = 2_000_000_000;

describe('group sessions of a coach', () => {
  let app: TestApp;
  let coach: Person;
  let clients: Person[];
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, clients] = [await app.coach(), await app.clients(3)];
    await opened(app, coach);
    type = await groupType(app, coach, { capacity: 3 });
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const plan = (starts_at = TEN, more: object = {}) =>
    coach.post('/coach/group-sessions', { session_type_id: type, starts_at, ...more });
  const planned = async (starts_at = TEN, more: object = {}) => groupSession(coach, type, starts_at, more);
  const book = (client: Person, group_session_id: number, more: object = {}) =>
    client.post('/bookings/book', { coach_id: coach.id, group_session_id, ...more });
  const change = (id: number, body: object) => coach.put(`/coach/group-sessions/${id}`, body);
  const seatsOf = async (id: number) => {
    const { seats } = (await coach.get(`/coach/group-sessions/${id}`)).body as { seats: { status: string }[] };
    return seats.map(({ status }) => status);
  };
  const listed = async (query = '') =>
    (await coach.get(`/coach/group-sessions?${query}`)).body as { id: number; is_cancelled: boolean }[];

  it('are planned with the seats, the length and the buffers of their session type', async () => {
    const answer = await plan();
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...{ id: expect.any(Number), coach_id: coach.id, coach_name: coach.name },
      ...{ session_type_id: type, session_type_name: 'Mobility', location: 'Studio 2' },
      ...{ starts_at: TEN, ends_at: '2027-03-22T10:45:00.000Z', capacity: 3, seats_taken: 0, seats_left: 3 },
      ...{ sequence: 0, is_cancelled: false, created_at: NOON.toISOString(), updated_at: NOON.toISOString() },
    });
    expect((await plan(ELEVEN, { capacity: 12 })).body).toMatchObject({ capacity: 12, seats_left: 12 });
  });

  it('keep their coach’s time while nobody takes part, buffers included', async () => {
    const wide = await groupType(app, coach, { capacity: 2, buffer_after_minutes: 30 });
    expect((await plan(TEN, { session_type_id: wide })).status).toBe(201);
    const booked = await clients[0]!.post('/bookings/book', { coach_id: coach.id, scheduled_at: TEN });
    expectRefusal(booked, 409, 'coach-busy');
    expectRefusal(
      await clients[0]!.post('/bookings/book', { coach_id: coach.id, scheduled_at: ELEVEN }),
      409,
      'too-close',
    );
    expectRefusal(await plan('2027-03-22T10:30:00Z'), 409, 'coach-busy');
    const slot = { coach_id: coach.id, slot_number: 1, scheduled_at: TEN };
    expectRefusal(await clients[0]!.post('/bookings/book', slot), 409, 'time-conflict');
    const { body } = await clients[0]!.get(`/bookings/coaches/${coach.id}`);
    expect(body).toMatchObject({ available_slots: 10, booked_slots: 0 });
  });

  it('are planned outside hours and notice, and never onto a session or a hold', async () => {
    await app.sql(`UPDATE schedules SET weekly_hours = '{}', notice_minutes = 43200 WHERE coach_id = $1`, [coach.id]);
    expect((await plan()).status).toBe(201);
    expectRefusal(await plan(), 409, 'coach-busy');
    const opening = 'UPDATE schedules SET weekly_hours = $2, notice_minutes = 0 WHERE coach_id = $1';
    await app.sql(opening, [coach.id, daily(0, 24)]);
    expect((await clients[0]!.post('/bookings/holds', { coach_id: coach.id, scheduled_at: ELEVEN })).status).toBe(201);
    expectRefusal(await plan(ELEVEN), 409, 'held');
    app.setTime(new Date(NOON.getTime() + 600_000));
    expect((await plan(ELEVEN)).status).toBe(201);
  });

  it('need a session type of their own with several seats, and a time ahead', async () => {
    const single = await groupType(app, coach, { capacity: 1 });
    expectFieldsRefused(await plan(TEN, { session_type_id: single }), 'session_type_id');
    expectRefusal(await plan(TEN, { session_type_id: NOWHERE }), 404, 'session-type-not-found');
    const foreign = await groupType(app, await app.coach(), { capacity: 3 });
    expectRefusal(await plan(TEN, { session_type_id: foreign }), 404, 'session-type-not-found');
    expectFieldsRefused(await plan('2027-03-20T12:00:00Z'), 'starts_at');
    expectFieldsRefused(await plan('2027-03-22T10:00:30Z'), 'starts_at');
    expectFieldsRefused(await plan(TEN, { capacity: 501 }), 'capacity');
    expectFieldsRefused(await plan(TEN, { capacity: 0 }), 'capacity');
  });

  it('are planned once with an Idempotency-Key', async () => {
    const body = { session_type_id: type, starts_at: TEN };
    const [first, again] = [
      await coach.post('/coach/group-sessions', body, { 'Idempotency-Key': 'mobility' }),
      await coach.post('/coach/group-sessions', body, { 'Idempotency-Key': 'mobility' }),
    ];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
  });

  it('are listed by start, with cancelled ones, a page at a time', async () => {
    const ids = [await planned(ELEVEN), await planned(TEN), await planned('2027-03-23T23:30:00Z')];
    await coach.delete(`/coach/group-sessions/${ids[0]!}`);
    expect((await listed()).map(({ id, is_cancelled }) => [id, is_cancelled])).toEqual([
      [ids[1], false],
      [ids[0], true],
      [ids[2], false],
    ]);
    const page = await coach.get('/coach/group-sessions?limit=2');
    const next = /cursor=([^&>]+)/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
    expect((await listed(`limit=2&cursor=${next}`)).map(({ id }) => id)).toEqual([ids[2]]);
    // In the zone of the coach the last one is on the day after.
    await app.sql(`UPDATE schedules SET time_zone = 'Europe/Berlin' WHERE coach_id = $1`, [coach.id]);
    const onDay = async (query: string) => (await listed(query)).length;
    expect(await onDay('from=2027-03-24&to=2027-03-24')).toBe(1);
    expect(await onDay('from=2027-03-24&to=2027-03-24&time_zone=UTC')).toBe(0);
    app.setTime(new Date('2027-03-23T00:00:00Z'));
    expect(await onDay('')).toBe(1);
    expect(await onDay('from=2027-03-01')).toBe(3);
  });

  it('move with their bookings, which keep their status, with a higher sequence', async () => {
    const id = await planned();
    const [first, second] = [await book(clients[0]!, id), await book(clients[1]!, id)];
    await coach.put(`/bookings/bookings/${first.body.id}`, { status: 'confirmed' });
    const moved = await change(id, { starts_at: ELEVEN });
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({
      starts_at: ELEVEN,
      ends_at: '2027-03-22T11:45:00.000Z',
      sequence: 1,
      seats_taken: 2,
    });
    const seats = await Promise.all([
      clients[0]!.get(`/bookings/bookings/${first.body.id}`),
      clients[1]!.get(`/bookings/bookings/${second.body.id}`),
    ]);
    expect(seats.map(({ body }) => [body.status, body.scheduled_at, body.ends_at, body.sequence])).toEqual([
      ['confirmed', ELEVEN, '2027-03-22T11:45:00.000Z', 2],
      ['pending', ELEVEN, '2027-03-22T11:45:00.000Z', 1],
    ]);
    const history = await clients[0]!.get(`/bookings/bookings/${first.body.id}/history`);
    expect((history.body as object[]).at(-1)).toMatchObject({
      by: 'coach',
      by_name: coach.name,
      from_time: TEN,
      to_time: ELEVEN,
    });
    expect((await clients[2]!.post('/bookings/book', { coach_id: coach.id, scheduled_at: TEN })).status).toBe(201);
    // The same again changes nothing.
    expect((await change(id, { starts_at: ELEVEN, capacity: 3 })).body).toMatchObject({ sequence: 1 });
  });

  it('move onto their own old time, and onto nothing that keeps time: of the coach or of somebody who takes part', async () => {
    const id = await planned();
    await book(clients[0]!, id);
    // A booking without a time keeps nobody busy.
    await app.booked(clients[0]!, coach, 1);
    expect((await change(id, { starts_at: '2027-03-22T10:15:00Z' })).status).toBe(200);
    await planned('2027-03-22T14:00:00Z');
    expectRefusal(await change(id, { starts_at: '2027-03-22T14:30:00Z' }), 409, 'coach-busy');
    const other = await app.coach();
    await opened(app, other);
    await clients[0]!.post('/bookings/book', { coach_id: other.id, scheduled_at: '2027-03-22T16:00:00Z' });
    expectRefusal(await change(id, { starts_at: '2027-03-22T16:30:00Z' }), 409, 'you-are-busy');
    expectFieldsRefused(await change(id, { starts_at: '2027-03-20T11:00:00Z' }), 'starts_at');
  });

  it('move onto a hold of somebody who takes part once it has expired, whoever it is with', async () => {
    const other = await app.coach();
    await opened(app, other);
    const id = await planned();
    await book(clients[0]!, id);
    const hold = await clients[0]!.post('/bookings/holds', { coach_id: other.id, scheduled_at: ELEVEN });
    expectRefusal(await change(id, { starts_at: ELEVEN }), 409, 'you-are-busy');
    app.setTime(new Date(hold.body.expires_at));
    expect((await change(id, { starts_at: ELEVEN })).status).toBe(200);
  });

  it('move onto a time that was offered to somebody who takes part, once the offer has lapsed', async () => {
    const other = await app.coach();
    await opened(app, other);
    const id = await planned();
    await book(clients[0]!, id);
    const day = ELEVEN.slice(0, 10);
    const wish = { coach_id: other.id, from: day, to: day, earliest: '11:00', latest: '11:00' };
    const entry = await joined(clients[0]!, wish);
    await workOff(app, NOON);
    expect((await entryOf(clients[0]!, entry)).offer.scheduled_at).toBe(ELEVEN);
    app.setTime(new Date(NOON.getTime() + 2 * 3_600_000));
    expect((await change(id, { starts_at: ELEVEN })).status).toBe(200);
    expect((await entryOf(clients[0]!, entry)).status).toBe('expired');
  });

  it('keep at least the seats that are taken, and offer the ones that are added', async () => {
    const id = await planned();
    await book(clients[0]!, id);
    await book(clients[1]!, id);
    expectRefusal(await change(id, { capacity: 1 }), 409, 'seats-taken');
    expect((await change(id, { capacity: 2 })).body).toMatchObject({ capacity: 2, seats_left: 0, sequence: 0 });
    expectRefusal(await book(clients[2]!, id), 409, 'full');
    await change(id, { capacity: 3 });
    expect((await book(clients[2]!, id)).status).toBe(201);
  });

  it('are cancelled with their bookings, and are gone then', async () => {
    const id = await planned();
    const { body } = await book(clients[0]!, id);
    expect((await coach.delete(`/coach/group-sessions/${id}`)).status).toBe(204);
    const seat = await clients[0]!.get(`/bookings/bookings/${body.id}`);
    expect(seat.body).toMatchObject({ status: 'cancelled', cancelled_by: 'coach', is_late_cancellation: false });
    expectRefusal(await coach.delete(`/coach/group-sessions/${id}`), 404, 'group-session-not-found');
    expectRefusal(await change(id, { capacity: 9 }), 409, 'group-session-cancelled');
    expectRefusal(await coach.post(`/coach/group-sessions/${id}/confirm`), 409, 'group-session-cancelled');
    expectRefusal(await book(clients[1]!, id), 404, 'group-session-not-found');
    expect((await clients[1]!.get(`/bookings/group-sessions?coach_id=${coach.id}`)).body).toEqual([]);
    expect((await plan()).status).toBe(201);
  });

  it('are neither changed nor confirmed once they have started, and cancelled until they are over', async () => {
    const [id, other] = [await planned(), await planned('2027-03-22T10:45:00Z')];
    app.setTime(new Date(TEN));
    expectRefusal(await change(id, { capacity: 9 }), 409, 'already-started');
    expectRefusal(await change(id, { starts_at: '2027-03-22T18:00:00Z' }), 409, 'already-started');
    expectRefusal(await coach.post(`/coach/group-sessions/${id}/confirm`), 409, 'already-started');
    expectRefusal(await book(clients[0]!, id), 404, 'group-session-not-found');
    expect((await coach.delete(`/coach/group-sessions/${id}`)).status).toBe(204);
    app.setTime(new Date('2027-03-22T11:30:00Z'));
    expectRefusal(await coach.delete(`/coach/group-sessions/${other}`), 409, 'already-started');
  });

  it('show who takes part, and all of them are confirmed at once', async () => {
    const id = await planned();
    const [first, second, third] = [
      await book(clients[0]!, id),
      await book(clients[1]!, id),
      await book(clients[2]!, id),
    ];
    await clients[2]!.put(`/bookings/bookings/${third.body.id}`, { status: 'cancelled' });
    const answer = await coach.post(`/coach/group-sessions/${id}/confirm`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id, seats_taken: 2, seats_left: 1, sequence: 0 });
    expect(answer.body.seats).toEqual([
      { booking_id: first.body.id, client_id: clients[0]!.id, client_name: clients[0]!.name, status: 'confirmed' },
      { booking_id: second.body.id, client_id: clients[1]!.id, client_name: clients[1]!.name, status: 'confirmed' },
    ]);
    expect(await seatsOf(id)).toEqual(['confirmed', 'confirmed']);
  });

  it('are found by their coach alone', async () => {
    const id = await planned();
    const other = await app.coach();
    for (const answer of [
      await other.get(`/coach/group-sessions/${id}`),
      await other.put(`/coach/group-sessions/${id}`, { capacity: 9 }),
      await other.delete(`/coach/group-sessions/${id}`),
      await other.post(`/coach/group-sessions/${id}/confirm`),
    ]) {
      expectRefusal(answer, 404, 'group-session-not-found');
    }
    expect((await other.get('/coach/group-sessions')).body).toEqual([]);
  });

  it('end with the account of their coach', async () => {
    const id = await planned();
    const { body } = await book(clients[0]!, id);
    const admin = await app.admin();
    expectRefusal(await admin.put(`/admin/users/${coach.id}`, { role: 'client' }), 409, 'has-active-bookings');
    expect((await admin.delete(`/admin/users/${coach.id}`)).status).toBe(204);
    const seat = await clients[0]!.get(`/bookings/bookings/${body.id}`);
    expect(seat.body).toMatchObject({ status: 'cancelled', cancelled_by: 'admin' });
    const [left] = await app.sql(`SELECT cancelled_at FROM group_sessions WHERE id = $1`, [id]);
    expect(left).toEqual({ cancelled_at: NOON.toISOString() });
  });

  it('end when their coach becomes a client, if nobody takes part', async () => {
    const id = await planned();
    const admin = await app.admin();
    expect((await admin.put(`/admin/users/${coach.id}`, { role: 'client' })).status).toBe(200);
    const rows = await app.sql(`SELECT kind FROM bookings WHERE group_session_id = $1`, [id]);
    expect(rows).toEqual([]);
  });

  it('stay while their coach is deactivated, and nobody can book them then', async () => {
    const id = await planned();
    const admin = await app.admin();
    await admin.put(`/admin/users/${coach.id}`, { is_active: false });
    expectRefusal(await book(clients[0]!, id), 404, 'group-session-not-found');
    expectRefusal(await clients[0]!.get(`/bookings/group-sessions?coach_id=${coach.id}`), 404, 'coach-not-found');
    expect((await clients[0]!.get('/bookings/group-sessions')).body).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    await admin.put(`/admin/users/${coach.id}`, { is_active: true });
    expect((await book(clients[0]!, id)).status).toBe(201);
  });
});
