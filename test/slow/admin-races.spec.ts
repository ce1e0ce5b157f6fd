import { Client } from 'pg';
import { PasswordsService } from '../../src/auth/accounts/passwords.service.js';
import { LOCK_KEYS } from '../../src/database/lock-keys.js';
import { inHours, type Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { expectSoundBooks } from '../support/invariants.js';
import { patiently } from '../support/patiently.js';
import { expectRefusal } from '../support/refusals.js';
import { deadlocksIn, onceSomeoneWaits } from '../support/statements.js';

const ROUNDS = 5;
const PASSWORD = 'an uncommon pass phrase';

/** What a deletion makes of a user. */
const BURY = `
  UPDATE users SET email = NULL, role = NULL, password_hash = '', full_name = 'Deleted user', is_active = false, deleted_at = now()
   WHERE id = $1`;

const statusesOf = (answers: readonly Answer[]) => answers.map(({ status }) => status);

/** Expects no active bookings of users who are not client or coach now, and no rows of tombstones. */
async function expectNothingDangles(app: TestApp): Promise<void> {
  const dangling = await app.sql(`
    SELECT b.id FROM bookings b JOIN users c ON c.id = b.client_id JOIN users k ON k.id = b.coach_id
     WHERE b.status IN ('pending', 'confirmed') AND (c.role IS DISTINCT FROM 'client' OR k.role IS DISTINCT FROM 'coach')`);
  const orphaned = await app.sql(`
    SELECT user_id FROM (SELECT user_id FROM sessions UNION ALL SELECT user_id FROM workout_logs UNION ALL
                         SELECT user_id FROM diet_logs UNION ALL SELECT user_id FROM workout_plans UNION ALL
                         SELECT user_id FROM diet_plans UNION ALL SELECT user_id FROM feedback) own
      JOIN users u ON u.id = own.user_id WHERE u.deleted_at IS NOT NULL`);
  expect({ dangling, orphaned }).toEqual({ dangling: [], orphaned: [] });
}

describe('changes and deletions by admins that race with other requests', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });

  afterEach(async () => {
    await expectSoundBooks(app);
    await expectNothingDangles(app);
    expect(await deadlocksIn(app)).toBe(0);
  });

  afterAll(() => app.stop());

  const remove = (user: Person) => admin.delete(`/admin/users/${user.id}`);
  const change = (user: Person, body: object) => admin.put(`/admin/users/${user.id}`, body);
  const book = (client: Person, coach: Person, slot_number: number, more: object = {}) =>
    client.post('/bookings/book', { coach_id: coach.id, slot_number, ...more });

  it('a deleted client keeps no booking that they made meanwhile', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [one, other, client] = await Promise.all([app.coach(), app.coach(), app.client()]);
      const [deleted, ...booked] = await Promise.all([
        remove(client),
        ...[1, 2, 3].flatMap((slot) => [book(client, one, slot), book(client, other, slot)]),
      ]);
      expect(deleted.status).toBe(204);
      for (const status of statusesOf(booked)) expect([201, 401]).toContain(status);
    }
  });

  it('who deletes themselves keeps no booking that was made meanwhile, and is deleted once', async () => {
    const passwordHash = await app.nest.get(PasswordsService).hash(PASSWORD);
    for (let round = 0; round < ROUNDS; round++) {
      const [coach, client] = await Promise.all([app.coach(), app.client({ passwordHash })]);
      const leave = () => client.send('DELETE', '/users/me', { password: PASSWORD, confirm: true });
      const [deletions, booked] = await Promise.all([
        Promise.all([leave(), leave(), remove(client)]),
        Promise.all([1, 2].map((slot) => book(client, coach, slot))),
      ]);
      expect(statusesOf(deletions).filter((status) => status === 204)).toHaveLength(1);
      for (const status of statusesOf(deletions)) expect([204, 401, 403, 404]).toContain(status);
      for (const status of statusesOf(booked)) expect([201, 401]).toContain(status);
    }
  });

  it('a deleted coach keeps no booking that clients made meanwhile', async () => {
    const clients = await app.clients(10);
    for (let round = 0; round < ROUNDS; round++) {
      const coach = await app.coach();
      const [deleted, ...booked] = await Promise.all([
        remove(coach),
        ...clients.map((client, index) => book(client, coach, index + 1)),
      ]);
      expect(deleted.status).toBe(204);
      for (const status of statusesOf(booked)) expect([201, 404]).toContain(status);
    }
  });

  it('coaches and clients can cancel, confirm and move while the other side is deleted, without a deadlock', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [coaches, clients] = await Promise.all([Promise.all([app.coach(), app.coach()]), app.clients(4)]);
      const bookings = await Promise.all(
        clients.flatMap((client, index) =>
          coaches.map(async (coach) => ({ coach, client, id: await app.booked(client, coach, index + 1) })),
        ),
      );
      const answers = await Promise.all([
        ...[coaches[0], clients[0]!, clients[1]!].map(remove),
        ...bookings.flatMap(({ coach, client, id }, index) =>
          [
            () => coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' }),
            () => coach.put(`/bookings/bookings/${id}`, { scheduled_at: inHours(24 + 2 * (round * 8 + index)) }),
            () => client.put(`/bookings/bookings/${id}`, { status: 'cancelled' }),
          ].map(patiently),
        ),
      ]);
      expect(statusesOf(answers.slice(0, 3))).toEqual([204, 204, 204]);
      for (const status of statusesOf(answers.slice(3))) expect([200, 401, 409]).toContain(status);
    }
  });

  it('either a role changes or bookings are made, never both', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      const [ofClient, ofCoach, ...booked] = await Promise.all([
        change(client, { role: 'coach' }),
        change(coach, { role: 'client' }),
        book(client, coach, 1),
        book(client, coach, 2),
      ]);
      for (const status of statusesOf([ofClient, ofCoach])) expect([200, 409]).toContain(status);
      for (const status of statusesOf(booked)) expect([201, 401, 403, 404]).toContain(status);
      if (booked.some(({ status }) => status === 201)) expect(statusesOf([ofClient, ofCoach])).toEqual([409, 409]);
    }
  });

  it('a user who is deactivated and deleted at once ends deleted', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const client = await app.client();
      const [deleted, changed] = await Promise.all([remove(client), change(client, { is_active: round % 2 === 0 })]);
      expect(deleted.status).toBe(204);
      expect([200, 404]).toContain(changed.status);
      expect((await admin.get(`/admin/users/${client.id}`)).status).toBe(404);
    }
  });

  it('of two deletions of one user, one succeeds', async () => {
    const client = await app.client();
    const answers = await Promise.all([remove(client), remove(client), remove(client)]);
    expect(statusesOf(answers).sort()).toEqual([204, 404, 404]);
  });

  it('a deleted user keeps no row that they wrote meanwhile', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const client = await app.client();
      const write = () => client.post('/client/workout-logs', { workout_date: '2026-11-01', exercise_name: 'Squat' });
      const [deleted, said, ...written] = await Promise.all([
        remove(client),
        client.post('/feedback/', { message: `Round ${round}` }),
        ...[write(), write(), write()],
      ]);
      expect(statusesOf([deleted, said])).toEqual([204, 201]);
      for (const status of statusesOf(written)) expect([201, 401]).toContain(status);
      const feedback = await app.sql(`SELECT user_id, name, email FROM feedback WHERE message = $1`, [
        `Round ${round}`,
      ]);
      expect(feedback).toEqual([{ user_id: null, name: null, email: null }]);
    }
  });

  it('two changes that swap the emails of two users are both refused, without a deadlock', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [one, other] = (await app.clients(2)) as [Person, Person];
      const answers = await Promise.all([change(one, { email: other.email }), change(other, { email: one.email })]);
      expect(statusesOf(answers)).toEqual([409, 409]);
    }
  });

  describe('step by step', () => {
    let other: Client;

    beforeEach(async () => {
      other = new Client({ connectionString: app.database.url });
      await other.connect();
      await other.query('BEGIN');
    });

    afterEach(() => other.end());

    it.each([
      ['deactivated', `UPDATE users SET is_active = false WHERE id = $1`],
      ['given another role', `UPDATE users SET role = 'coach' WHERE id = $1`],
    ])('a client who is %s after the access guard ran cannot book', async (_, statement) => {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [client.id]);
      await other.query(statement, [client.id]);
      const booking = book(client, coach, 1);
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      const { status, body } = await booking;
      expect([status, body.code]).toEqual([401, 'unauthenticated']);
    });

    it('a deletion waits for a booking that is being made, and cancels it', async () => {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      await other.query(`INSERT INTO bookings (coach_id, client_id, slot_number) VALUES ($1, $2, 1)`, [
        coach.id,
        client.id,
      ]);
      const deletion = remove(client);
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      expect((await deletion).status).toBe(204);
      expect((await coach.get('/bookings/my-bookings')).body).toMatchObject([{ status: 'cancelled' }]);
    });

    it('a change of a booking waits for a deletion of its coach, and holds nothing that the deletion needs', async () => {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      const id = await app.booked(client, coach);
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [coach.id]);
      const cancellation = client.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
      await onceSomeoneWaits(app, async () => {
        await other.query(`SELECT FROM bookings WHERE id = $1 FOR UPDATE NOWAIT`, [id]);
        await other.query('COMMIT');
      });
      expect((await cancellation).body).toMatchObject({ status: 'cancelled' });
    });

    it('a change of a booking locks its client before its coach, and the booking last', async () => {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      const id = await app.booked(client, coach);
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [client.id]);
      const cancellation = coach.put(`/bookings/bookings/${id}`, { status: 'cancelled' });
      await onceSomeoneWaits(app, async () => {
        await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE NOWAIT`, [coach.id]);
        await other.query(`SELECT FROM bookings WHERE id = $1 FOR UPDATE NOWAIT`, [id]);
        await other.query('COMMIT');
      });
      expect((await cancellation).body).toMatchObject({ status: 'cancelled' });
    });

    it.each(['workout', 'diet'])('a change of a %s plan waits for a deletion of its client', async (kind) => {
      const { coach, client } = await app.connected();
      const plan = { user_id: client.id, name: 'Base', start_date: '2026-11-01' };
      const { id } = (await coach.post(`/coach/${kind}-plans`, plan)).body;
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [client.id]);
      const change = coach.put(`/coach/${kind}-plans/${id}`, { name: 'New' });
      const locking = `SELECT FROM ${kind}_plans WHERE id = $1 FOR UPDATE NOWAIT`;
      await onceSomeoneWaits(app, async () => {
        await other.query(locking, [id]);
        await other.query('COMMIT');
      });
      expect((await change).body).toMatchObject({ name: 'New' });
    });

    it('a role does not change when an unfinished booking commits', async () => {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      await other.query(`INSERT INTO bookings (coach_id, client_id, slot_number) VALUES ($1, $2, 1)`, [
        coach.id,
        client.id,
      ]);
      const changing = change(client, { role: 'coach' });
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      expect((await changing).body.code).toBe('has-active-bookings');
    });

    it('a log that is being written is deleted with its user, or refused', async () => {
      const [one, two] = (await app.clients(2)) as [Person, Person];
      const log = `INSERT INTO workout_logs (user_id, workout_date, exercise_name) VALUES ($1, '2026-11-01', 'Squat')`;
      await other.query(log, [one.id]);
      const deletion = remove(one);
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      expect((await deletion).status).toBe(204);

      await other.query('BEGIN');
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [two.id]);
      await other.query(`DELETE FROM sessions WHERE user_id = $1`, [two.id]);
      await other.query(BURY, [two.id]);
      const written = expect(app.sql(log, [two.id])).rejects.toMatchObject({ constraint: 'workout_logs_user_alive' });
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      await written;
    });

    it.each(['workout', 'diet'])('a %s plan for a client who is being deleted is 404', async (kind) => {
      const { coach, client } = await app.connected();
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [client.id]);
      await other.query(`UPDATE bookings SET status = 'cancelled' WHERE client_id = $1`, [client.id]);
      await other.query(`DELETE FROM sessions WHERE user_id = $1`, [client.id]);
      await other.query(BURY, [client.id]);
      const plan = { user_id: client.id, name: 'Base', start_date: '2026-11-01' };
      const made = coach.post(`/coach/${kind}-plans`, plan);
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      expectRefusal(await made, 404, 'client-not-found');
    });

    it.each([
      ['shares with', (client: Person, path: string) => client.put(`${path}/sharing`, { diet: false })],
      ['ends the connection with', (client: Person, path: string) => client.delete(path)],
    ])('a client who %s a coach who is being deleted is not connected with them', async (_, decide) => {
      const { coach, client } = await app.connected();
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [coach.id]);
      await other.query(`UPDATE bookings SET status = 'cancelled' WHERE coach_id = $1`, [coach.id]);
      await other.query(`DELETE FROM sessions WHERE user_id = $1`, [coach.id]);
      await other.query(BURY, [coach.id]);
      const decided = decide(client, `/client/coaches/${coach.id}`);
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      expectRefusal(await decided, 404, 'not-your-coach');
    });

    it('feedback of a user who is being deleted is stored as a guest’s', async () => {
      const client = await app.client();
      await other.query(`SELECT FROM users WHERE id = $1 FOR UPDATE`, [client.id]);
      await other.query(`UPDATE users SET is_active = false WHERE id = $1`, [client.id]);
      const feedback = client.post('/feedback/', { message: 'Bye' });
      await onceSomeoneWaits(app, () => other.query('COMMIT'));
      expect((await feedback).body).toMatchObject({ user_id: null, name: null, email: null });
    });
  });
});

describe('the last two admins', () => {
  let app: TestApp;
  let admins: [Person, Person];

  beforeAll(async () => {
    app = await TestApp.start();
  });

  beforeEach(async () => {
    await app.sql(`UPDATE users SET is_active = false WHERE role = 'admin'`);
    admins = [await app.admin(), await app.admin()];
  });

  afterAll(() => app.stop());

  const activeAdmins = () => app.sql<{ id: number }>(`SELECT id FROM users WHERE role = 'admin' AND is_active`);

  it.each([
    ['demote', { role: 'client' }],
    ['deactivate', { is_active: false }],
  ])('who %s each other at once leave one', async (_, body) => {
    for (let round = 0; round < ROUNDS; round++) {
      const [one, other] = admins;
      const answers = await Promise.all([
        one.put(`/admin/users/${other.id}`, body),
        other.put(`/admin/users/${one.id}`, body),
      ]);
      const [first, second] = statusesOf(answers).sort() as [number, number];
      expect(first).toBe(200);
      expect([401, 403, 409]).toContain(second);
      expect(await activeAdmins()).toHaveLength(1);
      await app.sql(`UPDATE users SET role = 'admin', is_active = true WHERE id IN ($1, $2)`, [one.id, other.id]);
      for (const { id, sessionId } of admins) {
        await app.sql(
          `INSERT INTO sessions (id, user_id, expires_at) VALUES ($1, $2, now() + '1 day') ON CONFLICT DO NOTHING`,
          [sessionId, id],
        );
      }
    }
    expect(await deadlocksIn(app)).toBe(0);
  });

  it('who delete each other at once leave one', async () => {
    const [one, other] = admins;
    const answers = await Promise.all([one.delete(`/admin/users/${other.id}`), other.delete(`/admin/users/${one.id}`)]);
    const [first, second] = statusesOf(answers).sort() as [number, number];
    expect(first).toBe(204);
    expect([401, 409]).toContain(second);
    expect(await activeAdmins()).toHaveLength(1);
  });

  it.each([
    ['deactivated', { is_active: false }],
    ['demoted', { role: 'client' }],
  ])('who waited while they were %s can no longer change or delete users', async (_, body) => {
    const [one, other] = admins;
    const [friend, victim] = [await app.client(), await app.client()];
    const holder = new Client({ connectionString: app.database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEYS.administration]);
    // PostgreSQL grants advisory locks in the order of the requests.
    const end = one.put(`/admin/users/${other.id}`, body);
    await onceSomeoneWaits(app, () => Promise.resolve());
    const late = Promise.all([
      other.put(`/admin/users/${friend.id}`, { role: 'admin' }),
      other.delete(`/admin/users/${victim.id}`),
    ]);
    await onceSomeoneWaits(app, () => holder.query('COMMIT'), 3);
    await holder.end();
    expect((await end).status).toBe(200);
    for (const answer of await late) expectRefusal(answer, 403, 'forbidden');
    expect((await friend.get('/auth/me')).body.role).toBe('client');
    expect((await victim.get('/auth/me')).status).toBe(200);
  });

  it('cannot both be demoted when the access guard let both in', async () => {
    const [one, other] = admins;
    const holder = new Client({ connectionString: app.database.url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM users WHERE id IN ($1, $2) FOR UPDATE`, [one.id, other.id]);
    const demotions = Promise.all([
      one.put(`/admin/users/${other.id}`, { role: 'client' }),
      other.put(`/admin/users/${one.id}`, { role: 'client' }),
    ]);
    await onceSomeoneWaits(app, () => holder.query('COMMIT'), 2);
    await holder.end();
    const answers = (await demotions).map(({ status, body }) => [status, body.code]);
    expect(answers).toEqual(
      expect.arrayContaining([
        [200, undefined],
        [409, 'last-admin'],
      ]),
    );
    expect(await activeAdmins()).toHaveLength(1);
  });

  it('cannot both delete themselves', async () => {
    const passwordHash = await app.nest.get(PasswordsService).hash(PASSWORD);
    for (const { id } of admins) await app.sql(`UPDATE users SET password_hash = $2 WHERE id = $1`, [id, passwordHash]);
    const answers = await Promise.all(admins.map((each) => each.send('DELETE', '/users/me', { password: PASSWORD })));
    expect(statusesOf(answers).sort()).toEqual([204, 409]);
    expect(await activeAdmins()).toHaveLength(1);
  });
});
