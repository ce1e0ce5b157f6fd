import { Database } from '../../src/database/database.js';
import type { Person } from '../support/app.js';
import type { Answer, Caller } from '../support/caller.js';
import { outcome, RaceTrack, tally } from '../support/races.js';
import { opened } from '../support/schedules.js';
import { onceSomeoneWaits, untilSomeoneWaits } from '../support/statements.js';

/** A Monday far enough ahead; hours are added to it. */
const MONDAY = Date.now() - (Date.now() % 86_400_000) + 20 * 86_400_000;
const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' }));
const at = (hour: number) => new Date(MONDAY + hour * 3_600_000).toISOString();

describe('times that race, over two instances,', () => {
  let track: RaceTrack;

  beforeAll(async () => {
    track = await RaceTrack.open();
  });

  afterAll(() => track.close());
  afterEach(() => track.expectNoDeadlock());

  const book = (caller: Caller, coach: Person, more: object) =>
    caller.post('/bookings/book', { coach_id: coach.id, ...more });
  const hold = (caller: Caller, coach: Person, scheduled_at: string) =>
    caller.post('/bookings/holds', { coach_id: coach.id, scheduled_at });
  const move = (caller: Caller, id: number, scheduled_at: string) =>
    caller.post(`/bookings/bookings/${id}/move`, { scheduled_at });
  const openCoach = async (...rest: Parameters<typeof opened> extends [unknown, unknown, ...infer R] ? R : never) => {
    const coach = await track.app.coach();
    await opened(track.app, coach, ...rest);
    return coach;
  };
  const held = async (coach: Person) =>
    (await track.app.sql(`SELECT FROM bookings WHERE kind = 'hold' AND coach_id = $1`, [coach.id])).length;
  const bookedAt = async (client: Person, coach: Person, scheduled_at: string) =>
    (await book(client, coach, { scheduled_at })).body.id as number;

  it('give one time to one of slot, time and hold', async () => {
    const [coach, clients] = [await openCoach(), await track.app.clients(6)];
    await track.rounds(15, async (round) => {
      const start = at(round * 2);
      const answers = await Promise.all(
        clients.map((client, index) => {
          const caller = track.at(index, client);
          if (index % 3 === 0) return book(caller, coach, { slot_number: index + 1, scheduled_at: start });
          return index % 3 === 1 ? book(caller, coach, { scheduled_at: start }) : hold(caller, coach, start);
        }),
      );
      const outcomes = answers.map(outcome);
      expect(outcomes.filter((code) => code === '201')).toHaveLength(1);
      expect(outcomes.every((code) => ['201', 'time-conflict', 'coach-busy', 'held'].includes(code))).toBe(true);
      await track.app.sql(`UPDATE bookings SET status = 'cancelled' WHERE kind = 'booking' AND status <> 'cancelled'`);
      await track.app.sql(`DELETE FROM bookings WHERE kind = 'hold'`);
    });
  });

  it('let 64 clients at one time, and one of them has it', async () => {
    const [coach, clients] = [await openCoach(), await track.app.clients(64)];
    await track.rounds(3, async (round) => {
      const start = at(round);
      const answers = await Promise.all(
        clients.map((client, index) => book(track.at(index, client), coach, { scheduled_at: start })),
      );
      expect(tally(answers)).toEqual({ '201': 1, 'coach-busy': 63 });
    });
  });

  it('let 12 clients hold one time, and one of them does', async () => {
    const [coach, clients] = [await openCoach(), await track.app.clients(12)];
    await track.rounds(10, async (round) => {
      const answers = await Promise.all(
        clients.map((client, index) => hold(track.at(index, client), coach, at(round * 2))),
      );
      expect(tally(answers)).toEqual({ '201': 1, held: 11 });
      expect(await held(coach)).toBe(1);
      await track.app.sql(`DELETE FROM bookings WHERE kind = 'hold'`);
    });
  });

  it('keep the limit of a client whose ten bookings come at once, slots and times', async () => {
    const coach = await openCoach({ client_limit: 2 });
    await track.rounds(5, async () => {
      const client = await track.app.client();
      const answers = await Promise.all(
        TEN.map((hour, index) =>
          book(
            track.at(index, client),
            coach,
            index % 2 === 0 ? { slot_number: hour + 1 } : { scheduled_at: at(hour * 2) },
          ),
        ),
      );
      expect(tally(answers)).toEqual({ '201': 2, 'client-limit': 8 });
      await track.app.sql(`DELETE FROM bookings WHERE client_id = $1`, [client.id]);
    });
  });

  it('keep the limit of a day on which ten clients book at once', async () => {
    const [coach, clients] = [await openCoach({ daily_limit: 3 }), await track.app.clients(10)];
    await track.rounds(5, async (day) => {
      const answers = await Promise.all(
        clients.map((one, index) => book(track.at(index, one), coach, { scheduled_at: at(day * 24 + index * 2) })),
      );
      expect(tally(answers)).toEqual({ '201': 3, 'daily-limit': 7 });
    });
  });

  it('hold two times a client at most', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    const answers = await Promise.all(
      [0, 2, 4, 6, 8].map((hour, index) => hold(track.at(index, client), coach, at(hour))),
    );
    expect(tally(answers)).toEqual({ '201': 2, 'too-many-holds': 3 });
  });

  it('let two moves onto each other’s time both fail, or one after the other happen', async () => {
    const [coach, one, other] = [await openCoach({}), ...(await track.app.clients(2))] as [Person, Person, Person];
    const [a, b] = [await bookedAt(one, coach, at(0)), await bookedAt(other, coach, at(5))];
    await track.rounds(10, async () => {
      const answers = await Promise.all([move(one, a, at(5)), move(track.elsewhere(other), b, at(0))]);
      expect(tally(answers)).toEqual({ 'coach-busy': 2 });
    });
  });

  it('move one booking once when two move it to one time, and let a cancellation win or lose whole', async () => {
    const [coach, clients] = [await openCoach(), await track.app.clients(4)];
    await track.rounds(8, async (round) => {
      const ids = await Promise.all(
        clients.map((client, index) => bookedAt(client, coach, at(round * 24 + index * 2))),
      );
      const target = at(round * 24 + 12);
      const answers = await Promise.all(
        clients.map((client, index) => move(track.at(index, client), ids[index]!, target)),
      );
      expect(tally(answers)).toEqual({ '200': 1, 'coach-busy': 3 });
      const [moved, cancelled] = await Promise.all([
        move(clients[0]!, ids[0]!, at(round * 24 + 15)),
        track.elsewhere(clients[0]!).put(`/bookings/bookings/${ids[0]!}`, { status: 'cancelled' }),
      ]);
      expect(cancelled.status).toBe(200);
      expect(['200', 'invalid-transition']).toContain(outcome(moved));
    });
  });

  it('let a hold that expires be taken by its owner or by another, never by both', async () => {
    const [coach, owner, other] = [await openCoach(), ...(await track.app.clients(2))] as [Person, Person, Person];
    await track.rounds(10, async (round) => {
      const start = at(round * 2);
      const { body } = await hold(owner, coach, start);
      await track.app.sql(`UPDATE bookings SET held_until = now() + interval '5 ms' WHERE hold_id = $1`, [body.id]);
      const answers = await Promise.all([
        book(owner, coach, { scheduled_at: start, hold_id: body.id }),
        ...[0, 1, 2, 3].map(() => book(track.elsewhere(other), coach, { scheduled_at: start })),
      ]);
      expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
      expect(
        answers.map(outcome).every((code) => ['201', 'hold-gone', 'held', 'coach-busy', 'you-are-busy'].includes(code)),
      ).toBe(true);
    });
  });

  it('are booked with a hold or let go, never both', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    await track.rounds(20, async (round) => {
      const start = at(round * 2);
      const { body } = await hold(client, coach, start);
      const [booked, dropped] = await Promise.all([
        book(client, coach, { scheduled_at: start, hold_id: body.id }),
        track.elsewhere(client).delete(`/bookings/holds/${body.id}`),
      ]);
      const outcomes = [outcome(booked), outcome(dropped)].join();
      expect(['201,hold-not-found', 'hold-gone,204']).toContain(outcomes);
    });
  });

  it('are booked once with one hold, however often it is sent', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    await track.rounds(10, async (round) => {
      const start = at(round * 2);
      const { body } = await hold(client, coach, start);
      const answers = await Promise.all(
        TEN.map((index) => book(track.at(index, client), coach, { scheduled_at: start, hold_id: body.id })),
      );
      expect(tally(answers)).toEqual({ '201': 1, 'hold-gone': 9 });
      expect(await held(coach)).toBe(0);
    });
  });

  it('are booked with a hold while an admin deactivates its client, without a deadlock', async () => {
    const [coach, client, admin] = [await openCoach(), await track.app.client(), await track.app.admin()];
    await hold(client, coach, at(0));
    // The deactivation begins when the booking has consumed the hold and has still to ask for its client.
    await track.app.sql(`CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$`);
    await track.app.sql(`CREATE TRIGGER slowly AFTER DELETE ON bookings FOR EACH ROW EXECUTE FUNCTION slowly()`);
    const booking = book(client, coach, { scheduled_at: at(0) });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answers = await Promise.all([
      booking,
      track.elsewhere(admin).put(`/admin/users/${client.id}`, { is_active: false }),
    ]);
    await track.app.sql(`DROP FUNCTION slowly CASCADE`);
    expect(answers.map(outcome)).toEqual(['201', '200']);
  });

  it('are not swapped by one client between two coaches: both sessions stay where they are', async () => {
    const [here, there, client] = [await openCoach(), await openCoach(), await track.app.client()];
    const [a, b] = [await bookedAt(client, here, at(0)), await bookedAt(client, there, at(5))];
    await track.rounds(10, async () => {
      const answers = await Promise.all([move(client, a, at(5)), move(track.elsewhere(client), b, at(0))]);
      expect(tally(answers)).toEqual({ 'you-are-busy': 2 });
    });
  });

  it('are booked before the coach is told of new hours, or by the new hours', async () => {
    const [coach, client] = [await openCoach(), await track.app.client()];
    const blocker = await track.app.nest.get(Database).pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT FROM users WHERE id = $1 FOR UPDATE', [client.id]);
    // It was decided by the hours of before, and waits for the row of its client.
    const told: string[] = [];
    const booking = book(client, coach, { scheduled_at: at(0) }).then((answer) => told.push(outcome(answer)));
    await untilSomeoneWaits(track.app);
    const change = track.elsewhere(coach).put('/coach/schedule', { weekly_hours: [] });
    const changing = change.then(({ status }) => told.push(`hours: ${status}`));
    await onceSomeoneWaits(track.app, () => blocker.query('COMMIT'), 2);
    blocker.release();
    await Promise.all([booking, changing]);
    expect(told.toSorted()).toEqual(['201', 'hours: 200']);
    expect(outcome(await book(client, coach, { scheduled_at: at(2) }))).toBe('no-hours');
  });

  it('are decided by the hours of before or after when the coach narrows them meanwhile, and by the new ones once told', async () => {
    const [coach, clients] = [await openCoach(), await track.app.clients(6)];
    await track.rounds(10, async (round) => {
      const answers: Answer[] = [];
      const booking = clients.map(async (client, index) => {
        const start = at(round * 24 + index * 2);
        answers.push(await book(track.at(index, client), coach, { scheduled_at: start }));
      });
      expect((await track.elsewhere(coach).put('/coach/schedule', { weekly_hours: [] })).status).toBe(200);
      const late = clients.map((client, index) =>
        book(track.at(index, client), coach, { scheduled_at: at(round * 24 + 12 + index) }),
      );
      expect(tally(await Promise.all(late))).toEqual({ 'no-hours': 6 });
      await Promise.all(booking);
      expect(answers.map(outcome).every((code) => ['201', 'no-hours'].includes(code))).toBe(true);
      await coach.put('/coach/schedule', { weekly_hours: ALL_DAY });
    });
  });

  it('are booked with a session type or refused without it when the coach deletes it meanwhile', async () => {
    const [coach, clients] = [await openCoach(), await track.app.clients(4)];
    await track.rounds(20, async (round) => {
      const { body: type } = await coach.post('/coach/session-types', { name: 'Trial', minutes: 30 });
      const [deleted, ...answers] = await Promise.all([
        track.elsewhere(coach).delete(`/coach/session-types/${type.id}`),
        ...clients.map((client, index) =>
          book(track.at(index, client), coach, { scheduled_at: at(round * 4 + index), session_type_id: type.id }),
        ),
      ]);
      expect(deleted.status).toBe(204);
      const count = tally(answers);
      const { '201': done = 0, 'session-type-not-found': refused = 0 } = count;
      expect([done + refused, count]).toEqual([4, count]);
      const left = await track.app.sql(`SELECT is_active FROM session_types WHERE id = $1`, [type.id]);
      expect(left).toEqual(done > 0 ? [{ is_active: false }] : []);
    });
  });

  it('leave the highest slot to who books it or to the coach who gives it up', async () => {
    const [coach, client] = [await track.app.coach(), await track.app.client()];
    await track.rounds(20, async () => {
      const [booked, lowered] = await Promise.all([
        book(client, coach, { slot_number: 10 }),
        track.elsewhere(coach).put('/coach/slots', { total_slots: 9 }),
      ]);
      expect(['201,slots-in-use', 'validation-failed,200']).toContain([outcome(booked), outcome(lowered)].join());
      if (booked.status === 201) await client.put(`/bookings/bookings/${booked.body.id}`, { status: 'cancelled' });
      expect((await coach.put('/coach/slots', { total_slots: 10 })).status).toBe(200);
    });
  });
});
