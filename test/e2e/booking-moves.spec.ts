import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const ELEVEN = '2027-03-22T11:00:00.000Z';

describe('moving a booking', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const booked = async (scheduled_at = TEN, by = client) => {
    const { status, body } = await by.post('/bookings/book', { coach_id: coach.id, scheduled_at });
    expect(status).toBe(201);
    return body.id as number;
  };
  const move = (by: Person, id: number, scheduled_at: string) =>
    by.post(`/bookings/bookings/${id}/move`, { scheduled_at });

  it('by its client makes it pending again, at a time that is free for them', async () => {
    await opened(app, coach, { weekly_hours: daily(9, 17) });
    const id = await booked();
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    const { status, body } = await move(client, id, '2027-03-22T10:30:00Z');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        id,
        status: 'pending',
        scheduled_at: '2027-03-22T10:30:00.000Z',
        ends_at: '2027-03-22T11:30:00.000Z',
        sequence: 2,
      },
    });
    expectRefusal(await move(client, id, '2027-03-22T20:00:00Z'), 409, 'outside-hours');
    await booked('2027-03-22T14:00:00Z', await app.client());
    expectRefusal(await move(client, id, '2027-03-22T13:30:00Z'), 409, 'coach-busy');
  });

  it('stays confirmed when the coach confirms at once, and within the limits that it counts in itself', async () => {
    await opened(app, coach, { auto_confirm: true, daily_limit: 1, client_limit: 1 });
    const id = await booked();
    expect((await move(client, id, ELEVEN)).body).toMatchObject({ status: 'confirmed', sequence: 1 });
  });

  it('adds none to the bookings of its client, and within its day none to the sessions of that day', async () => {
    await opened(app, coach);
    const id = await booked();
    const rest = await booked('2027-03-22T15:00:00Z');
    await coach.put('/coach/schedule', { client_limit: 1, daily_limit: 1 });
    expect((await move(client, id, ELEVEN)).status).toBe(200);
    expectRefusal(await move(client, rest, '2027-03-22T10:30:00Z'), 409, 'coach-busy');
    await booked('2027-03-23T10:00:00Z', await app.client());
    expectRefusal(await move(client, id, '2027-03-23T15:00:00Z'), 409, 'daily-limit');
  });

  it('is refused to the client of a coach who cannot be booked any more: nobody would confirm it', async () => {
    await opened(app, coach);
    const id = await booked();
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    const admin = await app.admin();
    await admin.put(`/admin/users/${coach.id}`, { is_active: false });
    expectRefusal(await move(client, id, ELEVEN), 404, 'coach-not-found');
    expect((await move(admin, id, ELEVEN)).body).toMatchObject({ status: 'confirmed', scheduled_at: ELEVEN });
  });

  it('changes nothing when it has that time already', async () => {
    await opened(app, coach);
    const id = await booked();
    expect((await move(client, id, '2027-03-22T11:00:00+01:00')).body).toMatchObject({
      sequence: 0,
      scheduled_at: TEN,
    });
  });

  it('by its client ends with the notice, by coach and admin never', async () => {
    await opened(app, coach, { move_notice_minutes: 60, weekly_hours: daily(9, 12) });
    const id = await booked();
    app.setTime(new Date('2027-03-22T09:00:00.001Z'));
    expectRefusal(await move(client, id, ELEVEN), 409, 'too-late-to-move');
    const { body } = await client.get(`/bookings/bookings/${id}`);
    expect(body.actions).toMatchObject({ can_move: false, move_until: '2027-03-22T09:00:00.000Z' });
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    expect((await move(coach, id, '2027-03-22T21:05:00Z')).body).toMatchObject({ status: 'confirmed', sequence: 2 });
    expect((await move(await app.admin(), id, '2027-03-22T22:05:00Z')).body).toMatchObject({
      status: 'confirmed',
      sequence: 3,
    });
  });

  it('keeps coaches from other sessions and their buffers', async () => {
    await opened(app, coach, {}, { buffer_after_minutes: 30 });
    const [id] = [await booked(), await booked('2027-03-22T14:00:00Z', await app.client())];
    expectRefusal(await move(coach, id, '2027-03-22T14:59:00Z'), 409, 'coach-busy');
    expectRefusal(await move(coach, id, '2027-03-22T15:29:00Z'), 409, 'too-close');
    expect((await move(coach, id, '2027-03-22T15:30:00Z')).status).toBe(200);
  });

  it('of a slot is bound by sessions alone, and needs a time', async () => {
    const timeless = await app.booked(client, coach, 1);
    expectRefusal(await move(client, timeless, ELEVEN), 409, 'no-time-yet');
    const id = await app.booked(client, coach, 2, { scheduled_at: TEN });
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    expect((await move(client, id, '2027-03-22T23:45:00Z')).body).toMatchObject({ status: 'pending', slot_number: 2 });
    const other = await app.booked(await app.client(), coach, 3, { scheduled_at: TEN });
    expectRefusal(await move(client, id, '2027-03-22T10:30:00Z'), 409, 'coach-busy');
    expect((await move(coach, other, ELEVEN)).status).toBe(200);
  });

  it('is refused to strangers, for what is over, and into the past', async () => {
    await opened(app, coach);
    const id = await booked();
    expectRefusal(await move(await app.client(), id, ELEVEN), 403, 'not-your-booking');
    expectRefusal(await move(client, 999_999, ELEVEN), 404, 'booking-not-found');
    expectFieldsRefused(await move(client, id, '2027-03-20T11:00:00Z'), 'scheduled_at');
    expectFieldsRefused(await client.post(`/bookings/bookings/${id}/move`, {}), 'scheduled_at');
    await client.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
    expectRefusal(await move(client, id, ELEVEN), 409, 'invalid-transition');
  });
});

