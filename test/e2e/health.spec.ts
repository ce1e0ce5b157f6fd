import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { Database } from '../../src/database/database.js';
import { Migrator } from '../../src/database/migrator.js';
import { Readiness } from '../../src/server/observing/readiness.js';
import { TestApp } from '../support/app.js';
import { withDatabase } from '../support/demo.js';
import { allStatementsOf, untilSomeoneWaits } from '../support/statements.js';
import { until } from '../support/until.js';

const HEALTHY = {
  status: 'healthy',
  timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  environment: 'test',
};

function expectNotReady({ status, headers, body }: { status: number; headers: Headers; body: unknown }): void {
  expect(status).toBe(503);
  expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect(body).toMatchObject({ code: 'not-ready', status: 503 });
}

describe('health', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('is public', async () => {
    for (const path of ['/health', '/health/live']) {
      const { status, body } = await app.nobody.get(path);
      expect(status).toBe(200);
      expect(body).toEqual(HEALTHY);
    }
    const { status, body } = await app.nobody.get('/health/ready');
    expect({ status, body }).toEqual({ status: 200, body: { status: 'ready' } });
  });

  it('needs no database for /health and /health/live; only readiness fails without it', async () => {
    const dead = await app.twin();
    const { token } = await app.client();
    const { pool } = dead.nest.get(Database);
    const connect = pool.connect.bind(pool);
    pool.connect = () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    for (const path of ['/health', '/health/live']) {
      for (const caller of [dead.nobody, dead.with(token!)]) expect((await caller.get(path)).status).toBe(200);
    }
    const answer = await dead.nobody.get('/health/ready');
    expectNotReady(answer);
    expect(answer.body.detail).toBe('The database does not answer.');
    pool.connect = connect;
    expect((await dead.nobody.get('/health/ready')).status).toBe(200);
  });

  it('checks readiness once for concurrent requests, and again for a later one', async () => {
    const ask = (count: number) => Promise.all(Array.from({ length: count }, () => app.nobody.get('/health/ready')));
    const once = (await allStatementsOf(app, () => ask(1))).length;
    expect(once).toBeGreaterThan(0);
    // Not all of them need come within the first look.
    expect((await allStatementsOf(app, () => ask(100))).length).toBeLessThan(once * 50);
    expect((await allStatementsOf(app, () => ask(1))).length).toBe(once);
  });

  it('is not ready while migrations are pending, names them, and recovers by itself', async () => {
    await withDatabase(async (url) => {
      const early = await app.twin({ DATABASE_URL: url });
      const answer = await early.nobody.get('/health/ready');
      expectNotReady(answer);
      for (const { name } of migrations) expect(answer.body.detail).toContain(name);
      expect(answer.body.detail).toContain('npm run migration:run');
      await Migrator.use(url, (migrator) => migrator.run());
      expect((await early.nobody.get('/health/ready')).status).toBe(200);
      await Migrator.use(url, (migrator) => migrator.revert());
      const again = await early.nobody.get('/health/ready');
      expectNotReady(again);
      expect(again.body.detail).toContain(`Migrations are pending: ${migrations.at(-1)!.name};`);
    }, 'template0');
  });

  it('is ready when the database has newer migrations than this code, as during a deployment', async () => {
    await app.sql(`INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'OfTomorrow9999999999999')`);
    expect((await app.nobody.get('/health/ready')).status).toBe(200);
    await app.sql(`DELETE FROM migrations WHERE name = 'OfTomorrow9999999999999'`);
  });

  it('is not ready when another version of the collation sorts names', async () => {
    await app.sql(`UPDATE pg_collation SET collversion = 'before' WHERE collname = 'und-x-icu'`);
    const answer = await app.nobody.get('/health/ready');
    await app.sql(`ALTER COLLATION "und-x-icu" REFRESH VERSION`);
    expectNotReady(answer);
    expect(answer.body.detail).toContain('REINDEX INDEX CONCURRENTLY users_coach_name_idx');
    expect((await app.nobody.get('/health/ready')).status).toBe(200);
  });

  it.each([
    ['TimeZone', `SET timezone = 'Europe/Berlin'`],
    ['DateStyle', `SET datestyle = 'ISO, DMY'`],
    ['IntervalStyle', `SET intervalstyle = 'iso_8601'`],
    ['extra_float_digits', 'SET extra_float_digits = 0'],
    ['bytea_output', `SET bytea_output = 'escape'`],
    ['standard_conforming_strings', 'SET standard_conforming_strings = off'],
    ['array_nulls', 'SET array_nulls = off'],
    ['transform_null_equals', 'SET transform_null_equals = on'],
    ['quote_all_identifiers', 'SET quote_all_identifiers = on'],
    ['client_encoding', `SET client_encoding = 'LATIN1'`],
    ['default_transaction_isolation', `SET default_transaction_isolation = 'serializable'`],
    ['default_transaction_deferrable', 'SET default_transaction_deferrable = on'],
    ['statement_timeout', 'SET statement_timeout = 0'],
    ['lock_timeout', 'SET lock_timeout = 0'],
    ['idle_in_transaction_session_timeout', 'SET idle_in_transaction_session_timeout = 0'],
  ])('is not ready when a pooler has dropped %s', async (name, dropping) => {
    const pooled = await app.twin({ DATABASE_POOL_SIZE: '1' });
    await pooled.sql(dropping);
    const answer = await pooled.nobody.get('/health/ready');
    expectNotReady(answer);
    expect(answer.body.detail).toBe(`The pooler does not set ${name}: see docs/scaling.md.`);
  });

  it('is not ready while it drains, and still answers', async () => {
    const leaving = await app.twin();
    const client = await app.client();
    leaving.nest.get(Readiness).drain();
    const answer = await leaving.nobody.get('/health/ready');
    expectNotReady(answer);
    expect(answer.body.detail).toBe('The server is shutting down.');
    expect((await leaving.with(client.token!).get('/auth/me')).status).toBe(200);
    expect((await leaving.nobody.get('/health/live')).status).toBe(200);
  });

  it('answers requests in flight before it closes', async () => {
    const leaving = await app.twin();
    const client = await app.client();
    const coach = await app.coach();
    const holder = app.nest.get(DataSource).createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE bookings');
    const asked = leaving.with(client.token!).post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
    await untilSomeoneWaits(app);
    const closed = leaving.stop();
    const answers = () =>
      fetch(leaving.nobody.urlOf('/health'))
        .then(({ ok }) => ok)
        .catch(() => false);
    await until('it lets nobody in any more', async () => !(await answers()));
    await holder.rollbackTransaction();
    await holder.release();
    expect((await asked).status).toBe(201);
    await closed;
  });
});

