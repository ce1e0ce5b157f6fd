import { type Person, TestApp } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { expectSoundBooks } from '../support/invariants.js';
import { accept, cancel, entryOf, fullCoach, joined } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const TEN = '2027-03-22T10:00:00.000Z';
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);

describe('waitlists where the platform limits bookings', () => {
  let app: TestApp;
  let coach: Person;
  let holders: Person[];
  let bookings: number[];
  let third: Person;

  beforeAll(async () => {
    app = await TestApp.start({ CLIENT_LIMIT: '1' });
  });

  beforeEach(async () => {
    app.setTime(NOON);
    ({ coach, holders, bookings } = await fullCoach(app, 2));
    third = await app.client();
  });

  afterEach(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  it('pass over who has as many bookings as CLIENT_LIMIT allows, and offer them a slot once they have fewer', async () => {
    const [atLimit, next] = [
      await joined(holders[1]!, { coach_id: coach.id }),
      await joined(third, { coach_id: coach.id }),
    ];
    await cancel(holders[0]!, bookings[0]!);
    expect(await entryOf(holders[1]!, atLimit)).toMatchObject({
      ...{ status: 'waiting', position: 1, skipped_for: { code: 'client-limit' } },
    });
    expect((await entryOf(third, next)).status).toBe('offered');
    await cancel(holders[1]!, bookings[1]!);
    expect((await accept(holders[1]!, atLimit)).status).toBe(201);
  });

  it('let the limit of the coach win', async () => {
    await app.sql(`INSERT INTO schedules (coach_id, client_limit) VALUES ($1, 2)`, [coach.id]);
    const entry = await joined(holders[1]!, { coach_id: coach.id });
    await cancel(holders[0]!, bookings[0]!);
    expect((await accept(holders[1]!, entry)).status).toBe(201);
  });

  it('offer seats all the same: no limit binds them', async () => {
    const session = await groupSession(coach, await groupType(app, coach, { capacity: 2 }), TEN, { capacity: 1 });
    const seat = await third.post('/bookings/book', { coach_id: coach.id, group_session_id: session });
    const entry = await joined(holders[1]!, { group_session_id: session });
    await cancel(third, seat.body.id);
    expect((await accept(holders[1]!, entry)).status).toBe(201);
  });
});

describe('waitlists where coaches are approved', () => {
  let app: TestApp;
  let admin: Person;
  let coach: Person;
  let holder: Person;
  let second: Person;

  beforeAll(async () => {
    app = await TestApp.start({ COACH_SIGNUP: 'approval' });
  });

  beforeEach(async () => {
    app.setTime(NOON);
    [admin, coach] = await Promise.all([app.admin(), app.coach({ isVerified: true })]);
    [holder, second] = (await app.clients(2)) as [Person, Person];
  });

  afterEach(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const approve = (is_verified: boolean) => admin.put(`/admin/users/${coach.id}`, { is_verified });

  it('offer no slot of a coach who lost the approval, and offer it when they have it again', async () => {
    await coach.put('/coach/slots', { total_slots: 1 });
    const booking = await app.booked(holder, coach, 1);
    const entry = await joined(second, { coach_id: coach.id });
    await approve(false);
    await cancel(holder, booking);
    await workOff(app, later(10));
    expect(await entryOf(second, entry)).toMatchObject({ status: 'waiting', position: 1 });
    await approve(true);
    await workOff(app, later(20));
    expect((await accept(second, entry)).status).toBe(201);
  });

  it('take back what was offered with a coach who loses the approval: the client keeps their place', async () => {
    await coach.put('/coach/slots', { total_slots: 1 });
    const booking = await app.booked(holder, coach, 1);
    const entry = await joined(second, { coach_id: coach.id });
    await cancel(holder, booking);
    expect((await entryOf(second, entry)).status).toBe('offered');
    await approve(false);
    expect(await entryOf(second, entry)).toMatchObject({ status: 'waiting', position: 1 });
  });

  it('offer no seat with them either', async () => {
    const session = await groupSession(coach, await groupType(app, coach, { capacity: 2 }), TEN, { capacity: 1 });
    const seat = await holder.post('/bookings/book', { coach_id: coach.id, group_session_id: session });
    const entry = await joined(second, { group_session_id: session });
    await approve(false);
    await cancel(holder, seat.body.id);
    await workOff(app, later(10));
    expect(await entryOf(second, entry)).toMatchObject({ status: 'waiting', position: 1 });
    await approve(true);
    await workOff(app, later(20));
    expect((await accept(second, entry)).status).toBe(201);
  });
});
