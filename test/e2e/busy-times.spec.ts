import { type Person, TestApp } from '../support/app.js';
import { busy } from '../support/busy-times.js';
import { expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';

const DAY = '2027-03-22';
const at = (time: string) => `${DAY}T${time}:00Z`;

describe('busy times of calendars elsewhere', () => {
  let app: TestApp;
  let client: Person;
  let coach: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    app.setTime(new Date('2027-03-20T12:00:00Z'));
  });

  beforeEach(async () => {
    [client, coach] = await Promise.all([app.client(), app.coach()]);
    await opened(
      app,
      coach,
      { weekly_hours: daily(9, 13), grid_minutes: 60, auto_confirm: true },
      { buffer_before_minutes: 15, buffer_after_minutes: 15 },
    );
  });

  afterAll(() => app.stop());

  const startsFor = async (reader: Person) => {
    const { body } = await reader.get(`/bookings/coaches/${coach.id}/times?from=${DAY}&to=${DAY}`);
    return (body.times as { starts_at: string }[]).map(({ starts_at }) => starts_at.slice(11, 16));
  };
  const book = (start: string) => client.post('/bookings/book', { coach_id: coach.id, scheduled_at: at(start) });
  const freeCoaches = async (start: string) => {
    const { body } = await client.get(`/bookings/times?starts_at=${at(start)}`);
    return (body as { coach_id: number }[]).map(({ coach_id }) => coach_id);
  };

  it('take free times away, to the minute, and leave the buffers of sessions out of account', async () => {
    expect(await startsFor(client)).toEqual(['09:00', '10:00', '11:00', '12:00']);
    await busy(app, coach, [at('10:30'), at('11:00')], [`${DAY}T11:59:30Z`, at('12:00')]);
    expect(await startsFor(client)).toEqual(['09:00', '12:00']);
    expect(await startsFor(coach)).toEqual(['09:00', '12:00']);
    expect(await freeCoaches('10:00')).not.toContain(coach.id);
    expect(await freeCoaches('12:00')).toContain(coach.id);
    expect(await freeCoaches('11:00')).not.toContain(coach.id);
  });

  it('are the reason why a client cannot book, hold or move there, and say no more than that', async () => {
    await busy(app, coach, [at('10:00'), at('11:00')]);
    const { body: booking } = await book('09:00');
    expect(await book('10:00')).toMatchObject({
      status: 409,
      body: { code: 'coach-busy', detail: 'The coach is busy at that time.' },
    });
    expectRefusal(
      await client.post('/bookings/holds', { coach_id: coach.id, scheduled_at: at('10:00') }),
      409,
      'coach-busy',
    );
    const move = (who: Person) => who.post(`/bookings/bookings/${booking.id}/move`, { scheduled_at: at('10:00') });
    expectRefusal(await move(client), 409, 'coach-busy');
    expect((await move(coach)).status).toBe(200);
  });

  it('do not keep coaches from booking for a client, as time off does not', async () => {
    await busy(app, coach, [at('10:00'), at('11:00')]);
    await book('12:00');
    const asked = { client_id: client.id, scheduled_at: at('10:00') };
    expect(await coach.post('/coach/bookings', asked)).toMatchObject({ status: 201 });
    expectRefusal(await book('10:00'), 409, 'coach-busy');
  });

  it('are another coach’s own affair', async () => {
    const other = await app.coach();
    await busy(app, other, [at('09:00'), at('13:00')]);
    expect(await startsFor(client)).toHaveLength(4);
  });

  it('go with the account', async () => {
    await busy(app, coach, [at('10:00'), at('11:00')]);
    const admin = await app.admin();
    await admin.delete(`/admin/users/${coach.id}`);
    for (const table of ['external_calendars', 'busy_times']) {
      expect(await app.sql(['SELECT FROM', table, 'WHERE coach_id = $1'].join(' '), [coach.id])).toEqual([]);
    }
  });
});
