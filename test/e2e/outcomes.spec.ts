import { type Person, TestApp } from '../support/app.js';
import { keepMails } from '../support/deliveries.js';
import { insert } from '../support/rows.js';
import { workOff } from '../support/worker.js';
import { opened } from '../support/schedules.js';

const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

describe('outcomes of bookings', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    keepMails(app);
    admin = await app.admin();
  });

  beforeEach(async () => {
    [coach, client] = await Promise.all([app.coach(), app.client()]);
  });

  afterAll(() => app.stop());

  const session = (hours: number, more: object = {}) =>
    insert(app, 'bookings', {
      ...{
        coach_id: coach.id,
        client_id: client.id,
        status: 'confirmed',
        scheduled_at: at(hours),
        ends_at: at(hours + 1),
      },
      ...more,
    });
  const path = (id: number) => `/bookings/bookings/${id}/attendance`;
  const say = (by: Person, id: number, outcome: string) => by.post(path(id), { outcome });
  const contest = (by: Person, id: number) => by.post(`${path(id)}/contest`, { reason: 'I was there.' });
  const codes = (answers: { body: { code: string } }[]) => answers.map(({ body }) => body.code);

  it('let a coach say who came, and say something else, until seven days after the start', async () => {
    const id = await session(-3);
    const { status, body } = await say(coach, id, 'client_no_show');
    expect([status, body.attendance, body.actions.can_mark_attendance]).toEqual([200, 'client_no_show', true]);
    expect((await say(coach, id, 'attended')).body.attendance).toBe('attended');
    expect((await client.get(`/bookings/bookings/${id}`)).body).toMatchObject({
      attendance: 'attended',
      actions: { can_mark_attendance: false, can_contest_attendance: true },
    });
    const [early, late, ahead] = [await session(-0.1), await session(-8 * 24), await session(2)];
    const refused = await Promise.all([early, late, ahead].map((other) => say(coach, other, 'attended')));
    expect(codes(refused)).toEqual(['attendance-too-early', 'attendance-too-late', 'not-attendable']);
    expect(codes([await say(client, id, 'attended')])).toEqual(['forbidden']);
    expect((await say(admin, late, 'attended')).status).toBe(200);
  });

  it('are contested by their own client alone, and not by a coach who became one', async () => {
    const id = await session(-3, { status: 'completed' });
    await say(coach, id, 'client_no_show');
    await admin.put(`/admin/users/${coach.id}`, { role: 'client' });
    expect(codes([await contest(coach, id)])).toEqual(['not-your-booking']);
    expect((await contest(client, id)).status).toBe(200);
  });

  it('let a client contest, and an admin decide for good', async () => {
    const id = await session(-3);
    expect(codes([await contest(client, id), await contest(coach, id)])).toEqual(['nothing-to-contest', 'forbidden']);
    await say(coach, id, 'client_no_show');
    expect((await contest(client, id)).body.attendance_contested_at).toEqual(expect.any(String));
    const open = async () =>
      ((await admin.get('/bookings/admin/bookings?contested=true')).body as { id: number }[]).map((one) => one.id);
    expect(await open()).toContain(id);
    expect(codes([await contest(client, id)])).toEqual(['already-contested']);
    expect((await coach.get(path(id))).body).toMatchObject({ contest_reason: 'I was there.', decided_at: null });
    expect((await say(admin, id, 'attended')).body).toMatchObject({ attendance: 'attended' });
    expect(await open()).not.toContain(id);
    expect((await client.get(path(id))).body).toMatchObject({ marked_by: 'admin', decided_at: expect.any(String) });
    expect(codes([await say(coach, id, 'client_no_show'), await contest(client, id)])).toEqual([
      'attendance-decided',
      'attendance-decided',
    ]);
  });

  it('are told to those whom they concern, in the application and by mail', async () => {
    const id = await session(-3);
    const told = async (person: Person) =>
      ((await person.get('/notifications')).body as { type: string; booking_id: number; title: string }[])
        .filter(({ type, booking_id }) => type.startsWith('attendance') && booking_id === id)
        .map(({ type }) => type);
    await say(coach, id, 'client_no_show');
    await workOff(app);
    await contest(client, id);
    await workOff(app);
    await say(admin, id, 'attended');
    await workOff(app);
    expect(await told(client)).toEqual(['attendance.decided', 'attendance.no-show']);
    expect(await told(coach)).toEqual(['attendance.decided', 'attendance.contested']);
    expect(await told(admin)).toEqual(['attendance.contested']);
    const mails = await app.sql(
      `SELECT message, count(*)::integer AS count FROM deliveries WHERE recipient_id = ANY ($1) AND message LIKE 'attendance%'
        GROUP BY message ORDER BY message`,
      [[client.id, coach.id]],
    );
    expect(mails).toEqual([
      { message: 'attendance.contested', count: 1 },
      { message: 'attendance.decided', count: 2 },
      { message: 'attendance.no-show', count: 1 },
    ]);
  });

  it('end a contest when the coach says something else, which can be contested anew', async () => {
    const id = await session(-3);
    await say(coach, id, 'client_no_show');
    await contest(client, id);
    expect((await say(coach, id, 'attended')).body.attendance_contested_at).toBeNull();
    await say(coach, id, 'client_no_show');
    expect((await contest(client, id)).status).toBe(200);
  });

  it('count for a coach and for admins how often a client came', async () => {
    await say(coach, await session(-3), 'client_no_show');
    await say(coach, await session(-5, { status: 'completed' }), 'attended');
    const other = await app.coach();
    await session(-7, { coach_id: other.id, status: 'completed' });
    const counts = (by: Person) => by.get(`/coach/clients/${client.id}/attendance`);
    const mine = { attended: 1, client_no_shows: 1, coach_no_shows: 0, late_cancellations: 0 };
    expect((await counts(coach)).body).toEqual({ ...mine, sessions: 2 });
    expect((await counts(admin)).body).toEqual({ ...mine, sessions: 3 });
    expect((await counts(await app.coach())).status).toBe(403);
  });

  it('copy the policy of the coach onto what is booked, whichever way', async () => {
    await opened(app, coach);
    const policy = { late_cancellation_percent: 40, no_show_percent: 90, cancel_notice_minutes: 60 };
    expect((await coach.put('/coach/policy', policy)).body).toEqual(policy);
    expect((await coach.get('/coach/schedule')).body.cancel_notice_minutes).toBe(60);
    const [{ starts_at: start } = { starts_at: '' }] = (await client.get(`/bookings/coaches/${coach.id}/times`)).body
      .times as { starts_at: string }[];
    const asked = { coach_id: coach.id, scheduled_at: start };
    const timed = await client.post('/bookings/book', asked);
    expect(timed.status).toBe(201);
    const slot = await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
    const next = new Date(Date.parse(start) + 14 * 24 * HOUR_MS).toISOString();
    const series = { coach_id: coach.id, starts_at: next, every_weeks: 1, count: 2 };
    const planned = await client.post('/bookings/series', series);
    expect(planned.status).toBe(201);
    await coach.put('/coach/policy', { late_cancellation_percent: 0 });
    const kept = await app.sql(
      `SELECT DISTINCT late_cancellation_percent, no_show_percent, cancel_notice_minutes FROM bookings WHERE coach_id = $1`,
      [coach.id],
    );
    expect(kept).toEqual([policy]);
    expect(slot.status).toBe(201);
  });

  it('tell what a cancellation costs, before it is asked for', async () => {
    const [late, early] = [await session(2), await session(48)];
    const quote = async (by: Person, id: number) => (await by.get(`/bookings/bookings/${id}/cancellation-quote`)).body;
    const free = { fee: null, refund: null, credits_returned: 0 };
    expect(await quote(client, late)).toMatchObject({ ...free, now_is_late: true, free_until: expect.any(String) });
    expect(await quote(client, early)).toMatchObject({ ...free, now_is_late: false });
    expect(await quote(coach, late)).toEqual({ ...free, now_is_late: false, free_until: null });
    expect((await quote(client, await session(-2))).code).toBe('already-started');
    expect((await quote(client, await session(-5, { status: 'completed' }))).code).toBe('invalid-transition');
  });

  it('waive the fee of one seat for each seat that is taken again', async () => {
    const start = { starts_at: at(5), ends_at: at(6) };
    const group = await insert(app, 'group_sessions', {
      ...{
        coach_id: coach.id,
        session_type_id: await opened(app, coach),
        session_type_name: 'Mobility',
        ...start,
        capacity: 8,
      },
    });
    const seat = (more: object) =>
      session(5, { scheduled_at: start.starts_at, ends_at: start.ends_at, group_session_id: group, ...more });
    const late = {
      status: 'cancelled',
      cancelled_by: 'client',
      is_late_cancellation: true,
      late_cancellation_percent: 50,
    };
    const [first, second] = [await seat(late), await seat({ ...late, client_id: (await app.client()).id })];
    await seat({ client_id: (await app.client()).id });
    const waived = async (id: number) => (await admin.get(`/bookings/bookings/${id}`)).body.late_fee_waived_at !== null;
    expect([await waived(first), await waived(second)]).toEqual([true, false]);
  });
});
