import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { AccessLogService } from '../../src/audit/access-log.service.js';
import { ConnectionsService } from '../../src/connections/connections.service.js';
import { Database } from '../../src/database/database.js';
import { type Person, TestApp } from '../support/app.js';
import { walk } from '../support/pages.js';
import { expectRefusal } from '../support/refusals.js';
import { statementsOf } from '../support/statements.js';

interface Entry {
  reader_id: number;
  what: string;
  request_id: string;
}

describe('the access log', () => {
  let app: TestApp;
  let coach: Person;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(async () => {
    await app.stop();
  });

  beforeEach(async () => {
    ({ coach, client } = await app.connected());
  });

  const entries = async (of: Person = client): Promise<Entry[]> => (await of.get('/client/access-log')).body;

  const readings = (of: Person): [what: string, path: string][] => [
    ['profile', `/coach/clients/${of.id}`],
    ['workout_logs', `/coach/clients/${of.id}/workout-logs`],
    ['diet_logs', `/coach/clients/${of.id}/diet-logs`],
    ['progress', `/coach/clients/${of.id}/progress`],
    ['plans', `/coach/workout-plans?client_id=${of.id}`],
    ['plans', `/coach/diet-plans?client_id=${of.id}`],
    ['profile', '/coach/clients'],
    ['activity', '/coach/charts/client-overview'],
  ];

  it('shows a client each read: reader, data, time and request, latest first', async () => {
    await coach.get(`/coach/clients/${client.id}/workout-logs`);
    await coach.get(`/coach/clients/${client.id}`);
    expect(await entries()).toEqual(
      ['profile', 'workout_logs'].map((what) => ({
        reader_id: coach.id,
        reader_name: coach.name,
        reader_role: 'coach',
        what,
        sections: what === 'profile' ? ['profile', 'health'] : ['workouts'],
        read_at: expect.stringMatching(/^\d{4}-.*Z$/),
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      })),
    );
  });

  it('has a row for every kind of read, by a coach and by an admin', async () => {
    for (const reader of [coach, await app.admin()]) {
      for (const [what, path] of readings(client)) {
        const before = await entries();
        expect((await reader.get(path)).status).toBe(200);
        const after = await entries();
        expect(after.length - before.length).toBe(1);
        expect(after[0]).toMatchObject({ reader_id: reader.id, what });
      }
    }
  });

  it('has a row for each client on a list, all with the same request id', async () => {
    const second = await app.client();
    const id = await app.booked(second, coach, 2);
    await coach.put(`/bookings/bookings/${id}`, { status: 'confirmed' });
    await coach.get('/coach/clients');
    const [[first], [other]] = [await entries(), await entries(second)];
    expect(first!.request_id).toBe(other!.request_id);
  });

  it('has a row for the plans on a list, and for a plan that a change returns', async () => {
    const plan = { user_id: client.id, name: 'Base', start_date: '2026-11-23' };
    const { body } = await coach.post('/coach/diet-plans', plan);
    expect(await entries()).toHaveLength(0);
    await coach.get('/coach/diet-plans');
    await coach.put(`/coach/diet-plans/${body.id}`, { status: 'paused' });
    expect((await entries()).map(({ what }) => what)).toEqual(['plans', 'plans']);
  });

  it('has a row when an admin lists, reads or changes the account of a client', async () => {
    const admin = await app.admin();
    await admin.get('/admin/users?role=client&limit=500');
    await admin.get(`/admin/users/${client.id}`);
    await admin.put(`/admin/users/${client.id}`, { is_verified: true });
    expect((await entries()).map(({ reader_id, what }) => [reader_id, what])).toEqual(
      Array.from({ length: 3 }, () => [admin.id, 'profile']),
    );
  });

  it('also notes reads of a coach who was a client and still has health data', async () => {
    const admin = await app.admin();
    const former = await app.client();
    await former.put('/client/profile', { injuries: 'Left knee' });
    const changed = await admin.put(`/admin/users/${former.id}`, { role: 'coach' });
    expect(changed.body.injuries).toBe('Left knee');
    await admin.get(`/admin/users/${former.id}`);
    const rows = await app.sql('SELECT reader_id, what FROM access_log WHERE client_id = $1', [former.id]);
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ reader_id: admin.id, what: 'profile' })));
  });

  it('notes each client that the usage report names, but not the reader’s own name', async () => {
    const admin = await app.admin();
    for (const { id } of [client, admin]) {
      await app.sql(
        `INSERT INTO workout_logs (user_id, workout_date, exercise_name)
         SELECT $1, current_date, 'Rowing' FROM generate_series(1, 20)`,
        [id],
      );
    }
    const { top_users } = (await admin.get('/admin/reports/usage')).body;
    expect(top_users).toEqual(
      expect.arrayContaining([client, admin].map(({ id }) => expect.objectContaining({ user_id: id }))),
    );
    expect((await entries()).map(({ reader_id, what }) => [reader_id, what])).toEqual([[admin.id, 'activity']]);
    expect(await entries(admin)).toEqual([]);
  });

  it('stays when the client is deleted, and still shows a deleted reader', async () => {
    const admin = await app.admin();
    await coach.get(`/coach/clients/${client.id}`);
    await admin.delete(`/admin/users/${coach.id}`);
    expect((await client.get('/client/access-log')).body[0]).toMatchObject({
      reader_id: coach.id,
      reader_name: 'Deleted user',
      reader_role: 'coach',
    });
    await admin.delete(`/admin/users/${client.id}`);
    expect(await app.sql(`SELECT FROM access_log WHERE client_id = $1`, [client.id])).not.toEqual([]);
  });

  it('notes no refused reads, and no reads of one’s own data', async () => {
    const stranger = await app.coach();
    for (const [, path] of readings(client)) await stranger.get(path);
    await client.get('/client/profile');
    await client.get('/client/progress');
    await app.nobody.get(`/coach/clients/${client.id}`);
    expect(await entries()).toEqual([]);
  });

  it('notes no read of one’s own data, even when the role changes meanwhile', async () => {
    const reader = { id: client.id, role: 'admin', requestId: randomUUID() } as const;
    const PLANS = { what: 'plans', sections: ['diet'] } as const;
    await app.nest.get(AccessLogService).record(app.nest.get(Database), reader, [client.id], PLANS);
    await app.nest.get(ConnectionsService).admitReader(reader, client.id, { section: 'diet', what: 'plans' });
    expect(await entries()).toEqual([]);
  });

  it('shows only reads of the caller’s own data, and is closed without a login', async () => {
    await coach.get(`/coach/clients/${client.id}`);
    expect(await entries(coach)).toEqual([]);
    expect(await entries(await app.client())).toEqual([]);
    expectRefusal(await app.nobody.get('/client/access-log'), 401, 'unauthenticated');
  });

  it('comes in pages', async () => {
    for (let reading = 0; reading < 5; reading++) await coach.get(`/coach/clients/${client.id}`);
    const pages = await walk<Entry>(client, '/client/access-log?limit=2');
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(await entries());
  });

  it('names the request as the log and problem documents do', async () => {
    const lines: string[] = [];
    const twin = await app.twin({ LOG_LEVEL: 'info' }, { write: (line: string) => lines.push(line) });
    await twin.with(coach.token!).get(`/coach/clients/${client.id}`);
    const [{ request_id }] = (await entries()) as [Entry];
    const log = lines.map((line) => JSON.parse(line) as object);
    expect(log).toEqual([expect.objectContaining({ request: request_id, user: coach.id, msg: 'answered' })]);
    // Guards run before validation, so the log notes this read and then the answer is 422.
    const refused = await coach.get(`/coach/clients/${client.id}/diet-logs?start_date=x`);
    const [{ request_id: second }] = (await entries()) as [Entry];
    expect([second === request_id, refused.body.instance]).toEqual([false, `urn:uuid:${second}`]);
  });

  const whileUnwritable = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const holder = new Client({ connectionString: app.database.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE access_log IN EXCLUSIVE MODE');
      return await work();
    } finally {
      await holder.end();
    }
  };

  it('sends no data to a coach while it cannot be written', async () => {
    const answers = await whileUnwritable(() => Promise.all(readings(client).map(([, path]) => coach.get(path))));
    for (const { status, headers, body } of answers) {
      expect(status).toBe(503);
      expect(headers.get('retry-after')).not.toBeNull();
      expect(JSON.stringify(body)).not.toContain(client.name);
    }
    expect(await entries()).toEqual([]);
  });

  it('sends no data to an admin while it cannot be written', async () => {
    const admin = await app.admin();
    await app.sql(`INSERT INTO workout_logs (user_id, workout_date, exercise_name) VALUES ($1, current_date, 'Row')`, [
      client.id,
    ]);
    const paths = [
      '/admin/users',
      `/admin/users/${client.id}`,
      '/admin/reports/usage',
      '/coach/charts/client-overview',
    ];
    const answers = await whileUnwritable(() => Promise.all(paths.map((path) => admin.get(path))));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 503));
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain(client.name);
  });

  it('shows each row once when a page ends between rows of the same millisecond', async () => {
    await app.sql(
      `INSERT INTO access_log (client_id, reader_id, reader_role, what, request_id, read_at)
       SELECT $1, $2, 'coach', 'profile', gen_random_uuid(), '2026-11-23T08:00:00Z' FROM generate_series(1, 7)`,
      [client.id, coach.id],
    );
    const all = (await entries()).map(({ request_id }) => request_id);
    const paged: string[] = [];
    for (let path: string | undefined = '/client/access-log?limit=3'; path;) {
      const { body, headers } = await client.get(path);
      paged.push(...(body as { request_id: string }[]).map(({ request_id }) => request_id));
      path = /<\/api\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(7);
  });

  it('rolls the change of a plan back when it cannot be written', async () => {
    const plan = { user_id: client.id, name: 'Base', start_date: '2026-11-23' };
    const { id } = (await coach.post('/coach/diet-plans', plan)).body;
    const answer = await whileUnwritable(() => coach.put(`/coach/diet-plans/${id}`, { name: 'Other' }));
    expectRefusal(answer, 503, 'unavailable');
    expect((await client.get(`/client/diet-plans/${id}`)).body.name).toBe('Base');
  });

  it('checks the connection and writes the row in one statement before the read', async () => {
    const statements = await statementsOf(app, () => coach.get(`/coach/clients/${client.id}/workout-logs`));
    expect(statements).toHaveLength(2);
    expect(statements[0]).toContain('INSERT INTO access_log');
    expect(statements[1]).toContain('FROM workout_logs');
  });

  it('cannot be changed or deleted, not even by SQL that bypasses the application', async () => {
    await coach.get(`/coach/clients/${client.id}`);
    await expect(app.sql(`UPDATE access_log SET reader_id = $1`, [client.id])).rejects.toThrow(/only added to/);
  });
});
