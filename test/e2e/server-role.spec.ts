import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { retain } from '../../src/cli/retained-rows.js';
import { Migrator } from '../../src/database/migrator.js';
import { TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';

const GRANTS = readFileSync(join(PROJECT_ROOT, 'docs/server-role.sql'), 'utf8');
const FORBIDDEN = '42501';

describe('a server with a database role that owns no table', () => {
  const role = `server_${randomBytes(6).toString('hex')}`;
  let owner: TestApp;
  let app: TestApp;
  let connection: Client;
  let urlOfServer: string;

  beforeAll(async () => {
    owner = await TestApp.start();
    await owner.sql(`CREATE ROLE ${role} LOGIN PASSWORD 'unguessed'`);
    await owner.sql(GRANTS.replaceAll('vibe_server', role));
    // Tables of later migrations belong to the owner too.
    await Migrator.use(owner.database.url, (migrator) => migrator.revert());
    await Migrator.use(owner.database.url, (migrator) => migrator.run());
    urlOfServer = Object.assign(new URL(owner.database.url), { username: role, password: 'unguessed' }).href;
    app = await owner.twin({ DATABASE_URL: urlOfServer });
    connection = new Client({ connectionString: urlOfServer });
    await connection.connect();
  });

  afterAll(async () => {
    await connection.end();
    await app.stop();
    await owner.sql(`DROP OWNED BY ${role}`);
    await owner.sql(`DROP ROLE ${role}`);
    await owner.stop();
  });

  it('is ready, and every feature works', async () => {
    expect((await app.nobody.get('/health/ready')).status).toBe(200);
    const [coach, client, admin] = await Promise.all([owner.coach(), owner.client(), owner.admin()]);
    const [asCoach, asClient, asAdmin] = [coach, client, admin].map(({ token }) => app.with(token!));
    const email = 'new@example.com';
    const newcomer = { email, password: 'horse staple 2026', full_name: 'New' };
    expect((await app.nobody.post('/auth/signup', newcomer)).status).toBe(201);
    const { body: session } = await app.nobody.post('/auth/login', { email, password: newcomer.password });
    expect((await app.nobody.post('/auth/refresh', { refresh_token: session.refresh_token })).status).toBe(200);
    const slot = { coach_id: coach.id, slot_number: 1 };
    const booked = await asClient!.post('/bookings/book', slot, { 'idempotency-key': 'once' });
    expect(booked.status).toBe(201);
    const confirm = { status: 'confirmed' };
    expect((await asCoach!.put(`/bookings/bookings/${booked.body.id}`, confirm)).status).toBe(200);
    const log = { workout_date: '2026-11-01', exercise_name: 'Squat' };
    expect((await asClient!.post('/client/workout-logs', log)).status).toBe(201);
    const plan = { user_id: client.id, name: 'Base', start_date: '2026-11-01' };
    expect((await asCoach!.post('/coach/workout-plans', plan)).status).toBe(201);
    expect((await asCoach!.get(`/coach/clients/${client.id}`)).status).toBe(200);
    expect((await asClient!.get('/client/access-log')).body).toHaveLength(1);
    expect((await asClient!.post('/feedback/', { message: 'Fine' })).status).toBe(201);
    expect((await asAdmin!.put(`/admin/users/${coach.id}`, { is_active: false })).status).toBe(200);
    expect((await asAdmin!.delete(`/admin/users/${client.id}`)).status).toBe(204);
    await expectSoundBooks(owner);
  });

  it.each([
    'ALTER TABLE access_log DISABLE TRIGGER ALL',
    'DROP TRIGGER access_log_append_only ON access_log',
    'TRUNCATE access_log',
    'DROP TABLE access_log',
    'CREATE TABLE access_log_2 (LIKE access_log)',
  ])('may not: %s', async (statement) => {
    await expect(connection.query(statement)).rejects.toMatchObject({ code: FORBIDDEN });
  });

  it('cannot change or delete access-log rows: the triggers refuse', async () => {
    for (const statement of ['DELETE FROM access_log', 'UPDATE access_log SET reader_role = $$admin$$']) {
      await expect(connection.query(statement)).rejects.toThrow();
    }
  });

  it('cannot shorten the access log as its owner can: the trigger asks who owns it', async () => {
    await owner.sql(
      `INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id, read_at)
       SELECT client_id, reader_id, reader_role, what, request_id, now() - interval '3 years' FROM access_log LIMIT 1`,
    );
    const shorten = `DELETE FROM access_log WHERE read_at < now() - interval '2 years'`;
    await connection.query(`SET app.retention = 'access_log'`);
    await expect(connection.query(shorten)).rejects.toThrow(/only added to/);
    const rows = await retain({ NODE_ENV: 'test', DATABASE_URL: urlOfServer }, true);
    expect(rows.at(-1)).toMatchObject({ count: '0', note: 'only the owner of the table may delete them' });
    expect((await retain({ NODE_ENV: 'test', DATABASE_URL: owner.database.url }, true)).at(-1)).toMatchObject({
      count: '1',
    });
  });
});
