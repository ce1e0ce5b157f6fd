import { type Caller } from '../support/caller.js';
import { inHours, type Person, TestApp } from '../support/app.js';
import { groupSession, groupType } from '../support/group-sessions.js';
import { expectSoundBooks } from '../support/invariants.js';
import { insert } from '../support/rows.js';

/** A user with a row in every table. */
async function someone(app: TestApp): Promise<Person> {
  const client = await app.client({ injuries: 'Left knee', age: 34, fullName: 'Avery Brooks' });
  await app.sql(`UPDATE users SET custom_fields = '{"shoe_size": 39}' WHERE id = $1`, [client.id]);
  await app.sql(`INSERT INTO workout_logs (user_id, workout_date, exercise_name) VALUES ($1, '2026-11-01', 'Squat')`, [
    client.id,
  ]);
  await app.sql(
    `INSERT INTO diet_logs (user_id, meal_date, meal_type, food_name) VALUES ($1, '2026-11-01', 'lunch', 'Rice')`,
    [client.id],
  );
  await app.sql(`INSERT INTO workout_plans (user_id, name, start_date) VALUES ($1, 'Base', '2026-11-01')`, [client.id]);
  await app.sql(`INSERT INTO diet_plans (user_id, name, start_date) VALUES ($1, 'Lean', '2026-11-01')`, [client.id]);
  await client.post('/feedback/', { message: 'The calendar is lovely.' });
  return client;
}

describe('an admin deletes a user', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  afterAll(async () => {
    await expectSoundBooks(app);
    await app.stop();
  });

  const remove = (user: { id: number }, by: Caller = admin) => by.delete(`/admin/users/${user.id}`);

  it('answers 204 without a body, and 404 from then on', async () => {
    const client = await app.client();
    const { status, body } = await remove(client);
    expect([status, body]).toEqual([204, '']);
    for (const answer of [
      await remove(client),
      await admin.get(`/admin/users/${client.id}`),
      await admin.put(`/admin/users/${client.id}`, { is_active: true }),
      await admin.get(`/coach/clients/${client.id}`),
      await admin.get(`/coach/clients/${client.id}/workout-logs`),
      await admin.get(`/coach/clients/${client.id}/progress`),
    ]) {
      expect(answer.status).toBe(404);
    }
  });

  it('answers 404 for a deleted coach in every list of coaches and calendars', async () => {
    const { coach, client } = await app.connected();
    await remove(coach);
    const coaches = (await client.get('/bookings/coaches')).body as { coach_id: number }[];
    expect(coaches.map(({ coach_id }) => coach_id)).not.toContain(coach.id);
    expect((await client.get(`/bookings/coaches/${coach.id}`)).status).toBe(404);
    expect((await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 })).status).toBe(404);
    expect((await admin.get(`/bookings/admin/coaches/${coach.id}/bookings`)).status).toBe(404);
  });

  it('deletes a coach whose session types only a waitlist or a group session names', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const [waited, planned] = [
      await groupType(app, coach, { capacity: 2 }),
      await groupType(app, coach, { capacity: 3 }),
    ];
    const times = { from_date: '2030-01-01', to_date: '2030-01-02', expires_at: '2030-01-03T00:00:00Z' };
    const wish = { kind: 'time', status: 'waiting', session_type_id: waited, ...times };
    await insert(app, 'waitlist_entries', { coach_id: coach.id, client_id: client.id, ...wish });
    await groupSession(coach, planned, `${inHours(48).slice(0, 14)}00:00.000Z`);
    expect((await remove(coach)).status).toBe(204);
    const types = await app.sql(`SELECT name, is_active FROM session_types WHERE coach_id = $1`, [coach.id]);
    expect(types).toEqual([0, 1].map(() => ({ name: 'Session', is_active: false })));
  });

  it('leaves an empty row that no list of users shows', async () => {
    const client = await someone(app);
    await remove(client);
    const [row] = await app.sql<Record<string, unknown>>(`SELECT * FROM users WHERE id = $1`, [client.id]);
    const kept = Object.entries(row!).filter(([, value]) => value !== null);
    expect(Object.fromEntries(kept)).toEqual({
      id: client.id,
      password_hash: '',
      full_name: 'Deleted user',
      is_active: false,
      is_verified: false,
      ...{ locale: 'en', reminder_minutes: [1440, 120] },
      ...{ mail_bookings: true, mail_reminders: true, mail_waitlist: true, mail_reviews: true },
      available_slots: 10,
      total_slots: 10,
      rating_count: 0,
      rating_sum: 0,
      created_at: expect.anything(),
      updated_at: expect.anything(),
      deleted_at: expect.anything(),
    });
    for (const path of ['/admin/users?limit=500', '/admin/users?role=client&limit=500', '/coach/clients?limit=500']) {
      const users = (await admin.get(path)).body as { id: number }[];
      expect(users.map(({ id }) => id)).not.toContain(client.id);
    }
  });

  it('deletes logs, plans and sessions of the user, and no others', async () => {
    const [client, other] = [await someone(app), await someone(app)];
    await remove(client);
    for (const table of ['workout_logs', 'diet_logs', 'workout_plans', 'diet_plans', 'sessions']) {
      const rows = await app.sql<{ user_id: number }>(
        ['SELECT user_id FROM', table, 'WHERE user_id IN ($1, $2)'].join(' '),
        [client.id, other.id],
      );
      expect([table, rows]).toEqual([table, [{ user_id: other.id }]]);
    }
    expect((await client.get('/auth/me')).status).toBe(401);
    expect((await other.get('/auth/me')).status).toBe(200);
  });

  it('keeps feedback without id, name and email', async () => {
    const client = await someone(app);
    await remove(client);
    const all = (await admin.get('/feedback/')).body as { message: string; user_id: number | null }[];
    expect(all.filter(({ user_id }) => user_id === client.id)).toEqual([]);
    expect(all[0]).toMatchObject({ message: 'The calendar is lovely.', user_id: null, name: null, email: null });
  });

  it('frees the email for someone else', async () => {
    const client = await app.client();
    await remove(client);
    const again = await app.nobody.post('/auth/signup', {
      email: client.email,
      password: 'correct horse battery',
      full_name: 'Somebody Else',
    });
    expect(again.status).toBe(201);
    expect(again.body.user.id).not.toBe(client.id);
  });

  it('cancels the active bookings of a client, frees their slots and keeps the history', async () => {
    const { coach, client, bookingId } = await app.connected();
    await coach.put(`/bookings/bookings/${bookingId}`, { status: 'completed' });
    const pending = await app.booked(client, coach, 2, { scheduled_at: inHours(24) });
    const confirmed = await app.booked(client, coach, 3);
    await coach.put(`/bookings/bookings/${confirmed}`, { status: 'confirmed' });
    await remove(client);
    const bookings = (await coach.get('/bookings/coach/bookings')).body as Record<string, unknown>[];
    const seen = bookings.map(({ id, status, client_id, client_name }) => ({ id, status, client_id, client_name }));
    const deleted = { client_id: client.id, client_name: 'Deleted user' };
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining([
        { id: bookingId, status: 'completed', ...deleted },
        { id: pending, status: 'cancelled', ...deleted },
        { id: confirmed, status: 'cancelled', ...deleted },
      ]),
    );
    expect((await coach.get(`/bookings/coaches/${coach.id}`)).body.available_slots).toBe(10);
    const clients = await coach.get('/coach/clients');
    expect(clients.body).toEqual([]);
  });

  it('cancels the active bookings of a coach', async () => {
    const { coach, client, bookingId } = await app.connected();
    await remove(coach);
    expect((await client.get(`/bookings/bookings/${bookingId}`)).body).toMatchObject({
      status: 'cancelled',
      coach_id: coach.id,
      coach_name: 'Deleted user',
    });
  });

  it('refuses to delete the caller, with the sentence that the pages expect', async () => {
    const { status, body } = await remove(admin);
    expect([status, body.code, body.detail]).toEqual([409, 'own-account', 'Cannot delete your own account']);
    expect((await admin.get('/auth/me')).status).toBe(200);
  });

  it('deletes another admin', async () => {
    const other = await app.admin();
    expect((await remove(other)).status).toBe(204);
  });

  it('is for admins only', async () => {
    const [client, coach] = await Promise.all([app.client(), app.coach()]);
    for (const caller of [client, coach]) expect((await remove(client, caller)).status).toBe(403);
    expect((await remove(client, app.nobody)).status).toBe(401);
    expect((await client.get('/auth/me')).status).toBe(200);
  });

  it('refuses an id that is not a whole number', async () => {
    expect((await admin.delete('/admin/users/abc')).status).toBe(422);
  });
});

