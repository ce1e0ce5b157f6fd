import { offerEnd } from '../../src/waitlist/domain/offer-end.js';
import { type Person, TestApp } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectRefusal } from '../support/refusals.js';
import { opened } from '../support/schedules.js';
import { accept, cancel, decline, entryOf, joined } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const MINUTE = 60_000;
const after = (minutes: number) => new Date(NOON.getTime() + minutes * MINUTE);

describe('the waitlist for a seat', () => {
  let app: TestApp;
  let coach: Person;
  let holders: Person[];
  let first: Person;
  let second: Person;
  let session: number;
  let seats: number[];

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    coach = await app.coach();
    [first, second, ...holders] = (await app.clients(4)) as [Person, Person, ...Person[]];
    const type = await groupType(app, coach, { capacity: 2 });
    await plan(type, TEN);
  });

  afterEach(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  /** A group session whose seats are all taken. */
  const plan = async (type: number, starts_at: string) => {
    session = await groupSession(coach, type, starts_at);
    seats = [];
    for (const holder of holders) seats.push((await book(holder)).body.id);
  };
  const book = (client: Person) => client.post('/bookings/book', { coach_id: coach.id, group_session_id: session });
  const waitFor = (client: Person) => joined(client, { group_session_id: session });

  it('offers the seat that becomes free to the first one, and books it for them', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    expect(await entryOf(first, one)).toMatchObject({ kind: 'seat', group_session_id: session, position: 1 });
    await cancel(holders[0]!, seats[0]!);
    expect(await entryOf(first, one)).toMatchObject({
      ...{ status: 'offered', position: null },
      offer: {
        expires_at: '2027-03-20T14:00:00.000Z',
        slot_number: null,
        scheduled_at: TEN,
        group_session_id: session,
      },
    });
    expect(await entryOf(second, other)).toMatchObject({ status: 'waiting', position: 1 });
    expectRefusal(await book(holders[0]!), 409, 'full');
    expect(await accept(first, one)).toMatchObject({
      status: 201,
      body: { group_session_id: session, scheduled_at: TEN },
    });
    expect((await entryOf(first, one)).status).toBe('booked');
    expectRefusal(await accept(first, one), 409, 'offer-gone');
  });

  it('is refused with a seat left, a seat of one’s own, a place already, and for a session that is not ahead', async () => {
    const join = (client: Person, id = session) => client.post('/bookings/waitlist', { group_session_id: id });
    expectRefusal(await join(holders[0]!), 409, 'already-booked');
    await waitFor(first);
    expectRefusal(await join(first), 409, 'already-waiting');
    await first.delete(`/bookings/waitlist/${(await first.get('/bookings/waitlist')).body[0].id}`);
    await cancel(holders[0]!, seats[0]!);
    expectRefusal(await join(first), 409, 'seats-available');
    app.setTime(new Date(TEN));
    expectRefusal(await join(second), 404, 'group-session-not-found');
    app.setTime(NOON);
    await coach.delete(`/coach/group-sessions/${session}`);
    for (const id of [session, 999_999]) expectRefusal(await join(second, id), 404, 'group-session-not-found');
  });

  it('passes a seat on that is declined or whose offer lapses, and leaves it to everybody after the last one', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    await cancel(holders[0]!, seats[0]!);
    expect((await decline(first, one)).body.status).toBe('left');
    expect((await entryOf(second, other)).status).toBe('offered');
    app.setTime(after(120));
    expectRefusal(await accept(second, other), 409, 'offer-gone');
    await workOff(app, after(120));
    expect((await entryOf(second, other)).status).toBe('expired');
    expect((await book(holders[0]!)).status).toBe(201);
  });

  it('offers the seats that the coach adds, who is told what is left then', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    const { status, body } = await coach.put(`/coach/group-sessions/${session}`, { capacity: 5 });
    expect([status, body.seats_left, body.seats_taken]).toEqual([200, 1, 4]);
    expect([(await entryOf(first, one)).status, (await entryOf(second, other)).status]).toEqual(['offered', 'offered']);
  });

  it('moves offers with the group session, and ends with it', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    await cancel(holders[0]!, seats[0]!);
    const later = '2027-03-23T10:00:00.000Z';
    expect((await coach.put(`/coach/group-sessions/${session}`, { starts_at: later })).status).toBe(200);
    expect((await entryOf(first, one)).offer.scheduled_at).toBe(later);
    expect((await coach.delete(`/coach/group-sessions/${session}`)).status).toBe(204);
    expect([(await entryOf(first, one)).status, (await entryOf(second, other)).status]).toEqual(['expired', 'expired']);
  });

  it('ends an offer when the group session starts at the latest, also when that is moved nearer', async () => {
    const one = await waitFor(first);
    await cancel(holders[0]!, seats[0]!);
    const start = after(20);
    const move = (starts_at: string) => coach.put(`/coach/group-sessions/${session}`, { starts_at });
    expect((await move(after(180).toISOString())).status).toBe(200);
    expect((await entryOf(first, one)).offer.expires_at).toBe(after(120).toISOString());
    expect((await move(start.toISOString())).status).toBe(200);
    expect((await entryOf(first, one)).offer.expires_at).toBe(start.toISOString());
    await workOff(app, start);
    expect((await entryOf(first, one)).status).toBe('expired');
  });

  it('passes over who is busy then, and offers them a seat that is still free later', async () => {
    const elsewhere = await app.coach();
    await opened(app, elsewhere);
    const { body } = await first.post('/bookings/book', { coach_id: elsewhere.id, scheduled_at: TEN });
    const one = await waitFor(first);
    await cancel(holders[0]!, seats[0]!);
    expect(await entryOf(first, one)).toMatchObject({ position: 1, skipped_for: { code: 'you-are-busy' } });
    await cancel(first, body.id);
    await workOff(app, after(4));
    expect((await entryOf(first, one)).status).toBe('waiting');
    await workOff(app, after(5));
    expect(await entryOf(first, one)).toMatchObject({ status: 'offered', skipped_for: null });
  });

  it('ends when the client books another seat that became free', async () => {
    const one = await waitFor(first);
    await app.sql(`UPDATE waitlist_entries SET looked_at = looked_at WHERE id = $1`, [one]);
    await cancel(holders[0]!, seats[0]!);
    expect((await book(first)).status).toBe(201);
    expect((await entryOf(first, one)).status).toBe('booked');
  });

  it('offers nothing that starts within ten minutes, and expires at the start', async () => {
    const one = await waitFor(first);
    const start = Date.parse(TEN);
    app.setTime(new Date(start - 10 * MINUTE));
    await cancel(holders[0]!, seats[0]!);
    expect((await entryOf(first, one)).status).toBe('waiting');
    await workOff(app, new Date(start - 1));
    expect((await entryOf(first, one)).status).toBe('waiting');
    await workOff(app, new Date(start));
    expect((await entryOf(first, one)).status).toBe('expired');
  });

  it('keeps an offer for a quarter of the time left', async () => {
    const one = await waitFor(first);
    const start = Date.parse(TEN);
    app.setTime(new Date(start - 60 * MINUTE));
    await cancel(holders[0]!, seats[0]!);
    expect((await entryOf(first, one)).offer.expires_at).toBe(new Date(start - 45 * MINUTE).toISOString());
  });

  it('says in PostgreSQL when an offer ends as the rules of the worker do', async () => {
    const minutes = [-5, 0, 9, 10, 11, 39, 40, 41, 60, 100, 479, 480, 481, 10_000, 10.00005, 123.45678, 59.9999];
    for (const start of [null, ...minutes.map(after)]) {
      const [row] = await app.sql<{ end: string | null }>(
        `SELECT waitlist_offer_ends($1, $2)::timestamptz(3) AS "end"`,
        [start, NOON],
      );
      expect([start, row!.end]).toEqual([start, offerEnd(start, NOON)?.toISOString() ?? null]);
    }
  });
});
