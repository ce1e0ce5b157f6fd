import { Database } from '../../src/database/database.js';
import type { Person } from '../support/app.js';
import type { Caller } from '../support/caller.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { outcome, RaceTrack, tally } from '../support/races.js';
import { opened } from '../support/schedules.js';

/** A Monday far enough ahead; hours are added to it. */
const MONDAY = Date.now() - (Date.now() % 86_400_000) + 20 * 86_400_000;
const at = (hour: number) => new Date(MONDAY + hour * 3_600_000).toISOString();

describe('group sessions that race, over two instances,', () => {
  let track: RaceTrack;
  let coach: Person;
  let type: number;

  beforeAll(async () => {
    track = await RaceTrack.open();
  });

  beforeEach(async () => {
    coach = await track.app.coach();
    await opened(track.app, coach);
    type = await groupType(track.app, coach, { capacity: 3 });
  });

  afterAll(() => track.close());
  afterEach(() => track.expectNoDeadlock());

  const plan = (hour: number, capacity = 3) => groupSession(coach, type, at(hour), { capacity });
  const book = (caller: Caller, group_session_id: number) =>
    caller.post('/bookings/book', { coach_id: coach.id, group_session_id });
  const bookAll = (clients: readonly Person[], id: number) =>
    Promise.all(clients.map((client, index) => book(track.at(index, client), id)));
  const expectOnly = (codes: readonly string[], wanted: readonly string[]) =>
    expect(codes.filter((code) => !wanted.includes(code))).toEqual([]);

  it('give each seat to one of many clients, and never one more', async () => {
    const clients = await track.app.clients(24);
    await track.rounds(4, async (round) => {
      expect(tally(await bookAll(clients, await plan(round * 2)))).toEqual({ '201': 3, full: 21 });
    });
  });

  it('give one client one seat, however often they ask', async () => {
    const client = await track.app.client();
    await track.rounds(5, async (round) => {
      const id = await plan(round * 2);
      const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => book(track.at(index, client), id)));
      expect(tally(answers)).toEqual({ '201': 1, 'already-booked': 5 });
    });
  });

  it('give one client one of two that overlap', async () => {
    const [client, other] = [await track.app.client(), await track.app.coach()];
    await opened(track.app, other);
    const otherType = await groupType(track.app, other, { capacity: 3 });
    await track.rounds(5, async (round) => {
      const [here, there] = [await plan(round * 2), await groupSession(other, otherType, at(round * 2))];
      const answers = await Promise.all([
        book(client, here),
        track.elsewhere(client).post('/bookings/book', { coach_id: other.id, group_session_id: there }),
      ]);
      expect(tally(answers)).toEqual({ '201': 1, 'you-are-busy': 1 });
    });
  });

  it('lose no seat when their capacity is lowered while seats are booked', async () => {
    const clients = await track.app.clients(6);
    await track.rounds(8, async (round) => {
      const id = await plan(round * 2, 6);
      const [lowered, ...answers] = await Promise.all([
        track.elsewhere(coach).put(`/coach/group-sessions/${id}`, { capacity: 3 }),
        ...clients.map((client, index) => book(track.at(index, client), id)),
      ]);
      const count = tally(answers);
      expect(lowered.status === 200 ? [3, 3] : [6, 0]).toEqual([count['201'], count['full'] ?? 0]);
      expectOnly([outcome(lowered), ...answers.map(outcome)], ['200', 'seats-taken', '201', 'full']);
    });
  });

  it('take a time once: of two of them, a timed booking, a slot and a hold', async () => {
    const clients = await track.app.clients(3);
    await track.rounds(8, async (round) => {
      const start = at(round * 2);
      const answers = await Promise.all([
        coach.post('/coach/group-sessions', { session_type_id: type, starts_at: start }),
        track.elsewhere(coach).post('/coach/group-sessions', { session_type_id: type, starts_at: start }),
        clients[0]!.post('/bookings/book', { coach_id: coach.id, scheduled_at: start }),
        track
          .elsewhere(clients[1]!)
          .post('/bookings/book', { coach_id: coach.id, slot_number: round + 1, scheduled_at: start }),
        clients[2]!.post('/bookings/holds', { coach_id: coach.id, scheduled_at: start }),
      ]);
      const outcomes = answers.map(outcome);
      expect(outcomes.filter((code) => code === '201')).toHaveLength(1);
      expectOnly(outcomes, ['201', 'coach-busy', 'time-conflict', 'held']);
      await track.app.sql(`DELETE FROM bookings WHERE kind = 'hold'`);
      await track.app.sql(
        `UPDATE bookings SET status = 'cancelled', cancelled_by = 'system' WHERE kind = 'booking' AND status = 'pending'`,
      );
    });
  });

  it('move with every seat that is booked or cancelled meanwhile', async () => {
    const [staying, coming, leaving] = [
      await track.app.clients(2),
      await track.app.clients(4),
      await track.app.clients(3),
    ];
    await track.rounds(8, async (round) => {
      const id = await plan(round * 4, 20);
      await bookAll(staying, id);
      const left = (await bookAll(leaving, id)).map(({ body }) => body.id as number);
      const answers = await Promise.all([
        ...coming.map((client, index) => book(track.at(index, client), id)),
        coach.put(`/coach/group-sessions/${id}`, { starts_at: at(round * 4 + 1) }),
        ...leaving.map((client, index) =>
          track.at(index, client).put(`/bookings/bookings/${left[index]!}`, { status: 'cancelled' }),
        ),
        track.elsewhere(coach).put(`/coach/group-sessions/${id}`, { starts_at: at(round * 4 + 2) }),
      ]);
      expect(tally(answers)).toEqual({ '200': 5, '201': 4 });
      const times = await track.app.sql(
        `SELECT DISTINCT b.scheduled_at = g.starts_at AS moved, g.sequence FROM bookings b JOIN group_sessions g ON g.id = b.group_session_id
          WHERE g.id = $1 AND b.status <> 'cancelled'`,
        [id],
      );
      expect(times).toEqual([{ moved: true, sequence: 2 }]);
    });
  });

  it('are cancelled with every seat that is booked meanwhile', async () => {
    const clients = await track.app.clients(6);
    await track.rounds(8, async (round) => {
      const id = await plan(round * 2, 6);
      const [cancelled, again, ...answers] = await Promise.all([
        coach.delete(`/coach/group-sessions/${id}`),
        track.elsewhere(coach).delete(`/coach/group-sessions/${id}`),
        ...clients.map((client, index) => book(track.at(index, client), id)),
      ]);
      expect([outcome(cancelled), outcome(again)].toSorted()).toEqual(['204', 'group-session-not-found']);
      expectOnly(answers.map(outcome), ['201', 'group-session-not-found']);
      const active = `SELECT id FROM bookings WHERE group_session_id = $1 AND status IN ('pending', 'confirmed')`;
      expect(await track.app.sql(active, [id])).toEqual([]);
    });
  });

  it('are cancelled while one who takes part is deleted, and another one cancels', async () => {
    const admin = await track.app.admin();
    await track.rounds(8, async (round) => {
      const clients = await track.app.clients(3);
      const id = await plan(round * 2);
      const ids = (await bookAll(clients, id)).map(({ body }) => body.id as number);
      const answers = await Promise.all([
        coach.delete(`/coach/group-sessions/${id}`),
        track.elsewhere(admin).delete(`/admin/users/${clients[0]!.id}`),
        track.elsewhere(clients[1]!).put(`/bookings/bookings/${ids[1]!}`, { status: 'cancelled' }),
      ]);
      expect(answers.map(outcome)).toEqual(['204', '204', '200']);
    });
  });

  it('end with their coach while seats are booked', async () => {
    const [admin, clients] = [await track.app.admin(), await track.app.clients(4)];
    await track.rounds(4, async () => {
      coach = await track.app.coach();
      await opened(track.app, coach);
      type = await groupType(track.app, coach, { capacity: 3 });
      const id = await plan(0);
      const [deleted, ...answers] = await Promise.all([
        track.elsewhere(admin).delete(`/admin/users/${coach.id}`),
        ...clients.map((client, index) => book(track.at(index, client), id)),
      ]);
      expect(outcome(deleted)).toBe('204');
      expectOnly(answers.map(outcome), ['201', 'full', 'group-session-not-found', 'coach-not-found']);
      const active = `SELECT id FROM bookings WHERE coach_id = $1 AND status IN ('pending', 'confirmed')`;
      expect(await track.app.sql(active, [coach.id])).toEqual([]);
    });
  });

  it('give a seat the time of the session that moved while the client waited for their turn', async () => {
    const [client, id] = [await track.app.client(), await plan(0)];
    const mover = await track.app.nest.get(Database).pool.connect();
    await mover.query('BEGIN');
    await mover.query('SELECT group_sessions_begin($1, now())', [id]);
    const booking = book(client, id);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await mover.query(
      `UPDATE group_sessions SET starts_at = starts_at + interval '5 hours', ends_at = ends_at + interval '5 hours' WHERE id = $1`,
      [id],
    );
    await mover.query('COMMIT');
    mover.release();
    const { status, body } = await booking;
    expect([status, body.scheduled_at]).toEqual([201, at(5)]);
  });
});
