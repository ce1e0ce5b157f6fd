import { WaitlistPassingService } from '../../src/waitlist/waitlist-passing.service.js';
import { Database } from '../../src/database/database.js';
import type { Person } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { outcome, RaceTrack, tally } from '../support/races.js';
import { opened } from '../support/schedules.js';
import { cancel, fullCoach, joined } from '../support/waitlists.js';
import { onceSomeoneWaits } from '../support/statements.js';
import { expectSoundWaitlists } from '../support/waitlist-invariants.js';
import { workOff } from '../support/worker.js';

/** A Monday far enough ahead. */
const MONDAY = Date.now() - (Date.now() % 86_400_000) + 20 * 86_400_000;
const at = (hour: number) => new Date(MONDAY + hour * 3_600_000).toISOString();
const day = at(0).slice(0, 10);

describe('waitlists that race, over two instances,', () => {
  let track: RaceTrack;

  beforeAll(async () => {
    track = await RaceTrack.open();
  });

  afterAll(() => track.close());
  afterEach(() => expectSoundWaitlists(track.app));
  afterEach(() => track.expectNoDeadlock());

  const sql: RaceTrack['app']['sql'] = (statement, values) => track.app.sql(statement, values);
  const statusOf = async (id: number) =>
    (await sql<{ status: string }>(`SELECT status FROM waitlist_entries WHERE id = $1`, [id]))[0]!.status;
  const acceptAt = (index: number, client: Person, id: number) =>
    track.at(index, client).post(`/bookings/waitlist/${id}/accept`);
  const clients = async <Count extends number>(count: Count) =>
    (await track.app.clients(count)) as Person[] & { length: Count };

  /** A full coach of one slot, with two clients who wait. */
  const queue = async () => {
    const { coach, holders, bookings } = await fullCoach(track.app);
    const [first, second] = (await track.app.clients(2)) as [Person, Person];
    const entries = [await joined(first, { coach_id: coach.id }), await joined(second, { coach_id: coach.id })];
    const free = () => cancel(holders[0]!, bookings[0]!);
    return { coach, holder: holders[0]!, first, second, one: entries[0]!, other: entries[1]!, free };
  };

  it('let either the acceptance or the end of an offer win', async () => {
    const outcomes: string[] = [];
    await track.rounds(16, async (round) => {
      const { first, one, other, free } = await queue();
      await free();
      const wait = 4 + 4 * (round % 4);
      await sql(`UPDATE bookings SET held_until = now() + $2 * interval '1 ms' WHERE waitlist_entry_id = $1`, [
        one,
        wait,
      ]);
      await new Promise((resolve) => setTimeout(resolve, wait));
      const passing = track.app.nest.get(WaitlistPassingService);
      const [answer] = await Promise.all([acceptAt(1, first, one), passing.run(new Date())]);
      outcomes.push(outcome(answer));
      await passing.run(new Date());
      const states = [await statusOf(one), await statusOf(other)];
      expect([outcome(answer), ...states]).toEqual(
        answer.status === 201 ? ['201', 'booked', 'waiting'] : ['offer-gone', 'expired', 'offered'],
      );
    });
    expect(outcomes).toContain('offer-gone');
  });

  it('book once for two acceptances', async () => {
    await track.rounds(8, async () => {
      const { first, one, free } = await queue();
      await free();
      const answers = await Promise.all([0, 1, 2, 3].map((index) => acceptAt(index, first, one)));
      expect(tally(answers)).toEqual({ '201': 1, 'offer-gone': 3 });
    });
  });

  it('book or pass on when acceptance and refusal come at once', async () => {
    await track.rounds(10, async () => {
      const { first, one, other, free } = await queue();
      await free();
      const [accepted, declined] = await Promise.all([
        acceptAt(0, first, one),
        track.elsewhere(first).post(`/bookings/waitlist/${one}/decline`),
      ]);
      const states = [outcome(accepted), outcome(declined), await statusOf(one), await statusOf(other)].join();
      expect(['201,offer-gone,booked,waiting', 'offer-gone,200,left,offered']).toContain(states);
    });
  });

  it('book before the coach is deactivated or not at all', async () => {
    const admin = await track.app.admin();
    await track.rounds(8, async () => {
      const { coach, first, one, free } = await queue();
      await free();
      const [accepted, deactivated] = await Promise.all([
        acceptAt(0, first, one),
        track.elsewhere(admin).put(`/admin/users/${coach.id}`, { is_active: false }),
      ]);
      expect(deactivated.status).toBe(200);
      expect(['201', 'coach-not-found', 'offer-gone', 'no-offer']).toContain(outcome(accepted));
      const offers = await sql(`SELECT FROM bookings WHERE kind = 'offer' AND coach_id = $1`, [coach.id]);
      expect(offers).toEqual([]);
      expect(await statusOf(one)).toBe(accepted.status === 201 ? 'booked' : 'waiting');
    });
  });

  /** Cancels a booking in a transaction that is still open when somebody joins. What joining answers once it is committed. */
  const joinWhileFreed = async (client: Person, target: object, bookingId: number) => {
    const blocker = await track.app.nest.get(Database).pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT bookings_begin(coach_id, client_id, now()) FROM bookings WHERE id = $1', [bookingId]);
    await blocker.query(`UPDATE bookings SET status = 'cancelled', cancelled_by = 'client' WHERE id = $1`, [bookingId]);
    const joining = track.elsewhere(client).post('/bookings/waitlist', target);
    await onceSomeoneWaits(track.app, () => blocker.query('COMMIT')).finally(() => blocker.release());
    return outcome(await joining);
  };

  it('wait for who frees a slot, a seat or a time just now', async () => {
    const [client, seated, other] = (await track.app.clients(3)) as [Person, Person, Person];
    const { coach, bookings } = await fullCoach(track.app);
    expect(await joinWhileFreed(client, { coach_id: coach.id }, bookings[0]!)).toBe('slots-available');
    const planner = await track.app.coach();
    const session = await groupSession(planner, await groupType(track.app, planner, { capacity: 2 }), at(80));
    const [seat] = await Promise.all(
      [seated, other].map((one) => one.post('/bookings/book', { coach_id: planner.id, group_session_id: session })),
    );
    expect(await joinWhileFreed(client, { group_session_id: session }, seat!.body.id as number)).toBe(
      'seats-available',
    );
    await opened(track.app, coach, { weekly_hours: weekly(10, 11), grid_minutes: 60 });
    const { body } = await other.post('/bookings/book', { coach_id: coach.id, scheduled_at: at(10) });
    const wish = { coach_id: coach.id, from: day, to: day };
    expect(await joinWhileFreed(client, wish, body.id as number)).toBe('201');
    await workOff(track.app);
    const [entry] = (await client.get('/bookings/waitlist')).body as { status: string }[];
    expect(entry?.status).toBe('offered');
  });

  it('miss no slot that becomes free while somebody joins', async () => {
    await track.rounds(40, async (round) => {
      const { coach, holders, bookings } = await fullCoach(track.app);
      const client = await track.app.client();
      const join = () => track.elsewhere(client).post('/bookings/waitlist', { coach_id: coach.id });
      const free = () => cancel(holders[0]!, bookings[0]!);
      const [answer] = await Promise.all(
        round % 2 === 0 ? [join(), free()] : [free().then(() => null), join()].reverse(),
      );
      const entries = await sql<{ status: string }>(`SELECT status FROM waitlist_entries WHERE client_id = $1`, [
        client.id,
      ]);
      expect(entries).toEqual(answer!.status === 201 ? [{ status: 'offered' }] : []);
      expect(['201', 'slots-available']).toContain(outcome(answer!));
    });
  });

  it('miss no seat that becomes free while somebody joins', async () => {
    const coach = await track.app.coach();
    const type = await groupType(track.app, coach, { capacity: 2 });
    await track.rounds(30, async (round) => {
      const [holder, other, client] = (await clients(3)) as [Person, Person, Person];
      const session = await groupSession(coach, type, at(round));
      const [seat] = await Promise.all(
        [holder, other].map((one) => one.post('/bookings/book', { coach_id: coach.id, group_session_id: session })),
      );
      const [answer] = await Promise.all([
        track.elsewhere(client).post('/bookings/waitlist', { group_session_id: session }),
        cancel(holder, seat!.body.id),
      ]);
      const entries = await sql<{ status: string }>(`SELECT status FROM waitlist_entries WHERE client_id = $1`, [
        client.id,
      ]);
      expect(entries).toEqual(answer.status === 201 ? [{ status: 'offered' }] : []);
      expect(['201', 'seats-available']).toContain(outcome(answer));
    });
  });

  it('miss no time that becomes free while somebody joins', async () => {
    await track.rounds(20, async () => {
      const [coach, holder, client] = [await track.app.coach(), ...(await track.app.clients(2))] as [
        Person,
        Person,
        Person,
      ];
      await opened(track.app, coach, { weekly_hours: weekly(10, 11), grid_minutes: 60 });
      const { body } = await holder.post('/bookings/book', { coach_id: coach.id, scheduled_at: at(10) });
      const [entry] = await Promise.all([
        joined(client, { coach_id: coach.id, from: day, to: day }),
        cancel(holder, body.id),
        track.app.nest.get(WaitlistPassingService).run(new Date()),
      ]);
      await workOff(track.app);
      expect(await statusOf(entry)).toBe('offered');
    });
  });

  it('never give a slot that is freed to anybody but the first one who waits', async () => {
    await track.rounds(10, async () => {
      const { coach, one, free } = await queue();
      const others = await track.app.clients(4);
      const book = (client: Person, index: number) =>
        track.at(index, client).post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
      const [freed, ...answers] = await Promise.all([free(), ...others.map(book)]);
      expect(freed.status).toBe(200);
      expect(tally(answers)).toEqual({ 'no-available-slots': 4 });
      expect(await statusOf(one)).toBe('offered');
    });
  });

  it('offer each of several slots that are freed at once to one client, in order', async () => {
    await track.rounds(6, async () => {
      const { coach, holders, bookings } = await fullCoach(track.app, 4);
      const waiting = await track.app.clients(6);
      const ids: number[] = [];
      for (const client of waiting) ids.push(await joined(client, { coach_id: coach.id }));
      await Promise.all(holders.map((holder, index) => cancel(track.at(index, holder) as Person, bookings[index]!)));
      expect(await Promise.all(ids.map(statusOf))).toEqual([...Array<string>(4).fill('offered'), 'waiting', 'waiting']);
    });
  });

  it('offer a time once when two workers look at it', async () => {
    await track.rounds(10, async () => {
      const coach = await track.app.coach();
      await opened(track.app, coach, { weekly_hours: weekly(10, 11), grid_minutes: 60 });
      const waiting = await track.app.clients(3);
      const ids: number[] = [];
      for (const client of waiting) ids.push(await joined(client, { coach_id: coach.id, from: day, to: day }));
      await Promise.all(track.workers().map((worker) => worker.tick(new Date())));
      await workOff(track.app);
      expect(await Promise.all(ids.map(statusOf))).toEqual(['offered', 'waiting', 'waiting']);
    });
  });

  it('keep one live entry when a client joins many times at once', async () => {
    const { coach } = await fullCoach(track.app);
    const client = await track.app.client();
    const answers = await Promise.all(
      [0, 1, 2, 3, 4].map((index) => track.at(index, client).post('/bookings/waitlist', { coach_id: coach.id })),
    );
    expect(tally(answers)).toEqual({ '201': 1, 'already-waiting': 4 });
  });

  it('let clients leave, lapse and be deleted at once without a deadlock', async () => {
    const admin = await track.app.admin();
    await track.rounds(6, async () => {
      const { coach, holders, bookings } = await fullCoach(track.app, 3);
      const waiting = await track.app.clients(5);
      const ids: number[] = [];
      for (const client of waiting) ids.push(await joined(client, { coach_id: coach.id }));
      await Promise.all([cancel(holders[0]!, bookings[0]!), cancel(holders[1]!, bookings[1]!)]);
      const answers = await Promise.all([
        waiting[0]!.delete(`/bookings/waitlist/${ids[0]!}`),
        track.elsewhere(admin).delete(`/admin/users/${waiting[1]!.id}`),
        track.elsewhere(admin).put(`/admin/users/${waiting[2]!.id}`, { is_active: false }),
        cancel(holders[2]!, bookings[2]!),
        acceptAt(1, waiting[3]!, ids[3]!),
      ]);
      expect(answers.every(({ status }) => status < 500)).toBe(true);
      expect([await statusOf(ids[0]!), await statusOf(ids[1]!), await statusOf(ids[2]!)]).toEqual([
        'left',
        'left',
        'waiting',
      ]);
    });
  });
});

/** From one hour to another on the day of the tests. */
function weekly(from: number, to: number): number[] {
  const weekday = (new Date(MONDAY).getUTCDay() + 6) % 7;
  return [weekday * 1440 + from * 60, weekday * 1440 + to * 60];
}
