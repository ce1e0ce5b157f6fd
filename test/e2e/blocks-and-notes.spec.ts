import { type Person, TestApp } from '../support/app.js';
import { groupType } from '../support/group-sessions.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';
import { insert } from '../support/rows.js';
import { opened } from '../support/schedules.js';
import { offered } from '../support/waitlists.js';

/** An hour of a day so far ahead, at noon UTC. */
const at = (days: number, hour = 12) => {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T${String(hour).padStart(2, '0')}:00:00Z`;
};

describe('a coach and a client', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;
  let bookingId: number;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    ({ coach, client, bookingId } = await app.connected());
  });

  afterAll(() => app.stop());

  describe('whom the coach blocks', () => {
    const block = () => coach.put(`/coach/clients/${client.id}/block`, {});
    const unblock = () => coach.delete(`/coach/clients/${client.id}/block`);

    async function groupSession(capacity: number): Promise<number> {
      const session_type_id = await groupType(app, coach, { capacity });
      const times = { starts_at: at(4), ends_at: at(4, 13) };
      const id = await insert(app, 'group_sessions', {
        coach_id: coach.id,
        session_type_id,
        session_type_name: 'Mobility',
        ...times,
        capacity,
      });
      return id;
    }

    it('can book nothing more, in any way, until they are unblocked', async () => {
      await opened(app, coach);
      const group = await groupSession(3);
      const ways = (): readonly [string, object][] => [
        ['/bookings/book', { coach_id: coach.id, slot_number: 5 }],
        ['/bookings/book', { coach_id: coach.id, scheduled_at: at(5) }],
        ['/bookings/book', { coach_id: coach.id, group_session_id: group }],
        ['/bookings/holds', { coach_id: coach.id, scheduled_at: at(6) }],
        ['/bookings/series', { coach_id: coach.id, starts_at: at(7), every_weeks: 1, count: 2 }],
        ['/bookings/waitlist', { coach_id: coach.id, from: at(8).slice(0, 10), to: at(9).slice(0, 10) }],
      ];
      expect((await block()).status).toBe(204);
      expect((await block()).status).toBe(204);
      for (const [path, body] of ways()) expectRefusal(await client.post(path, body), 409, 'blocked');
      const forThem = { client_id: client.id, scheduled_at: at(10) };
      expectRefusal(await coach.post('/coach/bookings', forThem), 409, 'blocked');
      expect((await unblock()).status).toBe(204);
      for (const [path, body] of ways()) expect([path, (await client.post(path, body)).status]).toEqual([path, 201]);
    });

    it('keeps what is booked, and may move and cancel it', async () => {
      await opened(app, coach);
      const { body } = await client.post('/bookings/book', { coach_id: coach.id, scheduled_at: at(5) });
      await block();
      expect((await client.post(`/bookings/bookings/${body.id}/move`, { scheduled_at: at(6) })).status).toBe(200);
      expect((await client.put(`/bookings/bookings/${bookingId}`, { status: 'cancelled' })).status).toBe(200);
    });

    it('loses holds and offers, which pass to the next one, and is offered nothing while blocked', async () => {
      const entry = await offered(app, { coach_id: coach.id, client_id: client.id, slot_number: 9 });
      const next = await app.client();
      const { body: queued } = await insertWaiting(next);
      await block();
      expect((await client.get(`/bookings/waitlist/${entry}`)).body.status).toBe('waiting');
      expect((await next.get(`/bookings/waitlist/${queued.id}`)).body.status).toBe('offered');
      expectRefusal(await client.post(`/bookings/waitlist/${entry}/accept`), 409, 'no-offer');
      await next.post(`/bookings/waitlist/${queued.id}/decline`);
      expect((await client.get(`/bookings/waitlist/${entry}`)).body.status).toBe('waiting');
      expect(await app.sql(`SELECT FROM bookings WHERE client_id = $1 AND kind <> 'booking'`, [client.id])).toEqual([]);
    });

    it('is marked in the list of that coach', async () => {
      await block();
      expect((await coach.get('/coach/clients')).body).toEqual([
        expect.objectContaining({ id: client.id, is_blocked: true }),
      ]);
      await unblock();
      expect((await coach.get('/coach/clients')).body).toEqual([expect.objectContaining({ is_blocked: false })]);
    });

    it('is a client', async () => {
      for (const id of [coach.id, 2_000_000_000]) {
        expectRefusal(await coach.put(`/coach/clients/${id}/block`, {}), 404, 'client-not-found');
        expectRefusal(await coach.delete(`/coach/clients/${id}/block`), 404, 'client-not-found');
      }
    });

    /** Behind the first one: the coach has no slot left for them. */
    async function insertWaiting(who: Person): Promise<{ body: { id: number } }> {
      const id = await insert(app, 'waitlist_entries', {
        ...{ coach_id: coach.id, client_id: who.id, kind: 'slot', status: 'waiting' },
        ...{ created_at: new Date().toISOString(), updated_at: new Date().toISOString() },
      });
      return { body: { id } };
    }
  });

  describe('notes of the coach on the client', () => {
    const path = () => `/coach/clients/${client.id}/notes`;

    it('are read and written by that coach alone', async () => {
      expect((await coach.get(path())).body).toEqual({ notes: null, updated_at: null });
      const { body } = await coach.put(path(), { notes: 'Prefers mornings' });
      expect(body).toEqual({ notes: 'Prefers mornings', updated_at: expect.stringMatching(/Z$/) });
      expect((await coach.get(path())).body).toEqual(body);
      const second = await app.coach();
      await second.put(`/bookings/bookings/${await app.booked(client, second)}`, { status: 'confirmed' });
      expect((await second.get(path())).body).toEqual({ notes: null, updated_at: null });
      expectRefusal(await (await app.admin()).get(path()), 403, 'forbidden');
      expectRefusal(await client.get(path()), 403, 'forbidden');
    });

    it('end with an empty text, and are at most ten thousand characters long', async () => {
      await coach.put(path(), { notes: 'x'.repeat(10_000) });
      expectFieldsRefused(await coach.put(path(), { notes: 'x'.repeat(10_001) }), 'notes');
      expectFieldsRefused(await coach.put(path(), {}), 'notes');
      expect((await coach.put(path(), { notes: '' })).body).toEqual({ notes: null, updated_at: null });
    });

    it('begin while the two are connected, and stay when the client has ended that', async () => {
      const stranger = await app.coach();
      expectRefusal(await stranger.get(path()), 403, 'not-connected');
      expectRefusal(await stranger.put(path(), { notes: 'x' }), 403, 'not-connected');
      expectRefusal(await coach.put(`/coach/clients/${coach.id}/notes`, { notes: 'x' }), 404, 'client-not-found');
      await coach.put(path(), { notes: 'Prefers mornings' });
      await client.delete(`/client/coaches/${coach.id}`);
      expect((await coach.put(path(), { notes: 'Preferred mornings' })).body.notes).toBe('Preferred mornings');
      await coach.put(path(), { notes: null });
      expectRefusal(await coach.get(path()), 403, 'not-connected');
    });
  });
});
