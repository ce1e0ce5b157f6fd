import { type Person, TestApp } from '../support/app.js';
import { insert } from '../support/rows.js';

/** A Monday and the day after, in Berlin. */
const DAYS = { from: '2026-06-01', to: '2026-06-02' };
const search = (more: object = {}) => new URLSearchParams({ ...DAYS, ...more }).toString();

describe('reports of utilisation', () => {
  let app: TestApp;
  let coach: Person;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    [coach, admin] = await Promise.all([app.coach({ fullName: '=Coach, A' }), app.admin()]);
    await app.sql(
      `INSERT INTO schedules (coach_id, time_zone, weekly_hours) VALUES ($1, 'Europe/Berlin', '{540,1020}')`,
      [coach.id],
    );
    const client = await app.client();
    const session = (start: string, more: object) =>
      insert(app, 'bookings', {
        ...{ coach_id: coach.id, client_id: client.id, status: 'completed', created_at: '2026-05-31T07:00:00Z' },
        ...{ scheduled_at: `2026-06-${start}:00Z`, ends_at: new Date(Date.parse(`2026-06-${start}:00Z`) + 3_600_000) },
        ...more,
      });
    await session('01T07:00', { attendance: 'attended', attendance_at: '2026-06-01T08:00Z', attendance_by: 'coach' });
    await session('01T09:00', {
      attendance: 'client_no_show',
      attendance_at: '2026-06-01T10:00Z',
      attendance_by: 'coach',
    });
    await session('02T07:00', { status: 'cancelled', cancelled_by: 'client', is_late_cancellation: true });
    await session('03T07:00', {});
  });

  afterAll(() => app.stop());

  it.each([
    ['0001-01-01', '0001-01-02'],
    ['9999-12-30', '9999-12-31'],
  ])('are made from %s to %s, too', async (from, to) => {
    for (const [who, path] of [[coach, '/coach'] as const, [admin, '/admin'] as const]) {
      expect((await who.get(`${path}/reports/utilisation?from=${from}&to=${to}`)).status).toBe(200);
    }
  });

  it('add up what a coach offered, and what became of it', async () => {
    const { status, body } = await coach.get(`/coach/reports/utilisation?${search()}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...DAYS, time_zone: 'Europe/Berlin' });
    expect(body.total).toMatchObject({ clients: 1, returning_clients: 1 });
    expect(body.total.figures).toEqual({
      ...{ offered_minutes: 480, booked_minutes: 120, attended_minutes: 60, fill_rate: 0.25, sessions: 2 },
      ...{ average_lead_hours: 25, cancelled_early: 0, cancelled_late: 1, cancelled_by_coach: 0 },
      ...{ client_no_shows: 1, coach_no_shows: 0 },
    });
    const days = body.by_day as { day: string; figures: { booked_minutes: number } }[];
    expect(days.map(({ day, figures }) => [day, figures.booked_minutes])).toEqual([
      ['2026-06-01', 120],
      ['2026-06-02', 0],
    ]);
    expect(body.by_hour[9]).toMatchObject({ hour: 9, figures: { booked_minutes: 60, cancelled_late: 1 } });
    expect(body.by_weekday[0]).toMatchObject({ weekday: 1, figures: { sessions: 2 } });
  });

  it('are seen by admins for one coach and for all', async () => {
    const one = await admin.get(`/admin/reports/utilisation?${search({ coach_id: coach.id })}`);
    expect(one.body).toEqual((await coach.get(`/coach/reports/utilisation?${search()}`)).body);
    const { body } = await admin.get(`/admin/reports/utilisation?${search()}`);
    expect(body.coaches[0]).toMatchObject({ coach_id: coach.id, figures: { sessions: 2, fill_rate: 0.25 } });
    expect(body.total.figures).toMatchObject({ sessions: 2 });
    expect((await admin.get(`/admin/reports/utilisation?${search({ coach_id: 999_999 })}`)).body.code).toBe(
      'coach-not-found',
    );
  });

  it('are tables for whoever accepts CSV', async () => {
    const answer = await admin.send('GET', `/admin/reports/utilisation?${search()}`, undefined, { accept: 'text/csv' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = (answer.body as string).split('\r\n');
    expect(lines[0]).toMatch(/^part,of,name,offered_minutes,/);
    expect(lines[2]).toMatch(new RegExp(`^coach,${coach.id},"'=Coach, A",480,120,60,0.25,2,`));
    expect(lines).toHaveLength(1 + 1 + body(lines) + 2 + 7 + 24 + 1);
  });

  const body = (lines: string[]) => lines.filter((line) => line.startsWith('coach,')).length;

  it('have a period that is not too long', async () => {
    const statusOf = async (by: Person, path: string, to: string) => (await by.get(`${path}?${search({ to })}`)).status;
    expect(await statusOf(coach, '/coach/reports/utilisation', '2026-08-31')).toBe(200);
    expect(await statusOf(coach, '/coach/reports/utilisation', '2026-09-01')).toBe(422);
    expect(await statusOf(admin, '/admin/reports/utilisation', '2026-07-01')).toBe(200);
    expect(await statusOf(admin, '/admin/reports/utilisation', '2026-07-02')).toBe(422);
    expect(await statusOf(coach, '/coach/reports/utilisation', '2026-05-31')).toBe(422);
  });
});