describe('metrics', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ METRICS_TOKEN: 'metrics-token-for-tests' });
  });

  afterAll(() => app.stop());

  it('count answers by method, pattern of the route and status', async () => {
    const client = await app.client();
    await client.get('/bookings/coaches/77');
    await client.get('/nowhere/in/particular');
    const { status, headers, body } = await app.nobody.get('/metrics');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/v1/bookings/coaches/:coach_id",status="404"} 1',
    );
    expect(body).toContain('http_request_duration_seconds_count{method="GET",route="unmatched",status="404"} 1');
    expect(body).toContain('unstorable_values_total 0');
    expect(body).toContain('process_resident_memory_bytes');
    expect(body).not.toMatch(/coaches\/77|particular/);
  });

  it('are for this machine, but not for requests that a proxy on it forwards', async () => {
    for (const header of ['x-forwarded-for', 'forwarded']) {
      const { status, body } = await app.nobody.get('/metrics', { [header]: '127.0.0.1' });
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' });
    }
  });

  it('are for scrapers that know the token', async () => {
    const forwarded = (token: string) =>
      app.nobody.get('/metrics', { 'x-forwarded-for': '203.0.113.5', authorization: `Bearer ${token}` });
    expect((await forwarded('metrics-token-for-tests')).status).toBe(200);
    for (const wrong of ['', 'metrics-token-for-test', 'null', 'undefined']) {
      expect((await forwarded(wrong)).status).toBe(403);
    }
  });

  it('are for nobody else when there is no token', async () => {
    const closed = await app.twin({ METRICS_TOKEN: '' });
    for (const token of ['', 'null', 'metrics-token-for-tests']) {
      const headers = { 'x-forwarded-for': '203.0.113.5', authorization: `Bearer ${token}` };
      expect((await closed.nobody.get('/metrics', headers)).status).toBe(403);
    }
  });
});
