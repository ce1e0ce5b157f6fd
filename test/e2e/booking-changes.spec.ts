import { inHours, type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectFieldsRefused, expectRefusal } from '../support/refusals.js';

type Status = 'pending' | 'confirmed' | 'completed' | 'cancelled';
const STATUSES: Status[] = ['pending', 'confirmed', 'completed', 'cancelled'];

/** The changes with which a coach brings a pending booking to each status. */
const WAY: Record<Status, Status[]> = {
  pending: [],
  confirmed: ['confirmed'],
  completed: ['confirmed', 'completed'],
  cancelled: ['cancelled'],
};

describe('changing a booking', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  interface Scene {
    coach: Person;
    client: Person;
    id: number;
    path: string;
  }

  /** A booking in this status, with its client and coach. */
  async function booking(status: Status = 'pending', more: object = {}): Promise<Scene> {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const id = await app.booked(client, coach, 1, more);
    const path = `/bookings/bookings/${id}`;
    for (const step of WAY[status]) await coach.put(path, { status: step });
    return { coach, client, id, path };
  }

  async function party(role: 'client' | 'coach' | 'admin', { coach, client }: Scene): Promise<Person> {
    return role === 'admin' ? app.admin() : role === 'coach' ? coach : client;
  }

  /** What every party of a booking sees alike. */
  const shared = (body: object) => {
    const { coach_name: _, client_name: __, actions: ___, ...row } = body as Record<string, unknown>;
    return row;
  };

  const bookingOf = async ({ client, path }: Scene) => shared((await client.get(path)).body as object);

  describe('its status, by its coach,', () => {
    const legal: Record<Status, Status[]> = {
      pending: ['confirmed', 'cancelled'],
      confirmed: ['completed', 'cancelled'],
      completed: [],
      cancelled: [],
    };

    it.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))(
      'from %s to %s',
      async (from, to) => {
        const scene = await booking(from);
        const before = await bookingOf(scene);
        const answer = await scene.coach.put(scene.path, { status: to });
        if (from === to) {
          expect([answer.status, shared(answer.body)]).toEqual([200, before]);
        } else if (legal[from].includes(to)) {
          expect([answer.status, shared(answer.body)]).toEqual([
            200,
            {
              ...before,
              ...{ status: to, updated_at: expect.any(String), sequence: Number(before['sequence']) + 1 },
              cancelled_by: to === 'cancelled' ? 'coach' : null,
            },
          ]);
          expect(answer.body.updated_at > String(before['updated_at'])).toBe(true);
        } else {
          expectRefusal(answer, 409, 'invalid-transition');
          expect(answer.body.detail).toMatch(new RegExp(`\\b${from}\\b.*\\b${to}\\b`));
        }
        expect(await bookingOf(scene)).toEqual(answer.status === 200 ? shared(answer.body) : before);
      },
    );
  });

  describe.each(['client', 'admin'] as const)('as its %s', (role) => {
    it.each(['pending', 'confirmed'] as const)('cancels a %s booking', async (status) => {
      const scene = await booking(status);
      const answer = await (await party(role, scene)).put(scene.path, { status: 'cancelled' });
      expect([answer.status, answer.body.status]).toEqual([200, 'cancelled']);
    });

    it('changes nothing when the booking is cancelled already', async () => {
      const scene = await booking('cancelled');
      const before = await bookingOf(scene);
      const answer = await (await party(role, scene)).put(scene.path, { status: 'cancelled' });
      expect([answer.status, shared(answer.body)]).toEqual([200, before]);
    });

    it('does not cancel a completed booking', async () => {
      const scene = await booking('completed');
      const answer = await (await party(role, scene)).put(scene.path, { status: 'cancelled' });
      expectRefusal(answer, 409, 'invalid-transition');
      expect(answer.body.detail).toMatch(/completed.*cancelled/);
    });

    it('changes nothing with an empty body', async () => {
      const scene = await booking();
      const before = await bookingOf(scene);
      const answer = await (await party(role, scene)).put(scene.path, {});
      expect([answer.status, shared(answer.body)]).toEqual([200, before]);
    });

    it.each([
      { status: 'confirmed' },
      { status: 'completed' },
      { status: 'pending' },
      { status: 'nonsense' },
      { status: 5 },
      { status: null },
      { status: 'cancelled', notes: 'sorry' },
      { notes: 'sorry' },
      { scheduled_at: '2030-01-01T10:00:00Z' },
      { scheduled_at: 'nonsense' },
      { unknown: 1 },
    ])('may not send %j, which is 403 before it is 422 or 409', async (body) => {
      const scene = await booking('completed');
      const before = await bookingOf(scene);
      expectRefusal(await (await party(role, scene)).put(scene.path, body), 403, 'only-cancel');
      expect(await bookingOf(scene)).toEqual(before);
    });
  });

  describe('as a stranger', () => {
    it('is 403 for any body, for another coach and for another client', async () => {
      const { path } = await booking();
      for (const stranger of [await app.coach(), await app.client()]) {
        for (const body of [{}, { status: 'cancelled' }, { status: 'nonsense' }, [], null]) {
          expectRefusal(await stranger.put(path, body), 403, 'not-your-booking');
        }
        expectRefusal(await stranger.get(path), 403, 'not-your-booking');
      }
    });

    it('is 404 for a booking that does not exist, before the body is checked', async () => {
      for (const caller of [await app.client(), await app.coach(), await app.admin()]) {
        for (const id of [2_000_000_000, 2_147_483_648, 0, -1]) {
          const answer = await caller.put(`/bookings/bookings/${id}`, { status: 'nonsense' });
          expectRefusal(answer, 404, 'booking-not-found');
          expectRefusal(await caller.get(`/bookings/bookings/${id}`), 404, 'booking-not-found');
        }
      }
    });

    it('is 401 without a token', async () => {
      const { path } = await booking();
      expectRefusal(await app.nobody.put(path, { status: 'cancelled' }), 401, 'unauthenticated');
      expectRefusal(await app.nobody.get(path), 401, 'unauthenticated');
    });

    it.each(['abc', '1.5', '1e3', '0x1', '%20'])('is 422 for the id %s, which is not a whole number', async (id) => {
      const admin = await app.admin();
      expectFieldsRefused(await admin.put(`/bookings/bookings/${id}`, {}), 'id');
      expectFieldsRefused(await admin.get(`/bookings/bookings/${id}`), 'id');
    });
  });

  describe('as its coach', () => {
    it.each([
      ['status', 'nonsense'],
      ['status', null],
      ['status', ['confirmed']],
      ['scheduled_at', '2030-01-01T10:00:00'],
      ['scheduled_at', inHours(-1)],
      ['scheduled_at', 5],
      ['notes', 'x'.repeat(2001)],
      ['notes', '  '],
      ['notes', 5],
      ['coach_id', 1],
    ])('is 422 for a wrong %s: %j', async (field, value) => {
      const scene = await booking();
      const before = await bookingOf(scene);
      expectFieldsRefused(await scene.coach.put(scene.path, { [field]: value }), field);
      expect(await bookingOf(scene)).toEqual(before);
    });

    it('is 422 for a wrong field before it is 409 for the status', async () => {
      const { coach, path } = await booking('cancelled');
      expectFieldsRefused(await coach.put(path, { status: 'confirmed', scheduled_at: inHours(-1) }), 'scheduled_at');
      expectFieldsRefused(await coach.put(path, { status: 'confirmed', notes: 5 }), 'notes');
    });

    it.each(['null', '5', '[]', '"x"', ''])('is 422 for a body that is not an object: %s', async (body) => {
      const { coach, client, path } = await booking();
      expectFieldsRefused(await coach.put(path, body), 'body');
      expectFieldsRefused(await client.put(path, body), 'body');
    });

    it('can confirm, move and write notes in one request', async () => {
      const scene = await booking();
      const change = { status: 'confirmed', scheduled_at: inHours(30), notes: 'Bring shoes.' };
      const { status, body } = await scene.coach.put(scene.path, change);
      expect(status).toBe(200);
      expect(body).toMatchObject(change);
      expect(await bookingOf(scene)).toEqual(shared(body));
    });

    it.each(STATUSES)('writes and clears notes while it is %s', async (status) => {
      const { coach, path } = await booking(status);
      expect((await coach.put(path, { notes: 'went well' })).body).toMatchObject({ status, notes: 'went well' });
      expect((await coach.put(path, { status, notes: '' })).body).toMatchObject({ status, notes: null });
      expect((await coach.put(path, { notes: '😀'.repeat(2000) })).status).toBe(200);
      expect((await coach.put(path, { notes: null })).body).toMatchObject({ status, notes: null });
    });

    it.each([
      ['nothing', () => ({})],
      ['what it is already', (now: Record<string, unknown>) => ({ status: now['status'], notes: now['notes'] })],
      ['its time in another zone', () => ({ scheduled_at: '2030-01-01T12:00:00+02:00' })],
    ])('changes nothing, not even updated_at, when it sends %s', async (_, bodyOf) => {
      const scene = await booking('confirmed', { scheduled_at: '2030-01-01T10:00:00Z', notes: 'x' });
      const before = await bookingOf(scene);
      const answer = await scene.coach.put(scene.path, bodyOf(before));
      expect([answer.status, shared(answer.body)]).toEqual([200, before]);
      expect(await bookingOf(scene)).toEqual(before);
    });

    it('is not the coach of the client’s other bookings', async () => {
      const { client, path } = await booking();
      const other = await app.coach();
      await app.booked(client, other);
      expectRefusal(await other.put(path, { status: 'confirmed' }), 403, 'not-your-booking');
    });
  });

  describe('its time', () => {
    it.each(['pending', 'confirmed'] as const)('moves while it is %s', async (status) => {
      const { coach, path } = await booking(status, { scheduled_at: inHours(24) });
      const scheduled_at = inHours(24.5);
      const { body } = await coach.put(path, { scheduled_at });
      expect(body).toMatchObject({ status, scheduled_at });
    });

    it('is removed by null, and the hour is free again', async () => {
      const { coach, path } = await booking('pending', { scheduled_at: inHours(24) });
      expect((await coach.put(path, { scheduled_at: null })).body).toMatchObject({ scheduled_at: null });
      const answer = await (
        await app.client()
      ).post('/bookings/book', { coach_id: coach.id, slot_number: 2, scheduled_at: inHours(24) });
      expect(answer.status).toBe(201);
    });

    it.each(['completed', 'cancelled'] as const)('stays once it is %s', async (status) => {
      const scene = await booking(status, { scheduled_at: inHours(24) });
      const before = await bookingOf(scene);
      for (const scheduled_at of [inHours(48), null]) {
        const answer = await scene.coach.put(scene.path, { scheduled_at, notes: 'moved' });
        expectRefusal(answer, 409, 'invalid-transition');
        expect(answer.body.detail).toContain(status);
      }
      expect(await bookingOf(scene)).toEqual(before);
    });

    it('does not move onto another session of the coach, and the whole change is refused', async () => {
      const scene = await booking('pending', { scheduled_at: inHours(24) });
      await app.booked(await app.client(), scene.coach, 2, { scheduled_at: inHours(48) });
      const before = await bookingOf(scene);
      const body = { status: 'confirmed', scheduled_at: inHours(48.5), notes: 'moved' };
      expectRefusal(await scene.coach.put(scene.path, body), 409, 'time-conflict');
      expect(await bookingOf(scene)).toEqual(before);
    });

    it('does not move onto a session of the client with another coach', async () => {
      const { coach, client, path } = await booking('pending', { scheduled_at: inHours(24) });
      await app.booked(client, await app.coach(), 1, { scheduled_at: inHours(48) });
      expectRefusal(await coach.put(path, { scheduled_at: inHours(47.5) }), 409, 'time-conflict');
      expect((await coach.put(path, { scheduled_at: inHours(47) })).status).toBe(200);
    });

    it('that has passed forbids its coach to confirm it, but not to complete it', async () => {
      const { coach, client, path } = await booking('pending', { scheduled_at: inHours(1) });
      const later = await booking('confirmed', { scheduled_at: inHours(1) });
      app.setTime(new Date(Date.now() + 3 * 3_600_000));
      expectRefusal(await coach.put(path, { status: 'confirmed' }), 409, 'already-started');
      expectRefusal(await later.client.put(later.path, { status: 'cancelled' }), 409, 'already-started');
      expect((await later.coach.put(later.path, { status: 'completed' })).status).toBe(200);
      expect((await client.put(path, { status: 'cancelled' })).status).toBe(200);
      app.setTime(null);
    });
  });

  it('frees the slot once, even when several people cancel', async () => {
    const { coach, client, path } = await booking();
    for (const caller of [client, coach, client]) await caller.put(path, { status: 'cancelled' });
    const { body } = await client.get(`/bookings/coaches/${coach.id}`);
    expect(body).toMatchObject({ available_slots: 10, booked_slots: 0 });
  });

  it('is still possible for the client after the coach was deactivated', async () => {
    const { coach, client, path } = await booking('confirmed');
    await app.sql('UPDATE users SET is_active = false WHERE id = $1', [coach.id]);
    expectRefusal(await coach.put(path, { status: 'completed' }), 401, 'unauthenticated');
    expect((await client.get(path)).body).toMatchObject({ status: 'confirmed' });
    expect((await client.put(path, { status: 'cancelled' })).body).toMatchObject({ status: 'cancelled' });
  });

  it('shows it with both names to its client, its coach and admins', async () => {
    const { coach, client, id, path } = await booking();
    for (const reader of [client, coach, await app.admin()]) {
      const { status, body } = await reader.get(path);
      expect(status).toBe(200);
      expect(body).toMatchObject({ id, coach_name: coach.name, client_name: client.name, status: 'pending' });
      expect(Object.keys(body as object)).toHaveLength(26);
    }
  });
});
