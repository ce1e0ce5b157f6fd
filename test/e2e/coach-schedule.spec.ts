import { type Person, TestApp } from '../support/app.js';

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
});
