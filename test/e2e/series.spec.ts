import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';
import { occurrencesIn } from '../support/series.js';

/** Six in the morning in Berlin, on a Monday; summer begins there on 28 March. */
const NOW = new Date('2027-03-01T05:00:00Z');
/** A Tuesday, 18:00 in Berlin. */
const START = '2027-03-16T17:00:00.000Z';
const TIMES = [START, '2027-03-23T17:00:00.000Z', '2027-03-30T16:00:00.000Z', '2027-04-06T16:00:00.000Z'] as const;

type Seen = Parameters<typeof occurrencesIn>[0];

describe('booking a series', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let other: Person;
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOW);
    [coach, client, other] = await Promise.all([app.coach(), app.client(), app.client()]);
    type = await opened(app, coach, { time_zone: 'Europe/Berlin' });
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const wish = (more: object = {}) => ({ coach_id: coach.id, starts_at: START, every_weeks: 1, count: 4, ...more });
  const series = (more: object = {}, by = client) => by.post('/bookings/series', wish(more));
  const preview = (more: object = {}, by = client) => by.post('/bookings/series/preview', wish(more));
  const book = (by: Person, scheduled_at: string) =>
    by.post('/bookings/book', { coach_id: coach.id, scheduled_at, session_type_id: type });
  const schedule = (columns: string) => app.sql(`UPDATE schedules SET ${columns} WHERE coach_id = $1`, [coach.id]);
  const verdicts = (body: Seen) => occurrencesIn(body).map(({ verdict }) => verdict);
  const rows = () =>
    app.sql<{ id: number; series_id: number | null }>(
      `SELECT id, series_id FROM bookings WHERE client_id = $1 AND kind = 'booking' ORDER BY scheduled_at`,
      [client.id],
    );

  it('keeps the wall time of the coach over the change to summer time', async () => {
    const { status, body } = await series();
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      coach_id: coach.id,
      session_type_id: type,
      session_type_name: 'Training session',
      rule: {
        ...{ starts_on: '2027-03-16', local_time: '18:00', time_zone: 'Europe/Berlin', every_weeks: 1, weekdays: [2] },
        ...{ count: 4, until: null },
      },
      occurrences: TIMES.map((starts_at, index) => ({
        starts_at,
        local_start: `${starts_at.slice(0, 10)}T18:00:00+0${index < 2 ? 1 : 2}:00`,
        verdict: 'free',
        booking_id: expect.any(Number),
      })),
    });
    const bookings = await client.get('/bookings/my-bookings?sort=scheduled_at&when=upcoming');
    expect(bookings.body).toMatchObject(
      TIMES.map((scheduled_at, index) => ({
        ...{ scheduled_at, status: 'pending', series_id: body.id, session_type_id: type, slot_number: null },
        id: body.occurrences[index].booking_id,
      })),
    );
  });

  it('is previewed with the same verdicts, and nothing is written', async () => {
    await book(other, TIMES[1]);
    const { status, body } = await preview({ weekdays: [2, 4], count: 5 });
    expect(status).toBe(200);
    expect(body.id).toBeNull();
    expect(verdicts(body)).toEqual(['free', 'free', 'coach-busy', 'free', 'free']);
    expect(occurrencesIn(body).map(({ booking_id }) => booking_id)).toEqual([...[null, null, null, null, null]]);
    expect(await rows()).toEqual([]);
    expect(await app.sql(`SELECT id FROM series WHERE client_id = $1`, [client.id])).toEqual([]);
  });

  it('books all or none', async () => {
    await book(other, TIMES[2]);
    const answer = await series();
    expectRefusal(answer, 409, 'series-conflict');
    expect(answer.body.detail).toContain('Of 4 sessions 1 cannot be had');
    expect(answer.body.occurrences).toMatchObject(
      TIMES.map((starts_at, index) => ({ starts_at, verdict: index === 2 ? 'coach-busy' : 'free', booking_id: null })),
    );
    expect(await rows()).toEqual([]);
  });

  it('leaves out what is not free when asked to, and says what', async () => {
    await book(other, TIMES[2]);
    const { status, body } = await series({ on_conflict: 'skip' });
    expect(status).toBe(201);
    expect(verdicts(body)).toEqual(['free', 'free', 'coach-busy', 'free']);
    const booked = occurrencesIn(body).flatMap(({ booking_id: id }) => id ?? []);
    expect((await rows()).map(({ id }) => id)).toEqual(booked);
    expect(booked).toHaveLength(3);
  });

  it('is refused when nothing is left, even when asked to skip', async () => {
    for (const start of TIMES) await book(other, start);
    const answer = await series({ on_conflict: 'skip' });
    expectRefusal(answer, 409, 'series-conflict');
    expect(verdicts(answer.body)).toEqual(TIMES.map(() => 'coach-busy'));
  });

  it('tells times that do not exist and never shifts them', async () => {
    // Sundays, half past two in the night: on 28 March the clock jumps over it.
    const night = { starts_at: '2027-03-21T01:30:00Z', count: 3 };
    const refused = await series(night);
    expectRefusal(refused, 409, 'series-conflict');
    const { body } = await series({ ...night, on_conflict: 'skip' });
    expect(body.occurrences).toMatchObject([
      { starts_at: '2027-03-21T01:30:00.000Z', local_start: '2027-03-21T02:30:00+01:00', verdict: 'free' },
      { starts_at: null, local_start: null, verdict: 'no-such-time', booking_id: null },
      { starts_at: '2027-04-04T00:30:00.000Z', local_start: '2027-04-04T02:30:00+02:00', verdict: 'free' },
    ]);
  });

  it('reaches as far as the coach lets series reach, beyond the window of single bookings', async () => {
    await schedule(`window_days = 10, series_weeks = 4`);
    expect(verdicts((await preview({ starts_at: '2027-03-02T17:00:00Z', count: 5 })).body)).toEqual([
      ...['free', 'free', 'free', 'free', 'too-late-ahead'],
    ]);
    // Four weeks after today, and not a day more.
    expect(verdicts((await preview({ starts_at: '2027-03-22T17:00:00Z', count: 2 })).body)).toEqual([
      ...['free', 'free'],
    ]);
    expect(verdicts((await preview({ starts_at: '2027-03-23T17:00:00Z', count: 2 })).body)).toEqual([
      ...['free', 'too-late-ahead'],
    ]);
    expectRefusal(await book(client, '2027-03-16T17:00:00Z'), 409, 'too-late-ahead');
    await schedule('series_weeks = 0');
    expectRefusal(await preview(), 409, 'no-series');
    expectRefusal(await series(), 409, 'no-series');
  });

  it('is bound by all the rules of single bookings, and its own sessions count', async () => {
    await schedule(
      `notice_minutes = 30000, client_limit = 3, daily_limit = 1, weekly_hours = '{${daily(8, 20).join()}}'`,
    );
    await book(other, '2027-04-06T08:00:00Z');
    await app.sql(`INSERT INTO time_off (coach_id, first_day, last_day) VALUES ($1, '2027-04-13', '2027-04-13')`, [
      coach.id,
    ]);
    await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
    const { body } = await preview({ count: 8 });
    expect(verdicts(body)).toEqual([
      ...['too-soon', 'free', 'free', 'daily-limit', 'time-off', 'client-limit', 'client-limit', 'client-limit'],
    ]);
    expect(verdicts((await preview({ starts_at: '2027-04-05T18:30:00Z' })).body)[0]).toBe('outside-hours');
    expect(verdicts((await preview({ starts_at: '2027-04-05T16:07:00Z' })).body)[0]).toBe('off-grid');
  });

  it('is not free where the client has sessions with somebody else', async () => {
    const elsewhere = await app.coach();
    await client.post('/bookings/book', { coach_id: elsewhere.id, slot_number: 1, scheduled_at: TIMES[3] });
    expect(verdicts((await preview()).body)).toEqual(['free', 'free', 'free', 'you-are-busy']);
  });

  it('of a coach without hours is no series', async () => {
    const slots = await app.coach();
    const answer = await client.post('/bookings/series/preview', { ...wish(), coach_id: slots.id, count: 2 });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ session_type_id: null, rule: { time_zone: 'UTC', local_time: '17:00' } });
    expect(verdicts(answer.body)).toEqual(['no-hours', 'no-hours']);
    expectRefusal(await client.post('/bookings/series', { ...wish(), coach_id: slots.id }), 409, 'series-conflict');
  });

  it('is confirmed at once when its coach wants it so', async () => {
    await schedule('auto_confirm = true');
    const { body } = await series();
    const { body: found } = await client.get(`/bookings/series/${body.id}`);
    expect(found.counts).toEqual({ pending: 0, confirmed: 4, completed: 0, cancelled: 0 });
  });

  it('uses up the holds of its client, and no others', async () => {
    const hold = (by: Person, scheduled_at: string) =>
      by.post('/bookings/holds', { coach_id: coach.id, scheduled_at, session_type_id: type });
    await schedule('notice_minutes = 21000');
    app.setTime(new Date('2027-03-01T05:00:00Z'));
    await hold(client, START);
    await hold(other, TIMES[1]);
    // The notice of the first session runs out while it is held.
    app.setTime(new Date('2027-03-01T05:04:00Z'));
    await schedule('notice_minutes = 22320');
    expect(verdicts((await preview()).body)).toEqual(['free', 'held', 'free', 'free']);
    const { body } = await series({ on_conflict: 'skip' });
    expect(verdicts(body)).toEqual(['free', 'held', 'free', 'free']);
    const holds = await app.sql(`SELECT client_id FROM bookings WHERE kind = 'hold' AND coach_id = $1`, [coach.id]);
    expect(holds).toEqual([{ client_id: other.id }]);
  });

  it('books a time that the waitlist offers its client, and ends their wait', async () => {
    const entry = await app.sql<{ id: number }>(
      `INSERT INTO waitlist_entries (client_id, coach_id, kind, session_type_id, from_date, to_date, expires_at, created_at, updated_at)
       VALUES ($1, $2, 'time', $3, '2027-03-01', '2027-05-01', '2027-05-01Z', $4, $4) RETURNING id`,
      [client.id, coach.id, type, NOW],
    );
    await app.sql(
      `INSERT INTO bookings (coach_id, client_id, kind, scheduled_at, ends_at, hold_id, held_until, waitlist_entry_id, created_at, updated_at)
       VALUES ($1, $2, 'offer', $3, $3::timestamptz + interval '1 hour', gen_random_uuid(), '2027-03-02Z', $4, $5, $5)`,
      [coach.id, client.id, TIMES[1], entry[0]!.id, NOW],
    );
    expect(verdicts((await preview({}, other)).body)).toEqual(['free', 'held', 'free', 'free']);
    expect((await series()).status).toBe(201);
    const found = await app.sql(`SELECT status FROM waitlist_entries WHERE id = $1`, [entry[0]!.id]);
    expect(found).toEqual([{ status: 'booked' }]);
    expect(await app.sql(`SELECT id FROM bookings WHERE kind = 'offer' AND client_id = $1`, [client.id])).toEqual([]);
  });

  it('is booked once with one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': `series-${client.id}` };
    const first = await client.post('/bookings/series', wish(), headers);
    const again = await client.post('/bookings/series', wish(), headers);
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(await rows()).toHaveLength(4);
  });

  it.each([
    [{ count: undefined }, 'count'],
    [{ until: '2027-05-01' }, 'count'],
    [{ count: 1 }, 'count'],
    [{ count: 53 }, 'count'],
    [{ count: undefined, until: '2028-04-01' }, 'until'],
    [{ count: undefined, until: '2027-03-22' }, 'until'],
    [{ count: undefined, until: '2027-03-01' }, 'until'],
    [{ count: undefined, until: '9999-12-31', every_weeks: 8 }, 'until'],
    [{ weekdays: [] }, 'weekdays'],
    [{ weekdays: [0] }, 'weekdays'],
    [{ weekdays: [2, 2] }, 'weekdays'],
    [{ weekdays: '2' }, 'weekdays'],
    [{ every_weeks: 9 }, 'every_weeks'],
    [{ starts_at: '2027-03-01T04:59:00Z' }, 'starts_at'],
    [{ starts_at: '2027-03-16T17:00:30Z' }, 'starts_at'],
    [{ starts_at: '9999-12-31T17:00:00Z' }, 'starts_at'],
    [{ on_conflict: 'maybe' }, 'on_conflict'],
  ])('with %j is refused and names %s', async (more, field) => {
    for (const answer of [await preview(more), await series(more)]) {
      expectRefusal(answer, 422, 'validation-failed');
      expect(answer.body.errors).toMatchObject([{ field }]);
    }
  });

  it('of 52 sessions takes the last day in, and no more', async () => {
    await schedule('series_weeks = 52');
    const daily52 = { weekdays: [1, 2, 3, 4, 5, 6, 7], count: undefined };
    const { status, body } = await series({ ...daily52, until: '2027-05-06' });
    expect([status, body.occurrences.length, occurrencesIn(body).at(-1)!.local_start]).toEqual([
      ...[201, 52, '2027-05-06T18:00:00+02:00'],
    ]);
    expectRefusal(await preview({ ...daily52, until: '2027-05-07' }), 422, 'validation-failed');
  });

  it('is refused where a booking would be: unknown coaches and types', async () => {
    expectRefusal(await series({ coach_id: other.id }), 404, 'coach-not-found');
    expectRefusal(await series({ session_type_id: 999_999 }), 404, 'session-type-not-found');
    await app.sql(`UPDATE users SET is_active = false WHERE id = $1`, [coach.id]);
    expectRefusal(await series(), 404, 'coach-not-found');
  });

  it('is decided by what the coach changed since the preview, and stays when they change it later', async () => {
    expect(verdicts((await preview()).body)).toEqual(TIMES.map(() => 'free'));
    await coach.put('/coach/schedule', { weekly_hours: [{ weekday: 2, start: '08:00', end: '12:00' }] });
    const answer = await series();
    expectRefusal(answer, 409, 'series-conflict');
    expect(verdicts(answer.body)).toEqual(TIMES.map(() => 'outside-hours'));
    await coach.put('/coach/schedule', { weekly_hours: [{ weekday: 2, start: '08:00', end: '20:00' }] });
    const { body } = await series();
    await coach.put('/coach/schedule', { weekly_hours: [], time_zone: 'America/New_York' });
    await coach.put(`/coach/session-types/${type}`, { name: 'Other', minutes: 30 });
    const { body: found } = await client.get(`/bookings/series/${body.id}`);
    expect(found).toMatchObject({ session_type_name: 'Training session', rule: { time_zone: 'Europe/Berlin' } });
    expect(occurrencesIn(found).map(({ local_start }) => local_start)).toEqual(
      occurrencesIn(body).map(({ local_start }) => local_start),
    );
  });
});
