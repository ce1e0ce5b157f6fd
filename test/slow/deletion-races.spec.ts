import { TimePassingService } from '../../src/bookings/time-passing.service.js';
import { Database } from '../../src/database/database.js';
import { WaitlistPassingService } from '../../src/waitlist/waitlist-passing.service.js';
import type { Person } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { outcome, RaceTrack } from '../support/races.js';
import { opened } from '../support/schedules.js';
import { waitingIn } from '../support/statements.js';
import { until } from '../support/until.js';
import { expectSoundWaitlists } from '../support/waitlist-invariants.js';
import { fullCoach, joined } from '../support/waitlists.js';

/** A Monday far enough ahead. */
const MONDAY = Date.now() - (Date.now() % 86_400_000) + 20 * 86_400_000;
const at = (hour: number) => new Date(MONDAY + hour * 3_600_000).toISOString();
const day = at(0).slice(0, 10);

/**
 * Each race is set up lock by lock: a bystander holds a row, so that the first of two stops halfway, and the second goes as far as it can.
 */
describe('what ends the sessions of several people never waits in a circle:', () => {
  let track: RaceTrack;
  let admin: Person;
  let coach: Person;
  let type: number;

  beforeAll(async () => {
    track = await RaceTrack.open();
    admin = await track.app.admin();
  });

  beforeEach(async () => {
    coach = await track.app.coach();
    await opened(track.app, coach);
    type = await groupType(track.app, coach, { capacity: 3 });
  });

  afterAll(() => track.close());
  afterEach(() => expectSoundWaitlists(track.app));
  afterEach(() => track.expectNoDeadlock());

  const plan = (capacity: number, hour = 1) => groupSession(coach, type, at(hour), { capacity });
  const seat = async (client: Person, group_session_id: number): Promise<number> => {
    const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, group_session_id });
    if (status !== 201) throw new Error(`no seat: ${JSON.stringify(body)}`);
    return body.id;
  };
  const remove = ({ id }: Person) => track.elsewhere(admin).delete(`/admin/users/${id}`);
  const cancelled = (client: Person, id: number) => client.put(`/bookings/bookings/${id}`, { status: 'cancelled' });

  /**
   * While `statement` holds its locks, starts the deeds one after another, each as soon as the one before it waits or is done. Then lets go.
   */
  async function race<const Deeds extends readonly (() => Promise<unknown>)[]>(
    statement: string,
    value: number,
    deeds: Deeds,
  ): Promise<{ [Index in keyof Deeds]: Awaited<ReturnType<Deeds[Index]>> }> {
    const bystander = await track.app.nest.get(Database).pool.connect();
    const underWay: Promise<unknown>[] = [];
    let done = 0;
    try {
      await bystander.query('BEGIN');
      await bystander.query(statement, [value]);
      for (const [index, deed] of deeds.entries()) {
        underWay.push(deed().finally(() => done++));
        await until('a deed waits or is done', async () => done + (await waitingIn(track.app)) > index);
      }
      await bystander.query('ROLLBACK');
    } finally {
      bystander.release();
    }
    return (await Promise.all(underWay)) as { [Index in keyof Deeds]: Awaited<ReturnType<Deeds[Index]>> };
  }
  const HOLD_BOOKING = `SELECT FROM bookings WHERE id = $1 FOR UPDATE`;
  const HOLD_ENTRY = `SELECT FROM waitlist_entries WHERE id = $1 FOR UPDATE`;
  const outcomesOf = (answers: readonly Answer[]) => answers.map(outcome);

  it('a group session is cancelled while one who takes part is deleted', async () => {
    const [first, second] = (await track.app.clients(2)) as [Person, Person];
    const id = await plan(3);
    const held = await seat(first, id);
    await seat(second, id);
    const answers = await race(HOLD_BOOKING, held, [
      () => coach.delete(`/coach/group-sessions/${id}`),
      () => remove(second),
    ]);
    expect(outcomesOf(answers)).toEqual(['204', '204']);
  });

  it('a group session is cancelled while seats that nobody confirmed lapse', async () => {
    const [first, second] = (await track.app.clients(2)) as [Person, Person];
    const id = await plan(3);
    const held = await seat(first, id);
    const lapsing = await seat(second, id);
    const passing = track.app.nest.get(TimePassingService);
    const [answer, hasPassed] = await race(HOLD_BOOKING, held, [
      () => coach.delete(`/coach/group-sessions/${id}`),
      () => passing.run(new Date(at(1.5))),
    ]);
    expect([outcome(answer), hasPassed]).toEqual(['204', false]);
    const [booking] = await track.app.sql(`SELECT cancelled_by FROM bookings WHERE id = $1`, [lapsing]);
    expect(booking).toEqual({ cancelled_by: 'coach' });
  });

  it('a seat that becomes free is offered while the first in the queue is deleted', async () => {
    const [holder, waiting, next, other] = [...(await track.app.clients(3)), await track.app.coach()] as [
      Person,
      Person,
      Person,
      Person,
    ];
    await opened(track.app, other);
    const held = await joined(waiting, { coach_id: other.id, from: day, to: day });
    const id = await plan(1);
    const taken = await seat(holder, id);
    await joined(waiting, { group_session_id: id });
    const entry = await joined(next, { group_session_id: id });
    const answers = await race(HOLD_ENTRY, held, [() => remove(waiting), () => cancelled(holder, taken)]);
    expect(outcomesOf(answers)).toEqual(['204', '200']);
    const offers = await track.app.sql(
      `SELECT waitlist_entry_id FROM bookings WHERE kind = 'offer' AND group_session_id = $1`,
      [id],
    );
    expect(offers).toEqual([{ waitlist_entry_id: entry }]);
  });

  it('a queue is looked at again while the first in it is deleted', async () => {
    const [waiting, other] = [await track.app.client(), await track.app.coach()];
    await opened(track.app, other);
    const held = await joined(waiting, { coach_id: other.id, from: day, to: day });
    const id = await plan(1);
    const holder = await track.app.client();
    await seat(holder, id);
    await joined(waiting, { group_session_id: id });
    // A seat more, of which no trigger told.
    await track.app.sql(`ALTER TABLE group_sessions DISABLE TRIGGER group_sessions_offer_more`);
    await track.app.sql(`UPDATE group_sessions SET capacity = 2 WHERE id = $1`, [id]);
    await track.app.sql(`ALTER TABLE group_sessions ENABLE TRIGGER group_sessions_offer_more`);
    await track.app.sql(
      `UPDATE waitlist_entries SET looked_at = now() - interval '1 hour' WHERE group_session_id = $1`,
      [id],
    );
    const passing = track.app.nest.get(WaitlistPassingService);
    const [answer] = await race(HOLD_ENTRY, held, [() => remove(waiting), () => passing.run(new Date())]);
    expect(outcome(answer)).toBe('204');
  });

  it('a group session is cancelled while its coach blocks a client who is offered a seat', async () => {
    const [holder, blocked, next] = (await track.app.clients(3)) as [Person, Person, Person];
    const id = await plan(1);
    const taken = await seat(holder, id);
    const held = await joined(next, { group_session_id: id });
    await joined(blocked, { group_session_id: id });
    // The first in the queue cannot come just now.
    const other = await track.app.coach();
    await opened(track.app, other);
    await next.post('/bookings/book', { coach_id: other.id, scheduled_at: at(1) });
    await cancelled(holder, taken);
    const answers = await race(HOLD_ENTRY, held, [
      () => coach.delete(`/coach/group-sessions/${id}`),
      () => track.elsewhere(coach).put(`/coach/clients/${blocked.id}/block`),
    ]);
    expect(outcomesOf(answers)).toEqual(['204', '204']);
  });

  it('a client lets an offer lapse while its coach is deleted, and books somebody else', async () => {
    const { coach: leaving, holders, bookings } = await fullCoach(track.app);
    await opened(track.app, leaving);
    const [client, waiting] = (await track.app.clients(2)) as [Person, Person];
    const held = await joined(waiting, { coach_id: leaving.id, from: day, to: day });
    const entry = await joined(client, { coach_id: leaving.id });
    await cancelled(holders[0]!, bookings[0]!);
    await track.app.sql(`UPDATE bookings SET held_until = now() WHERE waitlist_entry_id = $1`, [entry]);
    const answers = await race(HOLD_ENTRY, held, [
      () => remove(leaving),
      () => client.post('/bookings/book', { coach_id: coach.id, scheduled_at: at(1) }),
    ]);
    expect(outcomesOf(answers)).toEqual(['204', '201']);
  });

  it('a client opens the page of a payment while they are deleted', async () => {
    const [client, other] = [await track.app.client(), await track.app.coach()];
    await opened(track.app, other);
    const held = await joined(client, { coach_id: other.id, from: day, to: day });
    const priced = `UPDATE session_types SET payment = 'to_book', price_minor = 4500, currency = 'EUR' WHERE id = $1`;
    await track.app.sql(priced, [type]);
    const booking = await seat(client, await plan(3));
    const answers = await race(HOLD_ENTRY, held, [
      () => remove(client),
      () => client.post(`/bookings/bookings/${booking}/checkout`),
    ]);
    expect(outcomesOf(answers)).toEqual(['204', 'nothing-to-pay']);
  });

  it('a client buys a pack while its coach is deleted', async () => {
    const [client, waiting] = (await track.app.clients(2)) as [Person, Person];
    const held = await joined(waiting, { coach_id: coach.id, from: day, to: day });
    const wanted = {
      name: 'Ten',
      sessions: 10,
      price: { amount_minor: 40_000, currency: 'EUR' },
      session_type_ids: [type],
    };
    const pack = (await coach.post('/coach/packs', wanted)).body.id as number;
    const answers = await race(HOLD_ENTRY, held, [() => remove(coach), () => client.post(`/packs/${pack}/purchase`)]);
    expect(outcomesOf(answers)).toEqual(['204', 'pack-not-found']);
  });

  it('a client waits for times while they are deleted', async () => {
    const client = await track.app.client();
    await joined(client, { coach_id: coach.id, from: day, to: day });
    const answers = await race(`SELECT bookings_take_turns($1, NULL)`, coach.id, [
      () => remove(client),
      () => client.post('/bookings/waitlist', { coach_id: coach.id, from: day, to: day, session_type_id: type }),
    ]);
    expect(outcomesOf(answers)).toEqual(['204', 'busy']);
  });
});
