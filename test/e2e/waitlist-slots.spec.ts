import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectRefusal } from '../support/refusals.js';
import { accept, cancel, decline, entryOf, fullCoach, joined } from '../support/waitlists.js';
import { workOff } from '../support/worker.js';

const NOON = new Date('2027-03-20T12:00:00Z');
const HOUR = 3_600_000;

describe('the waitlist for a slot', () => {
  let app: TestApp;
  let coach: Person;
  let holder: Person;
  let first: Person;
  let second: Person;
  let booking: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    app.setTime(NOON);
    const full = await fullCoach(app);
    [coach, holder, booking] = [full.coach, full.holders[0]!, full.bookings[0]!];
    [first, second] = (await app.clients(2)) as [Person, Person];
  });

  afterEach(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const waitFor = (client: Person) => joined(client, { coach_id: coach.id });
  const later = (milliseconds: number) => app.setTime(new Date(NOON.getTime() + milliseconds));
  const book = (client: Person) => client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });

  it('shows the place of each client', async () => {
    const id = await waitFor(first);
    const next = await waitFor(second);
    expect(await entryOf(first, id)).toEqual({
      ...{ id, kind: 'slot', coach_id: coach.id, coach_name: coach.name, client_id: first.id, client_name: first.name },
      ...{
        session_type_id: null,
        group_session_id: null,
        from: null,
        to: null,
        weekdays: null,
        earliest: null,
        latest: null,
      },
      ...{ status: 'waiting', position: 1, skipped_for: null, offer: null },
      ...{ created_at: NOON.toISOString(), updated_at: NOON.toISOString() },
    });
    expect((await entryOf(second, next)).position).toBe(2);
    expect((await first.delete(`/bookings/waitlist/${id}`)).status).toBe(204);
    expect((await entryOf(second, next)).position).toBe(1);
    expect(await entryOf(first, id)).toMatchObject({ status: 'left', position: null });
    expectRefusal(await first.delete(`/bookings/waitlist/${id}`), 404, 'waitlist-entry-not-found');
  });

  it('is refused while a slot is free, when waiting already, and for a coach who cannot be booked', async () => {
    const open = await app.coach();
    expectRefusal(await first.post('/bookings/waitlist', { coach_id: open.id }), 409, 'slots-available');
    await waitFor(first);
    expectRefusal(await first.post('/bookings/waitlist', { coach_id: coach.id }), 409, 'already-waiting');
    for (const id of [first.id, 999_999]) {
      expectRefusal(await first.post('/bookings/waitlist', { coach_id: id }), 404, 'coach-not-found');
    }
  });

  it('offers the slot that becomes free to the first one, for two hours, and to nobody else', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    expect((await cancel(holder, booking)).status).toBe(200);
    expect(await entryOf(first, one)).toMatchObject({
      ...{ status: 'offered', position: null },
      offer: { expires_at: '2027-03-20T14:00:00.000Z', slot_number: 1, scheduled_at: null, group_session_id: null },
    });
    expect(await entryOf(second, other)).toMatchObject({ status: 'waiting', position: 1, offer: null });
    const { body } = await first.get(`/bookings/coaches/${coach.id}`);
    expect(body).toMatchObject({ available_slots: 0, booked_slots: 1, free_slots: [] });
    expectRefusal(await book(second), 409, 'no-available-slots');
    expectRefusal(await accept(second, one), 404, 'waitlist-entry-not-found');
    expectRefusal(await accept(second, other), 409, 'no-offer');
  });

  it('books the slot for who accepts it', async () => {
    const id = await waitFor(first);
    await cancel(holder, booking);
    const { status, body } = await accept(first, id);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { coach_id: coach.id, client_id: first.id, slot_number: 1, scheduled_at: null, status: 'pending' },
    });
    expect(await entryOf(first, id)).toMatchObject({ status: 'booked', offer: null });
    expectRefusal(await accept(first, id), 409, 'offer-gone');
    expectRefusal(await decline(first, id), 409, 'offer-gone');
  });

  it('answers a repeated acceptance with the same booking', async () => {
    const id = await waitFor(first);
    await cancel(holder, booking);
    const key = { 'idempotency-key': `accept ${id}`.replace(' ', '-') };
    const [once, again] = [
      await first.post(`/bookings/waitlist/${id}/accept`, undefined, key),
      await first.post(`/bookings/waitlist/${id}/accept`, undefined, key),
    ];
    expect([once.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(once.body);
  });

  it('passes the slot on when it is declined, and leaves it to everybody after the last one', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    expectRefusal(await decline(first, one), 409, 'no-offer');
    await cancel(holder, booking);
    const declined = await decline(first, one);
    expect(declined).toMatchObject({ status: 200, body: { id: one, status: 'left', offer: null } });
    expect((await entryOf(second, other)).status).toBe('offered');
    expect((await second.delete(`/bookings/waitlist/${other}`)).status).toBe(204);
    expect((await book(holder)).status).toBe(201);
  });

  it('passes the slot on when the offer lapses, however late the worker comes', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    await cancel(holder, booking);
    later(2 * HOUR);
    expectRefusal(await accept(first, one), 409, 'offer-gone');
    await workOff(app, new Date(NOON.getTime() + 2 * HOUR));
    expect((await entryOf(first, one)).status).toBe('expired');
    expect(await entryOf(second, other)).toMatchObject({
      status: 'offered',
      offer: { expires_at: '2027-03-20T16:00:00.000Z' },
    });
  });

  it('passes over who has as many bookings as the coach allows, and says why; they keep their place', async () => {
    await app.sql(`INSERT INTO schedules (coach_id, client_limit) VALUES ($1, 1)`, [coach.id]);
    await coach.put('/coach/slots', { total_slots: 2 });
    const own = await app.booked(first, coach, 2);
    const [one, other] = [await waitFor(first), await waitFor(second)];
    await cancel(holder, booking);
    expect(await entryOf(first, one)).toMatchObject({
      ...{ status: 'waiting', position: 1, offer: null },
      skipped_for: { code: 'client-limit', detail: expect.stringContaining('as many active bookings') },
    });
    expect((await entryOf(second, other)).status).toBe('offered');
    await cancel(first, own);
    expect(await entryOf(first, one)).toMatchObject({
      status: 'offered',
      skipped_for: null,
      offer: { slot_number: 2 },
    });
  });

  it('passes over who is deactivated, and offers them a slot that is still free once they are back', async () => {
    const [admin, id] = [await app.admin(), await waitFor(first)];
    await admin.put(`/admin/users/${first.id}`, { is_active: false });
    await cancel(holder, booking);
    const state = () => app.sql(`SELECT status FROM waitlist_entries WHERE id = $1`, [id]);
    expect(await state()).toEqual([{ status: 'waiting' }]);
    await admin.put(`/admin/users/${first.id}`, { is_active: true });
    await workOff(app, new Date(NOON.getTime() + HOUR));
    expect(await state()).toEqual([{ status: 'offered' }]);
  });

  it('takes an offer back from who is deactivated, and gives it to the next one', async () => {
    const [admin, one, other] = [await app.admin(), await waitFor(first), await waitFor(second)];
    await cancel(holder, booking);
    await admin.put(`/admin/users/${first.id}`, { is_active: false });
    expect(await app.sql(`SELECT status FROM waitlist_entries WHERE id = $1`, [one])).toEqual([{ status: 'waiting' }]);
    expect((await entryOf(second, other)).status).toBe('offered');
  });

  it('ends with the account of client or coach', async () => {
    const [admin, one, other] = [await app.admin(), await waitFor(first), await waitFor(second)];
    await cancel(holder, booking);
    expect((await admin.delete(`/admin/users/${first.id}`)).status).toBe(204);
    expect((await entryOf(second, other)).status).toBe('offered');
    expect((await admin.delete(`/admin/users/${coach.id}`)).status).toBe(204);
    expect((await entryOf(second, other)).status).toBe('expired');
    expect(await app.sql(`SELECT status FROM waitlist_entries WHERE id = $1`, [one])).toEqual([{ status: 'left' }]);
    expectRefusal(await accept(second, other), 409, 'offer-gone');
  });

  it('ends with the role of the client, and nobody stands behind them then', async () => {
    const [admin, one, other] = [await app.admin(), await waitFor(first), await waitFor(second)];
    expect((await admin.put(`/admin/users/${first.id}`, { role: 'coach' })).status).toBe(200);
    expect(await app.sql(`SELECT status FROM waitlist_entries WHERE id = $1`, [one])).toEqual([{ status: 'left' }]);
    expect(await entryOf(second, other)).toMatchObject({ status: 'waiting', position: 1 });
  });

  it('passes what was offered on from who becomes a coach', async () => {
    const [admin, one, other] = [await app.admin(), await waitFor(first), await waitFor(second)];
    await cancel(holder, booking);
    expect((await entryOf(first, one)).status).toBe('offered');
    expect((await admin.put(`/admin/users/${first.id}`, { role: 'coach' })).status).toBe(200);
    expect(await app.sql(`SELECT status FROM waitlist_entries WHERE id = $1`, [one])).toEqual([{ status: 'left' }]);
    expect((await entryOf(second, other)).status).toBe('offered');
  });

  it('ends with the role of the coach', async () => {
    const [admin, one, other] = [await app.admin(), await waitFor(first), await waitFor(second)];
    await cancel(holder, booking);
    expect((await admin.put(`/admin/users/${coach.id}`, { role: 'client' })).status).toBe(200);
    expect([(await entryOf(first, one)).status, (await entryOf(second, other)).status]).toEqual(['expired', 'expired']);
  });

  it('offers slots that the coach adds', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    expect((await coach.put('/coach/slots', { total_slots: 2 })).status).toBe(200);
    expect(await entryOf(first, one)).toMatchObject({ status: 'offered', offer: { slot_number: 2 } });
    expect((await entryOf(second, other)).status).toBe('waiting');
  });

  it('is seen by its client, its coach and admins', async () => {
    const [one, other] = [await waitFor(first), await waitFor(second)];
    const [admin, stranger] = await Promise.all([app.admin(), app.coach()]);
    const idsFor = async (reader: Person, query = '') => {
      const { body } = await reader.get(`/bookings/waitlist${query}`);
      return (body as { id: number }[]).map(({ id }) => id).filter((id) => [one, other].includes(id));
    };
    await first.delete(`/bookings/waitlist/${one}`);
    expect(await idsFor(first)).toEqual([one]);
    expect(await idsFor(coach)).toEqual([other, one]);
    expect(await idsFor(admin)).toEqual([other, one]);
    expect(await idsFor(coach, '?status=waiting')).toEqual([other]);
    expect(await idsFor(stranger)).toEqual([]);
    for (const reader of [second, stranger]) {
      expectRefusal(await reader.get(`/bookings/waitlist/${one}`), 404, 'waitlist-entry-not-found');
    }
    for (const reader of [coach, admin]) expect((await entryOf(reader, one)).client_name).toBe(first.name);
    expectRefusal(await second.delete(`/bookings/waitlist/${one}`), 404, 'waitlist-entry-not-found');
    expect((await coach.delete(`/bookings/waitlist/${other}`)).status).toBe(403);
  });

  it('shows no offer in lists and figures of bookings', async () => {
    await waitFor(first);
    await cancel(holder, booking);
    for (const answer of [await first.get('/bookings/my-bookings'), await coach.get('/coach/clients')]) {
      expect(answer).toMatchObject({ status: 200, body: [] });
    }
    const { body } = await coach.get('/bookings/coach/bookings');
    expect((body as { id: number }[]).map(({ id }) => id)).toEqual([booking]);
  });

  it.each([
    [{}, 'coach_id'],
    [{ coach_id: 1, group_session_id: 2 }, 'coach_id'],
    [{ coach_id: 1, to: '2027-04-01' }, 'from'],
    [{ coach_id: 1, weekdays: [1] }, 'from'],
    [{ coach_id: 1, from: '2027-04-02', to: '2027-04-01' }, 'to'],
    [{ coach_id: 1, from: '2027-04-01', to: '2027-06-02' }, 'to'],
    [{ coach_id: 1, from: '2027-04-01', to: '2027-04-02', weekdays: [1, 1] }, 'weekdays'],
    [{ coach_id: 1, from: '2027-04-01', to: '2027-04-02', weekdays: [] }, 'weekdays'],
    [{ coach_id: 1, from: '2027-04-01', to: '2027-04-02', earliest: '9:00' }, 'earliest'],
    [{ coach_id: 1, from: '2027-04-01', to: '2027-04-02', earliest: '10:00', latest: '09:59' }, 'latest'],
    [{ group_session_id: 1, from: '2027-04-01', to: '2027-04-02' }, 'from'],
  ])('refuses %j', async (body, field) => {
    const answer = await first.post('/bookings/waitlist', body);
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });
});