describe('the history of a booking', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('tells each change of status and time, who made it, and why it was cancelled', async () => {
    app.setTime(NOON);
    const [coach, client] = [await app.coach({ fullName: 'Coach Kim' }), await app.client({ fullName: 'Avery' })];
    await opened(app, coach);
    const { body } = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at: TEN });
    const path = `/bookings/bookings/${body.id}`;
    await coach.put(path, { status: 'confirmed', notes: 'Bring shoes' });
    await coach.put(path, { status: 'confirmed', notes: 'Bring old shoes' });
    await client.post(`${path}/move`, { scheduled_at: ELEVEN });
    await (await app.admin({ fullName: 'Admin' })).put(path, { status: 'cancelled', reason: 'Snow' });
    const { status, body: history } = await client.get(`${path}/history`);
    const entry = (by: string, by_name: string, from: unknown[], to: unknown[], reason: string | null = null) => ({
      ...{ at: expect.any(String), by, by_name, reason },
      ...{ from_status: from[0], from_time: from[1], to_status: to[0], to_time: to[1] },
    });
    expect({ status, history }).toEqual({
      status: 200,
      history: [
        entry('client', 'Avery', [null, null], ['pending', TEN]),
        entry('coach', 'Coach Kim', ['pending', TEN], ['confirmed', TEN]),
        entry('client', 'Avery', ['confirmed', TEN], ['pending', ELEVEN]),
        entry('admin', 'Admin', ['pending', ELEVEN], ['cancelled', ELEVEN], 'Snow'),
      ],
    });
    expectRefusal(await (await app.client()).get(`${path}/history`), 403, 'not-your-booking');
    const events = await app.sql(
      `SELECT type, sequence, actor_role, data->>'to_status' AS status FROM events WHERE subject_id = $1 ORDER BY id`,
      [body.id],
    );
    expect(events).toEqual([
      { type: 'booking.requested', sequence: 0, actor_role: 'client', status: 'pending' },
      { type: 'booking.confirmed', sequence: 1, actor_role: 'coach', status: 'confirmed' },
      { type: 'booking.moved', sequence: 2, actor_role: 'client', status: 'pending' },
      { type: 'booking.cancelled', sequence: 3, actor_role: 'admin', status: 'cancelled' },
    ]);
    expect(JSON.stringify(await app.sql(`SELECT data FROM events`))).not.toMatch(/Snow|shoes/);
  });

  it('is written for writers that bypass the application, as the system’s', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const id = await app.booked(client, coach, 1);
    await app.sql(`UPDATE bookings SET status = 'confirmed' WHERE id = $1`, [id]);
    const { body } = await coach.get(`/bookings/bookings/${id}/history`);
    expect(body[1]).toMatchObject({ by: 'system', by_name: null, from_status: 'pending', to_status: 'confirmed' });
  });

  it('of a booking from before begins with its making', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client({ fullName: 'Old hand' })]);
    const id = await app.booked(client, coach, 1);
    await app.sql(`DELETE FROM booking_history WHERE booking_id = $1`, [id]);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    const { body } = await client.get(`/bookings/bookings/${id}/history`);
    expect(body).toEqual([
      expect.objectContaining({ by: 'client', by_name: 'Old hand', from_status: null, to_status: 'pending' }),
      expect.objectContaining({ by: 'coach', from_status: 'pending', to_status: 'confirmed' }),
    ]);
  });

  it('names a deleted user as such, and keeps none of their reasons and notes', async () => {
    const [coach, client, admin] = await Promise.all([app.coach(), app.client(), app.admin()]);
    const id = await app.booked(client, coach, 1);
    await coach.put(`/bookings/bookings/${id}`, { notes: 'Bring the letter of your doctor.' });
    await client.put(`/bookings/bookings/${id}`, { status: 'cancelled', reason: 'My knee hurts' });
    await admin.delete(`/admin/users/${client.id}`);
    const { body } = await coach.get(`/bookings/bookings/${id}/history`);
    expect(body[1]).toMatchObject({ by: 'client', by_name: 'Deleted user', to_status: 'cancelled', reason: null });
    expect((await coach.get(`/bookings/bookings/${id}`)).body).toMatchObject({
      cancel_reason: null,
      cancelled_by: 'client',
      notes: null,
    });
  });
});
