import { type Person, TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { statementsOf } from '../support/statements.js';

describe('an admin changes a user', () => {
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

  const change = (user: { id: number }, body: unknown) => admin.put(`/admin/users/${user.id}`, body);

  it('changes what is sent and nothing else', async () => {
    const client = await app.client({ targetGoals: 'Run a half marathon' });
    const before = (await admin.get(`/admin/users/${client.id}`)).body;
    const { status, body } = await change(client, { full_name: 'Jo Miller', is_verified: true });
    expect(status).toBe(200);
    expect(body).toEqual({ ...before, full_name: 'Jo Miller', is_verified: true });
    expect((await admin.get(`/admin/users/${client.id}`)).body).toEqual(body);
    expect(await app.sql('SELECT FROM users WHERE id = $1 AND updated_at > created_at', [client.id])).toHaveLength(1);
  });

  it('changes nothing for an empty body', async () => {
    const client = await app.client();
    const [before] = await app.sql(`SELECT * FROM users WHERE id = $1`, [client.id]);
    const { status, body } = await change(client, {});
    expect([status, body.id]).toEqual([200, client.id]);
    expect(await app.sql(`SELECT * FROM users WHERE id = $1`, [client.id])).toEqual([before]);
  });

  it('leaves an event, of a deletion too, which names fields and no values', async () => {
    const client = await app.client();
    await change(client, { full_name: 'Jo Miller', is_active: false });
    await change(client, {});
    await admin.delete(`/admin/users/${client.id}`);
    const events = await app.sql(
      `SELECT type, actor_id, actor_role, data FROM events WHERE subject_kind = 'account' AND subject_id = $1 ORDER BY id`,
      [client.id],
    );
    const by = { actor_id: admin.id, actor_role: 'admin' };
    expect(events).toEqual([
      { type: 'account.changed', ...by, data: { changed: ['full_name', 'is_active'] } },
      { type: 'account.deleted', ...by, data: {} },
    ]);
  });

  it('gives the user a new email, which is then taken', async () => {
    const [one, other] = await app.clients(2);
    expect((await change(one!, { email: 'new.address@example.com' })).body.email).toBe('new.address@example.com');
    const { status, body } = await change(other!, { email: 'NEW.Address@example.com' });
    expect([status, body.code]).toEqual([409, 'email-taken']);
    expect((await change(one!, { email: 'New.Address@example.com' })).status).toBe(200);
  });

  it('answers 404 for a user who does not exist', async () => {
    for (const id of ['999999', '0', '-3', '2147483648']) {
      const { status, body } = await admin.put(`/admin/users/${id}`, { full_name: 'Nobody' });
      expect([status, body.detail]).toEqual([404, 'User not found']);
    }
  });

  it.each([
    ['an unknown field', { password_hash: 'x' }, 'password_hash'],
    ['a text for a boolean', { is_active: 'false' }, 'is_active'],
    ['null for a field that is required', { full_name: null }, 'full_name'],
    ['null for the role', { role: null }, 'role'],
    ['an unknown role', { role: 'owner' }, 'role'],
    ['no email', { email: '' }, 'email'],
    ['a blank name', { full_name: '   ' }, 'full_name'],
    ['half of a character', { full_name: 'a\ud800' }, 'full_name'],
  ])('refuses %s', async (_, body, field) => {
    const client = await app.client();
    const answer = await change(client, body);
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
  });

  it('is for admins only', async () => {
    const [client, coach] = await Promise.all([app.client(), app.coach()]);
    for (const caller of [client, coach]) {
      expect((await caller.put(`/admin/users/${client.id}`, { role: 'admin' })).status).toBe(403);
    }
    expect((await app.nobody.put(`/admin/users/${client.id}`, { role: 'admin' })).status).toBe(401);
  });

  it('logs a deactivated user out at once and keeps their bookings', async () => {
    const { client, coach, bookingId } = await app.connected();
    expect((await change(coach, { is_active: false })).body.is_active).toBe(false);
    expect((await coach.get('/auth/me')).status).toBe(401);
    expect(await app.sql(`SELECT FROM sessions WHERE user_id = $1`, [coach.id])).toEqual([]);
    expect((await client.get(`/bookings/bookings/${bookingId}`)).body.status).toBe('confirmed');
    await change(coach, { is_active: true });
    expect((await coach.get('/auth/me')).status).toBe(401);
  });

  it('applies a new role at once', async () => {
    const client = await app.client();
    expect((await change(client, { role: 'coach' })).body.role).toBe('coach');
    expect((await client.get('/coach/clients')).status).toBe(200);
    expect((await client.post('/bookings/book', { coach_id: 1, slot_number: 1 })).status).toBe(403);
  });

  it('lets admins rename themselves, but not demote or deactivate themselves', async () => {
    const demoted = await change(admin, { role: 'client' });
    expect([demoted.status, demoted.body.code, demoted.body.detail]).toEqual([
      409,
      'own-account',
      'Cannot demote your own account',
    ]);
    const deactivated = await change(admin, { is_active: false });
    expect([deactivated.status, deactivated.body.code]).toEqual([409, 'own-account']);
    expect((await change(admin, { role: 'admin', is_active: true, full_name: 'Ada' })).status).toBe(200);
  });

  it('lets an admin demote and deactivate another', async () => {
    const [one, other] = [await app.admin(), await app.admin()];
    expect((await change(one, { role: 'coach' })).status).toBe(200);
    expect((await change(other, { is_active: false })).status).toBe(200);
    expect((await one.get('/admin/users')).status).toBe(403);
  });

  it('does not change the role of a client or coach with active bookings', async () => {
    const { client, coach, bookingId } = await app.connected();
    for (const user of [client, coach]) {
      const { status, body } = await change(user, { role: 'admin', full_name: 'Half' });
      expect([status, body.code]).toEqual([409, 'has-active-bookings']);
      expect((await change(user, { role: user === client ? 'client' : 'coach' })).status).toBe(200);
    }
    await coach.put(`/bookings/bookings/${bookingId}`, { status: 'completed' });
    for (const user of [client, coach]) expect((await change(user, { role: 'admin' })).status).toBe(200);
  });

  it('approves a coach who waits for approval', async () => {
    const strict = await app.twin({ COACH_SIGNUP: 'approval' });
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    const seen = () => strict.with(client.token!).get(`/bookings/coaches/${coach.id}`);
    expect((await seen()).status).toBe(404);
    await change(coach, { is_verified: true });
    expect((await seen()).status).toBe(200);
  });

  it('lists and shows users in one statement each, plus one for the access log', async () => {
    expect(await statementsOf(app, () => admin.get('/admin/users'))).toHaveLength(2);
    expect(await statementsOf(app, () => admin.get(`/admin/users/${admin.id}`))).toHaveLength(1);
  });
});
