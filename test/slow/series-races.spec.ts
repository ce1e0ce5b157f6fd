import type { Person } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { outcome, RaceTrack, tally } from '../support/races.js';
import { opened } from '../support/schedules.js';
import { bookingsIn, occurrencesIn } from '../support/series.js';

const DAY_MS = 86_400_000;
/** A Monday at midnight that is far enough ahead. */
const TODAY = Date.now() - (Date.now() % DAY_MS);
const MONDAY = TODAY + (15 - new Date(TODAY).getUTCDay()) * DAY_MS;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (day: number, hour: number) => new Date(MONDAY + day * DAY_MS + hour * 3_600_000).toISOString();

describe('series that race, over two instances,', () => {
  let track: RaceTrack;

  beforeAll(async () => {
    track = await RaceTrack.open();
  });

  afterAll(() => track.close());
  afterEach(() => track.expectNoDeadlock());

  const openCoach = async (wanted: object = {}) => {
    const coach = await track.app.coach();
    await opened(track.app, coach, wanted);
    return coach;
  };
  const series = (by: Caller, coach: Person, starts_at: string, more: object = {}) =>
    by.post('/bookings/series', {
      ...{ coach_id: coach.id, starts_at, every_weeks: 1, weekdays: EVERY_DAY, count: 20 },
      ...more,
    });
  const book = (by: Caller, coach: Person, scheduled_at: string) =>
    by.post('/bookings/book', { coach_id: coach.id, scheduled_at });
  const made = async (by: Caller, coach: Person, starts_at: string, more: object = {}) => {
    const { body } = await series(by, coach, starts_at, more);
    const ids = bookingsIn(body);
    return { id: body.id as number, ids };
  };
  const clear = () =>
    track.app.sql(
      `UPDATE bookings SET status = 'cancelled', cancelled_by = 'system' WHERE status IN ('pending', 'confirmed') AND kind = 'booking'`,
    );
  /** How many bookings each series has that was written. */
  const sizes = async (coach: Person) =>
    (
      await track.app.sql<{ count: number }>(
        `SELECT count(b.id)::integer FROM series s LEFT JOIN bookings b ON b.series_id = s.id WHERE s.coach_id = $1 GROUP BY s.id`,
        [coach.id],
      )
    ).map(({ count }) => count);

  it('are whole or absent when many clients want the same times', async () => {
    const [coach, clients] = [await openCoach(), await track.app.clients(6)];
    await track.rounds(6, async (round) => {
      const answers = await Promise.all(
        clients.map((client, index) => series(track.at(index, client), coach, at(round % 3, round))),
      );
      expect(tally(answers)).toEqual({ '201': 1, 'series-conflict': 5 });
      expect(await sizes(coach)).toEqual(Array.from({ length: round + 1 }, () => 20));
      await clear();
    });
  });

  it('that one client wants with two coaches at the same times are had once', async () => {
    const [here, there, client] = [await openCoach(), await openCoach(), await track.app.client()];
    await track.rounds(6, async () => {
      const answers = await Promise.all([
        series(client, here, at(0, 9)),
        series(track.elsewhere(client), there, at(0, 9)),
      ]);
      expect(tally(answers)).toEqual({ '201': 1, 'series-conflict': 1 });
      await clear();
    });
  });

  it('share the times with single bookings: each time has one owner', async () => {
    const [coach, client, others] = [await openCoach(), await track.app.client(), await track.app.clients(5)];
    await track.rounds(6, async () => {
      const [all, ...singles] = await Promise.all([
        series(client, coach, at(0, 9)),
        ...others.map((other, index) => book(track.at(index, other), coach, at(index * 3, 9))),
      ]);
      const booked = singles.filter(({ status }) => status === 201).length;
      expect([outcome(all), booked]).toEqual(booked === 0 ? ['201', 0] : ['series-conflict', booked]);
      await clear();
    });
  });

  it('skip what somebody else has, and nothing else', async () => {
    const [coach, client, others] = [await openCoach(), await track.app.client(), await track.app.clients(5)];
    await track.rounds(6, async () => {
      const [all, ...singles] = await Promise.all([
        series(client, coach, at(0, 9), { on_conflict: 'skip' }),
        ...others.map((other, index) => book(track.at(index, other), coach, at(index * 3, 9))),
      ]);
      const booked = singles.filter(({ status }) => status === 201).length;
      const free = occurrencesIn(all.body).filter(({ verdict }) => verdict === 'free').length;
      expect([all.status, free]).toEqual([201, 20 - booked]);
      await clear();
    });
  });

  it('keep the limit of a client who asks for several at once', async () => {
    const [coach, client] = [await openCoach({ client_limit: 30 }), await track.app.client()];
    await track.rounds(4, async () => {
      const answers = await Promise.all(
        [8, 10, 12].map((hour, index) => series(track.at(index, client), coach, at(0, hour))),
      );
      expect(tally(answers)).toEqual({ '201': 1, 'series-conflict': 2 });
      await clear();
    });
  });

  it('are booked once with one Idempotency-Key that is sent seven times', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    const body = { coach_id: coach.id, starts_at: at(0, 9), every_weeks: 1, count: 10 };
    const answers = await Promise.all(
      EVERY_DAY.map((_, index) =>
        track.at(index, client).post('/bookings/series', body, { 'idempotency-key': `race-${client.id}` }),
      ),
    );
    expect(answers.map(outcome).every((code) => ['201', 'idempotency-key-in-flight'].includes(code))).toBe(true);
    expect(await sizes(coach)).toEqual([10]);
    await clear();
  });

  it('are moved by both parties at once, one after the other, and stay whole', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    await track.rounds(5, async () => {
      const { id, ids } = await made(client, coach, at(0, 9));
      const move = (by: Caller, starts_at: string) =>
        by.post(`/bookings/series/${id}/move`, { from: ids[0], starts_at });
      const answers = await Promise.all([move(client, at(1, 10)), move(track.elsewhere(coach), at(2, 11))]);
      expect(tally(answers)).toEqual({ '200': 2 });
      const { body } = await client.get(`/bookings/series/${id}`);
      const starts = occurrencesIn(body).map(({ starts_at }) => Date.parse(starts_at));
      expect([at(1, 10), at(2, 11)].map(Date.parse)).toContain(starts[0]);
      expect(new Set(starts.map((start, index) => start - index * DAY_MS)).size).toBe(1);
      await clear();
    });
  });

  it('are moved or cancelled as a whole while one session of them changes', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    await track.rounds(8, async (round) => {
      const { id, ids } = await made(client, coach, at(0, 9));
      const one = `/bookings/bookings/${ids[10]}`;
      const whole = (by: Caller) =>
        round % 2 === 0
          ? by.post(`/bookings/series/${id}/move`, { from: ids[5], starts_at: at(6, 9) })
          : by.post(`/bookings/series/${id}/cancel`, { from: ids[5] });
      const single = (by: Caller) =>
        round % 4 < 2 ? by.post(`${one}/move`, { scheduled_at: at(10, 15) }) : by.put(one, { status: 'cancelled' });
      const [all, alone] = await Promise.all([whole(coach), single(track.elsewhere(client))]);
      expect(all.status).toBe(200);
      expect(['200', 'invalid-transition']).toContain(outcome(alone));
      const { body } = await client.get(`/bookings/series/${id}`);
      const rest = occurrencesIn(body).filter(
        ({ booking_id: booking }) => ids.indexOf(booking as number) >= 5 && booking !== ids[10],
      );
      const states = rest.map(({ status, starts_at }) => (round % 2 === 0 ? starts_at : status));
      expect(states).toHaveLength(14);
      const later = [5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19];
      expect(states).toEqual(later.map((day) => (round % 2 === 0 ? at(day + 1, 9) : 'cancelled')));
      await clear();
    });
  });

  it('are confirmed in whole while their client cancels the rest', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    await track.rounds(6, async () => {
      const { id, ids } = await made(client, coach, at(0, 9));
      const answers = await Promise.all([
        coach.post(`/bookings/series/${id}/confirm`),
        track.elsewhere(client).post(`/bookings/series/${id}/cancel`, { from: ids[10] }),
        track.elsewhere(coach).post(`/bookings/series/${id}/confirm`),
      ]);
      expect(tally(answers)).toEqual({ '200': 3 });
      const { body } = await client.get(`/bookings/series/${id}`);
      expect(body.counts).toEqual({ pending: 0, confirmed: 10, completed: 0, cancelled: 10 });
      await clear();
    });
  });

  it('are moved onto times that single bookings want: all sessions go, or none', async () => {
    const [coach, client, others] = [await openCoach(), await track.app.client(), await track.app.clients(3)];
    await track.rounds(6, async () => {
      const { id, ids } = await made(client, coach, at(0, 9));
      const [moved, ...singles] = await Promise.all([
        client.post(`/bookings/series/${id}/move`, { from: ids[0], starts_at: at(0, 11) }),
        ...others.map((other, index) => book(track.at(index, other), coach, at(index * 4, 11))),
      ]);
      const booked = singles.filter(({ status }) => status === 201).length;
      expect([outcome(moved), booked]).toEqual(booked === 0 ? ['200', 0] : ['series-conflict', booked]);
      const { body } = await client.get(`/bookings/series/${id}`);
      const hours = occurrencesIn(body).map(({ starts_at }) => starts_at.slice(11, 13));
      expect(new Set(hours)).toEqual(new Set([booked === 0 ? '11' : '09']));
      await clear();
    });
  });

  it('are booked while the account of the client or the coach ends, in whole or not at all', async () => {
    const admin = await track.app.admin();
    await track.rounds(6, async (round) => {
      const [coach, client] = [await openCoach(), await track.app.client()];
      const ended = round % 2 === 0 ? client : coach;
      const [booked, deleted] = await Promise.all([
        series(client, coach, at(0, 9)),
        track.elsewhere(admin).delete(`/admin/users/${ended.id}`),
      ]);
      expect(deleted.status).toBe(204);
      expect(['201', 'unauthenticated', 'coach-not-found']).toContain(outcome(booked));
      const [left] = await track.app.sql<{ active: number }>(
        `SELECT count(*) FILTER (WHERE status IN ('pending', 'confirmed'))::integer AS active FROM bookings WHERE coach_id = $1`,
        [coach.id],
      );
      expect(left).toEqual({ active: 0 });
      expect(await sizes(coach)).toEqual(booked.status === 201 ? [20] : []);
    });
  });
});
