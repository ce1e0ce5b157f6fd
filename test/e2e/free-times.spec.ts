import { type Person, TestApp } from '../support/app.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';

describe('free times', () => {
  let app: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    app.setTime(new Date('2027-03-20T12:00:00Z'));
    client = await app.client();
  });

  afterAll(() => app.stop());

  const times = async (reader: Person, coach: Person, query = '') => {
    const { status, body } = await reader.get(`/bookings/coaches/${coach.id}/times${query}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    return body as {
      times: { starts_at: string; ends_at: string; local_start: string }[];
      next_starts_at: string | null;
    };
  };

  const startsOn = async (reader: Person, coach: Person, day: string, more = '') =>
    (await times(reader, coach, `?from=${day}&to=${day}${more}`)).times.map(({ local_start }) => local_start);

  const codes = async (reader: Person, coach: Person, start: string, more = '') => {
    const { status, body } = await reader.get(
      `/bookings/coaches/${coach.id}/times/explain?starts_at=${encodeURIComponent(start)}${more}`,
    );
    expect(status).toBe(200);
    return (body.reasons as { code: string }[]).map(({ code }) => code);
  };

  const open = async (...args: Parameters<typeof opened> extends [unknown, unknown, ...infer Rest] ? Rest : never) => {
    const coach = await app.coach();
    await opened(app, coach, ...args);
    return coach;
  };

  it('are those of the coach’s hours, shown in the zone that is asked for', async () => {
    const coach = await open({ time_zone: 'Europe/Berlin', weekly_hours: daily(9, 11), grid_minutes: 30 });
    const found = await times(client, coach, '?from=2027-03-22&to=2027-03-22&time_zone=America/New_York');
    expect(found).toEqual({
      coach_id: coach.id,
      session_type_id: expect.any(Number),
      time_zone: 'America/New_York',
      times: [
        {
          starts_at: '2027-03-22T08:00:00.000Z',
          ends_at: '2027-03-22T09:00:00.000Z',
          local_start: '2027-03-22T04:00:00-04:00',
        },
        expect.objectContaining({ local_start: '2027-03-22T04:30:00-04:00' }),
        expect.objectContaining({ local_start: '2027-03-22T05:00:00-04:00' }),
      ],
      next_starts_at: '2027-03-22T08:00:00.000Z',
    });
  });

  it('leave out the hour that the clock jumps over in Berlin, and show the one that comes twice in autumn twice', async () => {
    const coach = await open({
      time_zone: 'Europe/Berlin',
      weekly_hours: daily(1, 4),
      grid_minutes: 60,
      window_days: 365,
    });
    expect(await startsOn(client, coach, '2027-03-28')).toEqual([
      '2027-03-28T01:00:00+01:00',
      '2027-03-28T03:00:00+02:00',
    ]);
    expect(await startsOn(client, coach, '2027-10-31')).toEqual([
      '2027-10-31T01:00:00+02:00',
      '2027-10-31T02:00:00+02:00',
      '2027-10-31T02:00:00+01:00',
      '2027-10-31T03:00:00+01:00',
    ]);
  });

  it('are nothing, and next is null, for a coach without hours', async () => {
    const coach = await app.coach();
    expect(await times(client, coach)).toMatchObject({ times: [], next_starts_at: null, session_type_id: null });
    expect(await codes(client, coach, '2027-03-22T09:00:00Z')).toEqual(['no-hours']);
  });

  it('name the next one when the period has none', async () => {
    const coach = await open({ weekly_hours: [540, 600] });
    const found = await times(client, coach, '?from=2027-03-23&to=2027-03-24');
    expect(found).toMatchObject({ times: [], next_starts_at: '2027-03-29T09:00:00.000Z' });
  });

  it('leave out sessions and holds of the coach with the buffers of both, and the client’s own sessions', async () => {
    const coach = await open({ weekly_hours: daily(8, 16), grid_minutes: 60 }, { buffer_after_minutes: 30 });
    const [other, elsewhere] = await Promise.all([app.client(), app.coach()]);
    await opened(app, elsewhere);
    const book = (by: Person, of: Person, start: string) =>
      by.post('/bookings/book', { coach_id: of.id, scheduled_at: start });
    expect((await book(other, coach, '2027-03-22T10:00:00Z')).status).toBe(201);
    expect((await book(client, elsewhere, '2027-03-22T14:00:00Z')).status).toBe(201);
    const hours = (starts: string[]) => starts.map((start) => Number(start.slice(11, 13)));
    expect(hours(await startsOn(client, coach, '2027-03-22'))).toEqual([8, 12, 13, 15]);
    expect(hours(await startsOn(await app.admin(), coach, '2027-03-22'))).toEqual([8, 12, 13, 14, 15]);
    expect(await codes(client, coach, '2027-03-22T10:30:00Z')).toEqual(['off-grid', 'coach-busy']);
    expect(await codes(client, coach, '2027-03-22T11:00:00Z')).toEqual(['too-close']);
    expect(await codes(client, coach, '2027-03-22T14:00:00Z')).toEqual(['you-are-busy']);
  });

  it('are explained up to the last moment of the year 9999', async () => {
    const coach = await open({});
    const last = '9999-12-31T23:59:59.999Z';
    const { status, body } = await client.get(`/bookings/coaches/${coach.id}/times/explain?starts_at=${last}`);
    expect([status, body.starts_at, body.ends_at]).toEqual([200, last, last]);
  });

  it('are explained with all reasons, in their order', async () => {
    const coach = await open({
      weekly_hours: daily(9, 17),
      ...{ notice_minutes: 120, window_days: 10, daily_limit: 1, client_limit: 1, auto_confirm: true },
    });
    await app.sql(`INSERT INTO time_off (coach_id, first_day, last_day) VALUES ($1, '2027-03-24', '2027-03-24')`, [
      coach.id,
    ]);
    const booked = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at: '2027-03-22T10:00:00Z' });
    expect(booked.body).toMatchObject({ status: 'confirmed' });
    const other = await app.client();
    const reasons = async (start: string) => [await codes(client, coach, start), await codes(other, coach, start)];
    expect(await reasons('2027-03-20T11:00:00Z')).toEqual([
      ['in-the-past', 'too-soon', 'client-limit'],
      ['in-the-past', 'too-soon'],
    ]);
    expect(await reasons('2027-03-20T13:00:00Z')).toEqual([['too-soon', 'client-limit'], ['too-soon']]);
    expect(await reasons('2027-03-30T09:00:00Z')).toEqual([['too-late-ahead', 'client-limit'], ['too-late-ahead']]);
    expect(await reasons('2027-03-24T20:00:00Z')).toEqual([
      ['outside-hours', 'time-off', 'off-grid', 'client-limit'],
      ['outside-hours', 'time-off', 'off-grid'],
    ]);
    expect(await reasons('2027-03-22T10:15:00Z')).toEqual([
      ['coach-busy', 'daily-limit', 'client-limit', 'you-are-busy'],
      ['coach-busy', 'daily-limit'],
    ]);
  });

  it('are refused for what cannot be asked', async () => {
    const coach = await open();
    const ask = (query: string) => client.get(`/bookings/coaches/${coach.id}/times${query}`);
    expectFieldsRefused(await ask('?from=2027-03-22&to=2027-05-24'), 'to');
    expectFieldsRefused(await ask('?from=2027-03-22&to=2027-03-21'), 'from', 'to');
    expectFieldsRefused(await ask('?time_zone=%2B02:00'), 'time_zone');
    expectRefusal(await ask('?session_type_id=999999'), 404, 'session-type-not-found');
    expectRefusal(await client.get('/bookings/coaches/999999/times'), 404, 'coach-not-found');
    expectFieldsRefused(await client.get(`/bookings/coaches/${coach.id}/times/explain`), 'starts_at');
    expect((await ask('?from=2027-03-22&to=2027-05-22')).status).toBe(200);
  });

  it('say nothing of a coach who is deactivated', async () => {
    const coach = await open();
    await app.sql(`UPDATE users SET is_active = false WHERE id = $1`, [coach.id]);
    expectRefusal(await client.get(`/bookings/coaches/${coach.id}/times`), 404, 'coach-not-found');
    const explain = `/bookings/coaches/${coach.id}/times/explain?starts_at=2027-03-22T10:00:00Z`;
    expectRefusal(await client.get(explain), 404, 'coach-not-found');
  });

  it('tell who is free at a time, with what they offer then', async () => {
    const words = { specialties: 'Free divers' };
    const [open24, closed, short] = await Promise.all([app.coach(words), app.coach(words), app.coach(words)]);
    const typeId = await opened(app, open24, {});
    await opened(app, closed, { weekly_hours: daily(9, 12) });
    await opened(app, short, {}, { minutes: 30 });
    const free = async (reader: Person, query: string) => {
      const { status, body } = await reader.get(
        `/bookings/times?starts_at=2027-03-22T13:00:00Z&specialty=free%20divers${query}`,
      );
      expect(status).toBe(200);
      return (body as { coach_id: number }[]).map(({ coach_id }) => coach_id).sort((a, b) => a - b);
    };
    expect(await free(client, '')).toEqual([open24.id, short.id].sort((a, b) => a - b));
    expect(await free(client, '&minutes=60')).toEqual([open24.id]);
    const { body } = await client.get(
      '/bookings/times?starts_at=2027-03-22T13:00:00Z&minutes=60&specialty=free%20divers',
    );
    expect(body).toEqual([
      expect.objectContaining({ coach_id: open24.id, session_type_id: typeId, total_slots: 10, available_slots: 10 }),
    ]);
    await client.post('/bookings/book', { coach_id: open24.id, scheduled_at: '2027-03-22T13:00:00Z' });
    expect(await free(client, '')).toEqual([]);
    expect(await free(await app.client(), '')).toEqual([short.id]);
  });
});