describe('a tombstone, as PostgreSQL enforces it', () => {
  let app: TestApp;
  let id: number;

  beforeAll(async () => {
    app = await TestApp.start();
    const [admin, client] = await Promise.all([app.admin(), app.client()]);
    id = client.id;
    await admin.delete(`/admin/users/${id}`);
  });

  afterAll(() => app.stop());

  it.each([
    `full_name = 'Somebody'`,
    `email = 'a@example.com'`,
    `role = 'client'`,
    `is_active = true`,
    `is_verified = true`,
    `password_hash = 'x'`,
    `injuries = 'knee'`,
    `strengths = 'all'`,
    `custom_fields = '{}'`,
    `age = 3`,
    `deleted_at = NULL`,
  ])('cannot be given %s', async (assignment) => {
    const statement = ['UPDATE users SET', assignment, 'WHERE id = $1'].join(' ');
    await expect(app.sql(statement, [id])).rejects.toMatchObject({ constraint: 'users_tombstone_is_empty' });
  });

  it('is the only user without email or role', async () => {
    const client = await app.client();
    for (const assignment of ['email = NULL', 'role = NULL']) {
      const statement = ['UPDATE users SET', assignment, 'WHERE id = $1'].join(' ');
      await expect(app.sql(statement, [client.id])).rejects.toMatchObject({ constraint: 'users_tombstone_is_empty' });
    }
  });

  it.each([
    ['workout_logs', `(user_id, workout_date, exercise_name) VALUES ($1, '2026-11-01', 'Squat')`],
    ['diet_logs', `(user_id, meal_date, meal_type, food_name) VALUES ($1, '2026-11-01', 'lunch', 'Rice')`],
    ['workout_plans', `(user_id, name, start_date) VALUES ($1, 'Base', '2026-11-01')`],
    ['diet_plans', `(user_id, name, start_date) VALUES ($1, 'Lean', '2026-11-01')`],
    ['sessions', `(id, user_id, expires_at) VALUES (gen_random_uuid(), $1, now())`],
    ['idempotency_keys', `(user_id, key_hash, fingerprint) VALUES ($1, sha256('key'), sha256('body'))`],
  ])('cannot own %s', async (table, row) => {
    const statement = ['INSERT INTO', table, row].join(' ');
    await expect(app.sql(statement, [id])).rejects.toMatchObject({ constraint: `${table}_user_alive` });
  });

  it('cannot book and cannot be booked', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const book = `INSERT INTO bookings (coach_id, client_id, slot_number) VALUES ($1, $2, 1)`;
    await expect(app.sql(book, [coach.id, id])).rejects.toMatchObject({ constraint: 'bookings_client_active' });
    await expect(app.sql(book, [id, client.id])).rejects.toMatchObject({ constraint: 'bookings_coach_bookable' });
  });
});
