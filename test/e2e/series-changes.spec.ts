import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectRefusal } from '../support/refusals.js';
import { opened } from '../support/schedules.js';
import { bookingsIn, occurrencesIn } from '../support/series.js';

/** Mondays at nine in Berlin, from 8 March on; summer begins there on 28 March. */
const NOW = new Date('2027-03-01T05:00:00Z');
const START = '2027-03-08T08:00:00.000Z';
const MINUTE_MS = 60_000;

type Seen = Parameters<typeof occurrencesIn>[0];

describe('a series that was booked', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let other: Person;
  let admin: Person;
  let type: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOW);
    [coach, client, other, admin] = await Promise.all([app.coach(), app.client(), app.client(), app.admin()]);
    type = await opened(app, coach, { time_zone: 'Europe/Berlin', auto_confirm: false });
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const make = async (more: object = {}) => {
    const wish = { coach_id: coach.id, starts_at: START, every_weeks: 1, count: 4, ...more };
    const { status, body } = await client.post('/bookings/series', wish);
    expect([status, body.code]).toEqual([201, undefined]);
    const ids = bookingsIn(body);
    return { id: body.id as number, ids };
  };
  const deed = (by: Person, id: number, what: string, body?: object) => by.post(`/bookings/series/${id}/${what}`, body);
  const move = (by: Person, id: number, from: number | undefined, starts_at: string) =>
    deed(by, id, 'move', { from, starts_at });
  const moveOne = (by: Person, id: number | undefined, scheduled_at: string) =>
    by.post(`/bookings/bookings/${id}/move`, { scheduled_at });
  const statuses = (body: Seen) => occurrencesIn(body).map(({ status }) => status);
  const times = (body: Seen) =>
    occurrencesIn(body).map(
      ({ local_start, is_exception }) => local_start.slice(5, 16) + (is_exception ? ' alone' : ''),
    );
  const schedule = (columns: string) => app.sql(`UPDATE schedules SET ${columns} WHERE coach_id = $1`, [coach.id]);
  const before = (start: string, minutes: number) => app.setTime(new Date(Date.parse(start) - minutes * MINUTE_MS));

  describe('is shown', () => {
    it('to its client, its coach and admins, with its bookings as they are now', async () => {
      const { id, ids } = await make();
      await coach.put(`/bookings/bookings/${ids[0]}`, { status: 'confirmed' });
      await client.put(`/bookings/bookings/${ids[3]}`, { status: 'cancelled' });
      await moveOne(coach, ids[1], '2027-03-16T08:00:00Z');
      const { status, body } = await client.get(`/bookings/series/${id}`);
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          ...{ id, coach_id: coach.id, coach_name: coach.name, client_id: client.id, client_name: client.name },
          ...{ session_type_id: type, session_type_name: 'Training session' },
          rule: {
            ...{ starts_on: '2027-03-08', local_time: '09:00', time_zone: 'Europe/Berlin', every_weeks: 1 },
            ...{ weekdays: [1], count: 4, until: null },
          },
          counts: { pending: 2, confirmed: 1, completed: 0, cancelled: 1 },
          next_starts_at: START,
          ...{ created_at: NOW.toISOString(), updated_at: NOW.toISOString() },
          occurrences: [
            ...(['2027-03-08T08', '2027-03-16T08', '2027-03-22T08', '2027-03-29T07'] as const).map((at, index) => ({
              starts_at: `${at}:00:00.000Z`,
              local_start: `${at.slice(0, 10)}T09:00:00+0${index < 3 ? 1 : 2}:00`,
              verdict: 'free',
              booking_id: ids[index],
              status: ['confirmed', 'pending', 'pending', 'cancelled'][index],
              is_exception: index === 1,
            })),
          ],
        },
      });
      for (const reader of [coach, admin]) {
        expect((await reader.get(`/bookings/series/${id}`)).body).toEqual(body);
      }
      expectRefusal(await other.get(`/bookings/series/${id}`), 403, 'not-your-booking');
      expectRefusal(await (await app.coach()).get(`/bookings/series/${id}`), 403, 'not-your-booking');
      expectRefusal(await client.get('/bookings/series/999999'), 404, 'series-not-found');
    });

    it('in lists by page, the newest first, to those whose it is', async () => {
      const first = await make();
      before(START, 60 * 24);
      const second = await make({ starts_at: '2027-03-09T08:00:00Z' });
      for (const reader of [client, coach]) {
        const { body } = await reader.get('/bookings/series');
        expect(body).toMatchObject([{ id: second.id }, { id: first.id }]);
        expect(body[1]).toMatchObject({ coach_name: coach.name, client_name: client.name, counts: { pending: 4 } });
        expect(body[1]).not.toHaveProperty('occurrences');
      }
      const page = await client.get('/bookings/series?limit=1');
      const next = /<(.*)>/.exec(page.headers.get('link')!)![1]!;
      expect((await client.get(next)).body).toMatchObject([{ id: first.id }]);
      expect((await other.get('/bookings/series')).body).toEqual([]);
      expect((await admin.get('/bookings/series')).body.length).toBeGreaterThanOrEqual(2);
    });
  });

  describe('is confirmed', () => {
    it('by its coach: all that are pending and have not started', async () => {
      const { id, ids } = await make();
      await client.put(`/bookings/bookings/${ids[2]}`, { status: 'cancelled' });
      before(START, 0);
      const { status, body } = await deed(coach, id, 'confirm');
      expect([status, statuses(body)]).toEqual([200, ['pending', 'confirmed', 'cancelled', 'confirmed']]);
      expect((await deed(coach, id, 'confirm')).body).toEqual(body);
      const { body: history } = await client.get(`/bookings/bookings/${ids[1]}/history`);
      expect(history).toHaveLength(2);
      expect(history[1]).toMatchObject({ by: 'coach', by_name: coach.name, to_status: 'confirmed' });
    });

    it('by nobody else', async () => {
      const { id } = await make();
      expectRefusal(await deed(client, id, 'confirm'), 403, 'forbidden');
      expectRefusal(await deed(admin, id, 'confirm'), 403, 'forbidden');
      expectRefusal(await deed(await app.coach(), id, 'confirm'), 403, 'not-your-booking');
      expectRefusal(await deed(coach, 999_999, 'confirm'), 404, 'series-not-found');
    });
  });

  describe('is cancelled', () => {
    it('from one session on, with a reason, and the earlier ones stay', async () => {
      const { id, ids } = await make();
      const { status, body } = await deed(client, id, 'cancel', { from: ids[2], reason: 'I move away.' });
      expect([status, statuses(body)]).toEqual([200, ['pending', 'pending', 'cancelled', 'cancelled']]);
      const { body: booking } = await coach.get(`/bookings/bookings/${ids[3]}`);
      expect(booking).toMatchObject({
        ...{ status: 'cancelled', cancelled_by: 'client', cancel_reason: 'I move away.', is_late_cancellation: false },
      });
      expect((await deed(client, id, 'cancel', { from: ids[2] })).body).toEqual(body);
    });

    it.each(['coach', 'admin'] as const)('by its %s, in whole, and what has started stays', async (role) => {
      const { id, ids } = await make();
      await deed(coach, id, 'confirm');
      before(START, -30);
      const { body } = await deed(role === 'coach' ? coach : admin, id, 'cancel', {});
      expect(statuses(body)).toEqual(['confirmed', 'cancelled', 'cancelled', 'cancelled']);
      const { body: booking } = await client.get(`/bookings/bookings/${ids[3]}`);
      expect(booking).toMatchObject({ cancelled_by: role, cancel_reason: null, is_late_cancellation: false });
    });

    it('by its client: each that comes too late is marked, for itself', async () => {
      const { id, ids } = await make();
      await deed(coach, id, 'confirm');
      before(START, 60);
      await deed(client, id, 'cancel', {});
      const found = await Promise.all(ids.map((one) => client.get(`/bookings/bookings/${one}`)));
      expect(found.map(({ body }) => body.is_late_cancellation)).toEqual([true, false, false, false]);
    });

    it('from a session that has started on only by those who may cancel that one', async () => {
      const { id, ids } = await make();
      await deed(coach, id, 'confirm');
      before(START, -30);
      expectRefusal(await deed(client, id, 'cancel', { from: ids[0] }), 409, 'already-started');
      expect(statuses((await client.get(`/bookings/series/${id}`)).body)).toEqual(ids.map(() => 'confirmed'));
      const { body } = await deed(coach, id, 'cancel', { from: ids[0] });
      expect(statuses(body)).toEqual(ids.map(() => 'cancelled'));
    });

    it('by the order of its rule: one that was moved by itself belongs where it was planned', async () => {
      const { id, ids } = await make();
      await moveOne(client, ids[3], '2027-03-10T08:00:00Z');
      const { body } = await deed(client, id, 'cancel', { from: ids[2] });
      expect(statuses(body)).toEqual(['pending', 'pending', 'cancelled', 'cancelled']);
    });

    it('never by strangers, nor from a booking of another series', async () => {
      const [{ id }, another] = [await make(), await make({ starts_at: '2027-03-09T08:00:00Z' })];
      expectRefusal(await deed(other, id, 'cancel', {}), 403, 'not-your-booking');
      expectRefusal(await deed(client, id, 'cancel', { from: another.ids[0] }), 404, 'booking-not-found');
      expect((await deed(client, id, 'cancel', { from: 'x' })).status).toBe(422);
    });
  });

  describe('is moved', () => {
    it('to another day and time, by the clocks of its zone, and is pending again', async () => {
      const { id, ids } = await make();
      await deed(coach, id, 'confirm');
      const { status, body } = await move(client, id, ids[1], '2027-03-16T17:30:00Z');
      expect([status, times(body)]).toEqual([200, ['03-08T09:00', '03-16T18:30', '03-23T18:30', '03-30T18:30']]);
      expect(statuses(body)).toEqual(['confirmed', 'pending', 'pending', 'pending']);
      expect(body.rule).toMatchObject({ starts_on: '2027-03-08', local_time: '18:30', weekdays: [2] });
      const { body: booking } = await client.get(`/bookings/bookings/${ids[3]}`);
      expect(booking).toMatchObject({ sequence: 2, ends_at: '2027-03-30T17:30:00.000Z' });
      expect((await move(client, id, ids[1], '2027-03-16T17:30:00Z')).body).toEqual(body);
    });

    it('by its coach outside the hours, and stays confirmed', async () => {
      const { id, ids } = await make();
      await deed(coach, id, 'confirm');
      await schedule(`weekly_hours = '{}'`);
      const { body } = await move(coach, id, ids[0], '2027-03-09T05:00:00Z');
      expect(times(body)).toEqual(['03-09T06:00', '03-16T06:00', '03-23T06:00', '03-30T06:00']);
      expect(statuses(body)).toEqual(ids.map(() => 'confirmed'));
      expect(body.rule).toMatchObject({ starts_on: '2027-03-09' });
    });

    it.each([
      ['a day on', '2027-03-09T08:00:00Z', ['03-09', '03-10', '03-11', '03-12', '03-13', '03-14', '03-15', '03-16']],
      ['a day back', '2027-03-07T08:00:00Z', ['03-07', '03-08', '03-09', '03-10', '03-11', '03-12', '03-13', '03-14']],
      [
        'half an hour on',
        '2027-03-08T08:30:00Z',
        ['03-08', '03-09', '03-10', '03-11', '03-12', '03-13', '03-14', '03-15'],
      ],
    ])('onto its own old times, %s', async (_, to, days) => {
      await app.sql(`UPDATE session_types SET buffer_after_minutes = 45 WHERE id = $1`, [type]);
      const { id, ids } = await make({ weekdays: [1, 2, 3, 4, 5, 6, 7], count: 8 });
      const { status, body } = await move(client, id, ids[0], to);
      expect(status).toBe(200);
      expect(times(body).map((time) => time.slice(0, 5))).toEqual(days);
    });

    it('by whole weeks onto its own old times', async () => {
      const { id, ids } = await make({ count: 8 });
      const { body } = await move(client, id, ids[2], '2027-03-29T07:00:00Z');
      expect(times(body)).toEqual([
        ...['03-08', '03-15', '03-29', '04-05', '04-12', '04-19', '04-26', '05-03'].map((day) => `${day}T09:00`),
      ]);
    });

    it('without the sessions that were moved by themselves', async () => {
      const { id, ids } = await make();
      await moveOne(client, ids[2], '2027-03-24T08:00:00Z');
      const { body } = await move(client, id, ids[1], '2027-03-16T08:00:00Z');
      expect(times(body)).toEqual(['03-08T09:00', '03-16T09:00', '03-24T09:00 alone', '03-30T09:00']);
      const again = await move(client, id, ids[1], '2027-03-17T08:00:00Z');
      expect(times(again.body)).toEqual(['03-08T09:00', '03-17T09:00', '03-24T09:00 alone', '03-31T09:00']);
    });

    it('to the weekday that is asked for, also from one that was moved by itself', async () => {
      const { id, ids } = await make();
      await moveOne(client, ids[1], '2027-03-19T08:00:00Z');
      const { body } = await move(client, id, ids[1], '2027-03-16T08:00:00Z');
      expect(times(body)).toEqual(['03-08T09:00', '03-16T09:00', '03-23T09:00', '03-30T09:00']);
    });

    it('all or none: one that is in the way keeps all where they are', async () => {
      const { id, ids } = await make();
      await other.post('/bookings/book', { coach_id: coach.id, scheduled_at: '2027-03-23T08:00:00Z' });
      for (const by of [client, coach]) {
        const answer = await move(by, id, ids[0], '2027-03-09T08:00:00Z');
        expectRefusal(answer, 409, 'series-conflict');
        expect(answer.body.occurrences).toMatchObject([
          { verdict: 'free', booking_id: ids[0], starts_at: '2027-03-09T08:00:00.000Z' },
          { verdict: 'free' },
          { verdict: 'coach-busy', booking_id: ids[2] },
          { verdict: 'free' },
        ]);
      }
      const { body } = await client.get(`/bookings/series/${id}`);
      expect(times(body)).toEqual(['03-08T09:00', '03-15T09:00', '03-22T09:00', '03-29T09:00']);
    });

    it('never two of them to one time, though an earlier move has put them on one day', async () => {
      const { id, ids } = await make({ count: 2 });
      expect((await move(client, id, ids[1], '2027-03-08T12:00:00Z')).status).toBe(200);
      for (const by of [client, coach]) {
        const answer = await move(by, id, ids[0], '2027-03-09T09:00:00Z');
        expectRefusal(answer, 409, 'series-conflict');
        expect(occurrencesIn(answer.body).map(({ verdict }) => verdict)).toEqual(['coach-busy', 'coach-busy']);
      }
    });

    it('never to a time that does not exist', async () => {
      const { id, ids } = await make();
      const answer = await move(coach, id, ids[0], '2027-03-07T01:30:00Z');
      expectRefusal(answer, 409, 'series-conflict');
      expect(occurrencesIn(answer.body).map(({ verdict }) => verdict)).toEqual([
        ...['free', 'free', 'free', 'no-such-time'],
      ]);
    });

    it('in a circle: nothing happens', async () => {
      const { id, ids } = await make({ weekdays: [2, 3], count: 2, starts_at: '2027-03-09T08:00:00Z' });
      await moveOne(coach, ids[0], '2027-03-11T08:00:00Z');
      const answer = await move(coach, id, ids[0], '2027-03-10T08:00:00Z');
      expectRefusal(answer, 409, 'series-conflict');
      expect(answer.body.occurrences[0]).toMatchObject({ verdict: 'coach-busy', booking_id: ids[0] });
    });

    it('by its client only while each may still be moved, and within hours, notice and reach', async () => {
      const { id, ids } = await make();
      await schedule(`weekly_hours = '{${[8 * 60, 20 * 60].join()}}', series_weeks = 4, window_days = 5`);
      const refused = await move(client, id, ids[0], '2027-03-09T08:00:00Z');
      expectRefusal(refused, 409, 'series-conflict');
      expect(refused.body.occurrences[0].verdict).toBe('outside-hours');
      expect((await move(client, id, ids[0], '2027-03-08T10:00:00Z')).status).toBe(200);
      before(START, -60);
      expectRefusal(await move(client, id, ids[0], '2027-03-15T10:30:00Z'), 409, 'too-late-to-move');
      expect((await move(client, id, ids[1], '2027-03-15T10:30:00Z')).status).toBe(200);
      expect((await move(coach, id, ids[0], '2027-03-15T09:00:00Z')).status).toBe(200);
    });

    it('by its client beyond the limits that its sessions use up already, but for a coach who can be booked', async () => {
      const { id, ids } = await make();
      await schedule('client_limit = 2, daily_limit = 1');
      expect((await move(client, id, ids[0], '2027-03-08T10:00:00Z')).status).toBe(200);
      expect((await move(client, id, ids[0], '2027-03-09T10:00:00Z')).status).toBe(200);
      await admin.put(`/admin/users/${coach.id}`, { is_active: false });
      expectRefusal(await move(client, id, ids[0], '2027-03-10T10:00:00Z'), 404, 'coach-not-found');
    });

    it('drops the holds of its client that are in the way', async () => {
      const { id, ids } = await make();
      await client.post('/bookings/holds', { coach_id: coach.id, scheduled_at: '2027-03-16T08:00:00Z' });
      expect((await move(client, id, ids[0], '2027-03-09T08:00:00Z')).status).toBe(200);
      expect(await app.sql(`SELECT id FROM bookings WHERE kind = 'hold' AND client_id = $1`, [client.id])).toEqual([]);
    });

    it('never by strangers, into the past, or from what has ended', async () => {
      const { id, ids } = await make();
      expectRefusal(await move(other, id, ids[0], '2027-03-09T08:00:00Z'), 403, 'not-your-booking');
      expectRefusal(await move(client, id, 999_999, '2027-03-09T08:00:00Z'), 404, 'booking-not-found');
      expectRefusal(await move(client, id, ids[0], '2027-02-28T08:00:00Z'), 422, 'validation-failed');
      expectRefusal(await move(client, id, ids[0], '2027-03-09T08:00:01Z'), 422, 'validation-failed');
      await client.put(`/bookings/bookings/${ids[0]}`, { status: 'cancelled' });
      expectRefusal(await move(client, id, ids[0], '2027-03-09T08:00:00Z'), 409, 'invalid-transition');
    });
  });
});
