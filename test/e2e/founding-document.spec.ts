import { inHours, type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectRefusal } from '../support/refusals.js';

/** The groups of the founding document, in its own words. The other specs test each one in depth. */
describe('the founding document', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  afterAll(() => expectSoundBooks(app));
  afterAll(() => app.stop());

  const pair = () => Promise.all([app.coach({ strengths: 'Strength Training', experience: '10 years' }), app.client()]);
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);

  describe('coach availability', () => {
    it('clients get the list of coaches with profile, available, total and booked slots', async () => {
      const [coach, client] = await pair();
      await app.booked(client, coach);
      const { status, body } = await client.get('/bookings/coaches');
      expect(status).toBe(200);
      expect(body).toContainEqual({
        coach_id: coach.id,
        coach_name: coach.name,
        strengths: 'Strength Training',
        specialties: null,
        experience: '10 years',
        available_slots: 9,
        total_slots: 10,
        booked_slots: 1,
        rating_average: null,
        rating_count: 0,
      });
    });

    it('clients get the details of one coach', async () => {
      const [coach, client] = await pair();
      const { status, body } = await client.get(`/bookings/coaches/${coach.id}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ coach_id: coach.id, experience: '10 years', available_slots: 10 });
    });

    it('a coach who does not exist is not found', async () => {
      expectRefusal(await (await app.client()).get('/bookings/coaches/999999'), 404, 'coach-not-found');
    });

    it('all endpoints require authentication', async () => {
      for (const path of [
        'bookings/coaches',
        'bookings/coaches/1',
        'bookings/my-bookings',
        'bookings/bookings/1',
        'bookings/coach/bookings',
        'bookings/admin/bookings',
        'bookings/admin/coaches/1/bookings',
        'coach/clients',
        'coach/clients/1',
        'coach/clients/1/workout-logs',
        'coach/clients/1/diet-logs',
        'coach/clients/1/progress',
        'admin/users',
        'admin/users/1',
      ]) {
        expectRefusal(await app.nobody.get(`/${path}`), 401, 'unauthenticated');
      }
      expectRefusal(await app.nobody.post('/bookings/book', {}), 401, 'unauthenticated');
      expectRefusal(await app.nobody.put('/bookings/bookings/1', {}), 401, 'unauthenticated');
    });
  });

  describe('booking', () => {
    it('a client books a slot: the booking is pending and the coach has one slot less', async () => {
      const [coach, client] = await pair();
      const scheduled_at = inHours(48);
      const { status, body } = await client.post('/bookings/book', {
        coach_id: coach.id,
        slot_number: 1,
        scheduled_at,
        notes: 'First session',
      });
      expect(status).toBe(201);
      expect(body).toMatchObject({ status: 'pending', slot_number: 1, scheduled_at, notes: 'First session' });
      expect((await client.get(`/bookings/coaches/${coach.id}`)).body).toMatchObject({ available_slots: 9 });
    });

    it('time and notes are optional', async () => {
      const [coach, client] = await pair();
      const { status, body } = await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
      expect(status).toBe(201);
      expect(body).toMatchObject({ scheduled_at: null, notes: null });
    });

    it('a duplicate booking is prevented', async () => {
      const [coach, client] = await pair();
      await app.booked(client, coach, 1);
      const answer = await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
      expectRefusal(answer, 409, 'already-booked');
      expect(answer.body.detail).toContain('already booked');
    });

    it('a coach without available slots cannot be overbooked', async () => {
      const [coach, client] = await pair();
      for (let slot = 1; slot <= 10; slot++) await app.booked(client, coach, slot);
      const answer = await (await app.client()).post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
      expectRefusal(answer, 409, 'no-available-slots');
    });

    it('the coach must exist and have the role coach', async () => {
      const client = await app.client();
      for (const coach_id of [999_999, client.id, admin.id]) {
        expectRefusal(await client.post('/bookings/book', { coach_id, slot_number: 1 }), 404, 'coach-not-found');
      }
    });

    it('only clients book', async () => {
      const coach = await app.coach();
      for (const caller of [coach, admin]) {
        const answer = await caller.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
        expectRefusal(answer, 403, 'forbidden');
      }
    });
  });

  describe('booking management', () => {
    it('client and coach view their own bookings', async () => {
      const [coach, client] = await pair();
      const id = await app.booked(client, coach);
      for (const caller of [client, coach]) {
        expect(ids((await caller.get('/bookings/my-bookings')).body)).toEqual([id]);
      }
      expect(ids((await coach.get('/bookings/coach/bookings')).body)).toEqual([id]);
    });

    it('a coach confirms and completes a booking', async () => {
      const [coach, client] = await pair();
      const id = await app.booked(client, coach);
      for (const status of ['confirmed', 'completed']) {
        const answer = await coach.put(`/bookings/bookings/${id}`, { status });
        expect([answer.status, answer.body.status]).toEqual([200, status]);
      }
    });

    it('a client cancels a booking, and the coach’s slot is restored', async () => {
      const [coach, client] = await pair();
      const id = await app.booked(client, coach);
      const answer = await client.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
      expect([answer.status, answer.body.status]).toEqual([200, 'cancelled']);
      expect((await client.get(`/bookings/coaches/${coach.id}`)).body).toMatchObject({ available_slots: 10 });
    });

    it('a client cannot confirm, and nobody can manage the bookings of others', async () => {
      const [coach, client] = await pair();
      const path = `/bookings/bookings/${await app.booked(client, coach)}`;
      expectRefusal(await client.put(path, { status: 'confirmed' }), 403, 'only-cancel');
      for (const stranger of [await app.client(), await app.coach()]) {
        expectRefusal(await stranger.put(path, { status: 'cancelled' }), 403, 'not-your-booking');
      }
    });
  });

  describe('admin', () => {
    it('views all bookings across all coaches and clients', async () => {
      const booked = [];
      for (let n = 0; n < 2; n++) {
        const [coach, client] = await pair();
        booked.push(await app.booked(client, coach));
      }
      expect(ids((await admin.get('/bookings/admin/bookings')).body)).toEqual(expect.arrayContaining(booked));
    });

    it('views the calendar of a coach', async () => {
      const [coach, client] = await pair();
      const id = await app.booked(client, coach);
      expect(ids((await admin.get(`/bookings/admin/coaches/${coach.id}/bookings`)).body)).toEqual([id]);
    });

    it.each(['client', 'coach', 'admin'])('views all users of the role %s, and the profile of each', async (role) => {
      await pair();
      const { body } = await admin.get(`/admin/users?role=${role}`);
      const users = body as { id: number; role: string }[];
      expect(new Set(users.map((user) => user.role))).toEqual(new Set([role]));
      expect((await admin.get(`/admin/users/${users[0]!.id}`)).body).toEqual(users[0]);
    });

    it('is the only role with these views', async () => {
      const [coach, client] = await pair();
      for (const caller of [coach, client]) {
        for (const path of [
          '/bookings/admin/bookings',
          `/bookings/admin/coaches/${coach.id}/bookings`,
          '/admin/users',
          `/admin/users/${caller.id}`,
        ]) {
          expectRefusal(await caller.get(path), 403, 'forbidden');
        }
      }
    });
  });

  describe('access control', () => {
    it('clients cannot access other clients’ information', async () => {
      const [client, other] = await app.clients(2);
      expectRefusal(await client!.get(`/coach/clients/${other!.id}`), 403, 'forbidden');
      expectRefusal(await client!.get(`/admin/users/${other!.id}`), 403, 'forbidden');
    });

    it('coaches view profile, workout logs, diet logs and progress only of clients connected through bookings', async () => {
      const { coach, client } = await app.connected();
      const stranger = await app.client();
      for (const face of ['', '/workout-logs', '/diet-logs', '/progress']) {
        expect((await coach.get(`/coach/clients/${client.id}${face}`)).status).toBe(200);
        expectRefusal(await coach.get(`/coach/clients/${stranger.id}${face}`), 403, 'not-connected');
      }
      expect(ids((await coach.get('/coach/clients')).body)).toEqual([client.id]);
    });
  });

  it('a client finds and books a coach; the coach confirms, is connected and reads profile and logs', async () => {
    const [coach, client] = await pair();
    const found = (await client.get(`/bookings/coaches?q=${encodeURIComponent(coach.name)}`)).body as {
      coach_id: number;
    }[];
    const coachId = found.find(({ coach_id }) => coach_id === coach.id)!.coach_id;
    expect((await client.get(`/bookings/coaches/${coachId}`)).status).toBe(200);
    const { body } = await client.post('/bookings/book', { coach_id: coachId, slot_number: 1 });
    expectRefusal(await coach.get(`/coach/clients/${client.id}`), 403, 'not-connected');
    await coach.put(`/bookings/bookings/${body.id}`, { status: 'confirmed' });
    expect((await coach.get(`/coach/clients/${client.id}`)).body).toMatchObject({ id: client.id });
    const days = '?start_date=2026-01-01&end_date=2026-12-31';
    expect((await coach.get(`/coach/clients/${client.id}/workout-logs${days}`)).body).toEqual([]);
  });
});
