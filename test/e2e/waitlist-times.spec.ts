import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectRefusal } from '../support/refusals.js';
import { daily, opened } from '../support/schedules.js';
import { accept, cancel, decline, entryOf, joined } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';

/** A Saturday. */
const NOON = new Date('2027-03-20T12:00:00Z');
const MONDAY = '2027-03-22';
const TEN = `${MONDAY}T10:00:00.000Z`;
const MINUTE = 60_000;
const after = (minutes: number) => new Date(NOON.getTime() + minutes * MINUTE);

describe('the waitlist for a time', () => {
  let app: TestApp;
  let coach: Person;
  let holder: Person;
  let first: Person;
  let second: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [coach, holder, first, second] = await Promise.all([app.coach(), app.client(), app.client(), app.client()]);
  });

  afterEach(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  /** A coach who works from 10:00 to `end` on Mondays. */
  const open = (end: number, more: object = {}) =>
    opened(app, coach, { weekly_hours: [600, end * 60], grid_minutes: 60, ...more });
  const waitFor = (client: Person, more: object = {}) =>
    joined(client, { coach_id: coach.id, from: MONDAY, to: MONDAY, ...more });
  const book = async (client: Person, scheduled_at: string) => {
    const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at });
    expect(status).toBe(201);
    return body.id as number;
  };
  const offerOf = async (client: Person, id: number) => (await entryOf(client, id)).offer?.scheduled_at ?? null;

  it('shows what the client waits for', async () => {
    const type = await open(11);
    await book(holder, TEN);
    const wish = { weekdays: [1, 3], earliest: '09:00', latest: '20:00' };
    const id = await waitFor(first, wish);
    expect(await entryOf(first, id)).toMatchObject({
      ...{ kind: 'time', session_type_id: type, from: MONDAY, to: MONDAY, ...wish },
      ...{ status: 'waiting', position: 1, offer: null },
    });
  });

  it('is refused when waiting for such a time already, for days that are over, and without a session type', async () => {
    const type = await open(11);
    await waitFor(first);
    const join = (body: object) =>
      first.post('/bookings/waitlist', { coach_id: coach.id, from: MONDAY, to: MONDAY, ...body });
    expectRefusal(await join({ session_type_id: type }), 409, 'already-waiting');
    expectRefusal(await join({ from: '2027-03-18', to: '2027-03-19' }), 422, 'validation-failed');
    expectRefusal(await join({ session_type_id: type + 1_000 }), 404, 'session-type-not-found');
    expectRefusal(await join({ coach_id: first.id }), 404, 'coach-not-found');
    const bare = await app.coach();
    expectRefusal(await join({ coach_id: bare.id }), 404, 'session-type-not-found');
  });

  it('offers as many times of a day as its limit allows, together with those that are booked and on offer', async () => {
    await open(16, { daily_limit: 1 });
    const booking = await book(holder, TEN);
    const [one, other] = [await waitFor(first), await waitFor(second)];
    await workOff(app);
    await cancel(holder, booking);
    await workOff(app);
    expect((await entryOf(first, one)).status).toBe('offered');
    expect(await entryOf(second, other)).toMatchObject({ status: 'waiting', position: 1, skipped_for: null });
    const wish = { coach_id: coach.id, scheduled_at: `${MONDAY}T14:00:00.000Z` };
    expectRefusal(await holder.post('/bookings/book', wish), 409, 'daily-limit');
    await decline(first, one);
    await workOff(app);
    expect((await accept(second, other)).status).toBe(201);
  });

  it('offers a time that is free already', async () => {
    await open(11);
    const id = await waitFor(first);
    expect(await offerOf(first, id)).toBeNull();
    await workOff(app);
    expect(await entryOf(first, id)).toMatchObject({
      status: 'offered',
      offer: { expires_at: '2027-03-20T14:00:00.000Z', slot_number: null, scheduled_at: TEN },
    });
  });

  it('offers what is cancelled to the first one whom it fits, and nobody else can book it', async () => {
    await open(11);
    const id = await book(holder, TEN);
    const [late, one, other] = [
      await waitFor(second, { earliest: '12:00' }),
      await waitFor(first),
      await waitFor(holder),
    ];
    await workOff(app);
    await cancel(holder, id);
    await workOff(app);
    expect([await offerOf(second, late), await offerOf(first, one), await offerOf(holder, other)]).toEqual([
      null,
      TEN,
      null,
    ]);
    const answer = await second.post('/bookings/book', { coach_id: coach.id, scheduled_at: TEN });
    expectRefusal(answer, 409, 'held');
    const accepted = await accept(first, one);
    expect(accepted).toMatchObject({ status: 201, body: { scheduled_at: TEN, client_id: first.id } });
    expect((await entryOf(first, one)).status).toBe('booked');
  });

  it('is booked by its client at the offered time without a word of the offer', async () => {
    await open(11);
    const id = await waitFor(first);
    await workOff(app);
    await book(first, TEN);
    expect((await entryOf(first, id)).status).toBe('booked');
  });

  it.each([
    ['new hours', () => coach.put('/coach/schedule', { weekly_hours: [{ weekday: 1, start: '10:00', end: '12:00' }] })],
    ['a date', () => coach.put(`/coach/schedule/dates/${MONDAY}`, { hours: [{ start: '11:00', end: '12:00' }] })],
  ])('offers what becomes free by %s', async (_, change) => {
    await open(11);
    await book(holder, TEN);
    const id = await waitFor(first);
    await workOff(app);
    expect((await change()).status).toBe(200);
    await workOff(app);
    expect(await offerOf(first, id)).toBe(`${MONDAY}T11:00:00.000Z`);
  });

  it('offers what becomes free by a move, a hold that ends, and the end of time off', async () => {
    await open(13);
    const ids = [await book(holder, TEN), await book(holder, `${MONDAY}T11:00:00Z`)];
    const off = await coach.post('/coach/time-off', {
      starts_at: `${MONDAY}T12:00:00Z`,
      ends_at: `${MONDAY}T13:00:00Z`,
    });
    const id = await waitFor(first);
    await workOff(app);
    expect(await offerOf(first, id)).toBeNull();
    await coach.post(`/bookings/bookings/${ids[0]}/move`, { scheduled_at: '2027-03-29T10:00:00Z' });
    await workOff(app);
    expect(await offerOf(first, id)).toBe(TEN);
    expect((await accept(first, id)).status).toBe(201);
    const next = await waitFor(second);
    await workOff(app);
    expect(await offerOf(second, next)).toBeNull();
    await coach.delete(`/coach/time-off/${off.body.id}`);
    await workOff(app);
    expect(await offerOf(second, next)).toBe(`${MONDAY}T12:00:00.000Z`);
  });

  it('offers a day that comes into the window within five minutes', async () => {
    await open(11, { window_days: 2 });
    const id = await waitFor(first);
    await workOff(app);
    expect(await offerOf(first, id)).toBeNull();
    const sunday = new Date('2027-03-21T00:05:00Z');
    app.setTime(sunday);
    await workOff(app, sunday);
    expect(await offerOf(first, id)).toBe(TEN);
  });

  it('keeps an offer for a quarter of the time left, and ten minutes at least', async () => {
    await opened(app, coach, { weekly_hours: daily(13, 14), grid_minutes: 60 });
    const id = await waitFor(first, { from: '2027-03-20', to: '2027-03-20' });
    await workOff(app);
    expect((await entryOf(first, id)).offer).toMatchObject({
      expires_at: after(15).toISOString(),
      scheduled_at: after(60).toISOString(),
    });
    const other = await waitFor(second, { from: '2027-03-20', to: '2027-03-20' });
    app.setTime(after(45));
    await workOff(app, after(45));
    expect((await entryOf(first, id)).status).toBe('expired');
    expect((await entryOf(second, other)).offer).toMatchObject({ expires_at: after(55).toISOString() });
    app.setTime(after(55));
    await workOff(app, after(55));
    expect((await entryOf(second, other)).status).toBe('expired');
    expect((await holder.post('/bookings/book', { coach_id: coach.id, scheduled_at: after(60) })).status).toBe(201);
  });

  it('passes a declined time on', async () => {
    await open(11);
    const [one, other] = [await waitFor(first), await waitFor(second)];
    await workOff(app);
    await decline(first, one);
    await workOff(app);
    expect(await offerOf(second, other)).toBe(TEN);
  });

  it('has a third of the free times on offer at most', async () => {
    await open(16, { window_days: 7 });
    const clients = await app.clients(4);
    const ids: number[] = [];
    for (const client of clients) ids.push(await waitFor(client));
    await workOff(app);
    const offers = await Promise.all(clients.map((client, index) => offerOf(client, ids[index]!)));
    expect(offers).toEqual([TEN, `${MONDAY}T11:00:00.000Z`, null, null]);
  });

  it('passes over who is busy then, says why once, and offers it when they are free', async () => {
    await open(11);
    const elsewhere = await app.coach();
    await opened(app, elsewhere);
    const { body } = await first.post('/bookings/book', { coach_id: elsewhere.id, scheduled_at: TEN });
    const [one, other] = [await waitFor(first), await waitFor(second)];
    await workOff(app);
    await workOff(app, after(6));
    expect(await entryOf(first, one)).toMatchObject({ position: 1, skipped_for: { code: 'you-are-busy' } });
    expect(await offerOf(second, other)).toBe(TEN);
    const skips = await app.sql(
      `SELECT data->>'reason' AS reason FROM events WHERE type = 'waitlist.skipped' AND subject_id = $1`,
      [one],
    );
    expect(skips).toEqual([{ reason: 'you-are-busy' }]);
    await cancel(first, body.id);
    await decline(second, other);
    await workOff(app, after(7));
    expect(await entryOf(first, one)).toMatchObject({ status: 'offered', skipped_for: null });
  });

  it('passes over who is deactivated, and keeps their place', async () => {
    await open(11);
    const [admin, one, other] = [await app.admin(), await waitFor(first), await waitFor(second)];
    await admin.put(`/admin/users/${first.id}`, { is_active: false });
    await workOff(app);
    expect(await offerOf(second, other)).toBe(TEN);
    expect((await entryOf(coach, one)).position).toBe(1);
  });

  it('expires after its last day', async () => {
    await open(11);
    await book(holder, TEN);
    const id = await waitFor(first);
    const tuesday = new Date('2027-03-23T00:00:00Z');
    await workOff(app, new Date(tuesday.getTime() - 1));
    expect((await entryOf(first, id)).status).toBe('waiting');
    await workOff(app, tuesday);
    expect((await entryOf(first, id)).status).toBe('expired');
  });
});
