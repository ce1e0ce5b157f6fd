import { type Person, TestApp } from '../support/app.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';

describe('the schedule of a coach', () => {
  let app: TestApp;
  let coach: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    coach = await app.coach();
  });
  afterAll(() => app.stop());

  it('has defaults, needs a zone, and brings a first session type', async () => {
    expect((await coach.get('/coach/schedule')).body).toMatchObject({
      time_zone: null,
      weekly_hours: [],
      grid_minutes: 15,
    });
    const weekly_hours = [{ weekday: 1, start: '22:00', end: '24:00' }];
    const refused = await coach.put('/coach/schedule', { weekly_hours });
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, 'time_zone']);
    const changed = await coach.put('/coach/schedule', { weekly_hours, time_zone: 'Europe/Berlin' });
    expect([changed.status, changed.body.weekly_hours]).toEqual([200, weekly_hours]);
    const types = await coach.get('/coach/session-types');
    expect(types.body).toMatchObject([{ name: 'Training session', minutes: 60, is_active: true }]);
    expect((await coach.delete(`/coach/session-types/${types.body[0].id}`)).status).toBe(204);
    expect((await coach.delete(`/coach/session-types/${types.body[0].id}`)).status).toBe(404);
    const date = await coach.put('/coach/schedule/dates/2027-01-06', { hours: [] });
    expect(date.body).toEqual({ date: '2027-01-06', hours: [], note: null });
    expect((await coach.get('/coach/schedule/dates')).body).toEqual([date.body]);
    expect((await coach.delete('/coach/schedule/dates/2027-01-06')).status).toBe(204);
    expect((await coach.delete('/coach/schedule/dates/2027-01-06')).status).toBe(404);
  });

  it.each([
    ['from', '0001-01-01', '2027-03-05'],
    ['to', '2027-03-01', '9999-12-31'],
  ])('takes no time off with a day that the years cannot hold: %s', async (field, from, to) => {
    expectFieldsRefused(await coach.post('/coach/time-off', { from, to }), field);
    expect((await coach.get('/coach/time-off')).body).toEqual([]);
  });

  it('tells everybody the terms on which the coach can be booked, before anything is set and after', async () => {
    const client = await app.client();
    const terms = async (of: Person) => (await client.get(`/bookings/coaches/${of.id}/terms`)).body;
    const first = { auto_confirm: false, move_notice_minutes: 720, cancel_notice_minutes: 720 };
    const other = await app.coach();
    expect(await terms(other)).toEqual({ ...first, late_cancellation_percent: 0, no_show_percent: 0 });
    const policy = { late_cancellation_percent: 50, no_show_percent: 100 };
    await other.put('/coach/policy', { ...policy, cancel_notice_minutes: 1_440 });
    expect(await terms(other)).toEqual({ ...first, ...policy, cancel_notice_minutes: 1_440 });
    await other.put('/coach/schedule', { auto_confirm: true, move_notice_minutes: 0 });
    expect(await terms(other)).toMatchObject({ auto_confirm: true, move_notice_minutes: 0 });
    expectRefusal(await client.get(`/bookings/coaches/${client.id}/terms`), 404, 'coach-not-found');
  });
});
