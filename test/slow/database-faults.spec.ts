import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { Migrator } from '../../src/database/migrator.js';
import { Database } from '../../src/database/database.js';
import { type Answer } from '../support/caller.js';
import { TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { signalPostgres, whileFrozen } from '../support/postgres-processes.js';
import { untilSomeoneWaits } from '../support/statements.js';

const BACK_MS = 5_000;

function expectUnavailable({ status, headers, body }: Answer): void {
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' });
  expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect(headers.get('content-type')).toMatch('application/problem+json');
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

/** Repeats the request until the answer is 200, within the time that recovery may take. */
async function backWithin(milliseconds: number, ask: () => Promise<Answer>): Promise<void> {
  const deadline = Date.now() + milliseconds;
  for (let status = 0; status !== 200;) {
    expect(Date.now()).toBeLessThan(deadline);
    ({ status } = await ask());
    if (status !== 200) {
      expect(status).toBe(503);
      await sleep(50);
    }
  }
}

describe('while the database cannot answer', () => {
  let app: TestApp;
  let other: Client;

  beforeAll(async () => {
    app = await TestApp.start({ DATABASE_POOL_SIZE: '3' });
    other = new Client({ connectionString: app.database.url });
    await other.connect();
  });

  afterAll(async () => {
    await other.end();
    await expectSoundBooks(app);
    await app.stop();
  });

  it('starts a server when its third attempt to connect succeeds', async () => {
    const { hostname, port, pathname, username, password } = new URL(app.database.url);
    let tries = 0;
    const door = createServer((socket) => {
      tries += 1;
      if (tries < 3) {
        socket.destroy();
        return;
      }
      const postgres = connect(Number(port), hostname);
      for (const end of [socket, postgres]) end.on('error', () => undefined);
      socket.pipe(postgres).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(door, 'listening');
    const { port: doorPort } = door.address() as AddressInfo;
    const url = `postgres://${username}:${password}@127.0.0.1:${doorPort}${pathname}`;
    try {
      const twin = await app.twin({ DATABASE_URL: url });
      expect(tries).toBeGreaterThanOrEqual(3);
      expect((await twin.nobody.get('/health/ready')).status).toBe(200);
      await twin.stop();
    } finally {
      door.close();
    }
  });

  it('answers 503 within the lock timeout when a table stays locked, and stores nothing', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    await other.query('BEGIN');
    await other.query('LOCK TABLE bookings');
    const [answer, ms] = await timed(() => client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 }));
    await other.query('ROLLBACK');
    expectUnavailable(answer);
    expect(ms).toBeGreaterThan(1_900);
    expect(ms).toBeLessThan(3_000);
    expect((await client.get('/bookings/my-bookings')).body).toEqual([]);
    expect(await app.booked(client, coach)).toBeGreaterThan(0);
  });

  it('answers 503 within two seconds when all connections of the pool are busy', async () => {
    const client = await app.client();
    const { pool } = app.nest.get(Database);
    const taken = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    const [answers, ms] = await timed(() => Promise.all(Array.from({ length: 20 }, () => client.get('/auth/me'))));
    for (const connection of taken) connection.release();
    for (const answer of answers) expectUnavailable(answer);
    expect(ms).toBeLessThan(2_000);
    expect((await client.get('/auth/me')).status).toBe(200);
  });

  it.each([
    ['a statement', false, {}],
    ['a transaction', true, { 'idempotency-key': 'cut-off' }],
  ])(
    'answers 503 when the connection is lost during %s, stores nothing, and the next request works',
    async (_, isTransaction, headers) => {
      const [coach, client] = await Promise.all([app.coach(), app.client()]);
      const book = () => client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 }, headers);
      await other.query('BEGIN');
      await other.query('LOCK TABLE bookings');
      const asked = book();
      await untilSomeoneWaits(app);
      const { rows } = await other.query(
        `SELECT pg_terminate_backend(pid), xact_start < query_start AS has_begun FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY wait_event_type = 'Lock' DESC NULLS LAST`,
      );
      expect(rows[0]).toMatchObject({ has_begun: isTransaction });
      expectUnavailable(await asked);
      await other.query('ROLLBACK');
      await backWithin(BACK_MS, () => client.get('/auth/me'));
      expect((await client.get('/bookings/my-bookings')).body).toEqual([]);
      expect((await book()).status).toBe(201);
    },
  );

  it('answers the next request normally after idle connections were lost', async () => {
    const client = await app.client();
    for (let round = 0; round < 3; round++) {
      await Promise.all([client.get('/auth/me'), client.get('/auth/me'), client.get('/auth/me')]);
      await other.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      await backWithin(BACK_MS, () => client.get('/auth/me'));
    }
  });

  it('answers 503 when a migration is missing, and logs no defect', async () => {
    const client = await app.client();
    await other.query('ALTER TABLE bookings RENAME TO bookings_away');
    expectUnavailable(await client.get('/bookings/my-bookings'));
    await other.query('ALTER TABLE bookings_away RENAME TO bookings');
    expect((await client.get('/bookings/my-bookings')).status).toBe(200);
  });
});

describe('when PostgreSQL itself goes away', () => {
  let home: string;
  let server: EmbeddedPostgres;
  let people: TestApp;
  let app: TestApp;
  const start = (settings: Record<string, string> = {}) =>
    startEmbeddedPostgres({ dataDir: join(home, 'postgres'), settings: { fsync: 'off', ...settings } });

  const dataDir = () => join(home, 'postgres');

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vibe-faults-'));
    server = await start();
    await Migrator.use(server.url, (migrator) => migrator.run());
    people = await TestApp.start();
    app = await people.twin({ DATABASE_URL: server.url });
  });

  afterAll(async () => {
    await people.stop();
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('answers 503 at once while PostgreSQL is stopped, and recovers within five seconds of its return', async () => {
    const client = await app.client();
    expect((await client.get('/auth/me')).status).toBe(200);
    const { port } = new URL(server.url);
    await server.stop();
    const [answers, ms] = await timed(() => Promise.all(Array.from({ length: 10 }, () => client.get('/auth/me'))));
    for (const answer of answers) expectUnavailable(answer);
    expect(ms).toBeLessThan(2_000);
    expect((await client.get('/health/live')).status).toBe(200);
    expect((await client.get('/health/ready')).status).toBe(503);
    server = await start({ port });
    await backWithin(BACK_MS, () => client.get('/auth/me'));
    expect((await client.get('/health/ready')).status).toBe(200);
  });

  it('answers 503 within the query timeout while PostgreSQL is frozen, and recovers as soon as it continues', async () => {
    const [client, coach] = await Promise.all([app.client(), app.coach()]);
    const bookingId = await app.booked(client, coach);
    await Promise.all(Array.from({ length: 10 }, () => client.get('/auth/me')));
    await whileFrozen(dataDir(), async () => {
      const [answers, ms] = await timed(() => Promise.all([client.get('/auth/me'), client.get('/health/ready')]));
      expectUnavailable(answers[0]);
      expect(answers[1].status).toBe(503);
      expect(ms).toBeGreaterThan(1_000);
      expect(ms).toBeLessThan(7_000);
      expect((await client.get('/health/live')).status).toBe(200);
    });
    await backWithin(BACK_MS, () => client.get('/auth/me'));
    expect((await coach.put(`/bookings/bookings/${bookingId}`, { status: 'confirmed' })).status).toBe(200);
    await expectSoundBooks(app);
  });

  it('survives a kill -9 of PostgreSQL during statements and transactions, and loses no acknowledged write', async () => {
    const [client, coach, second] = await Promise.all([app.client(), app.coach(), app.client()]);
    const bookingId = await app.booked(client, coach);
    const key = { 'idempotency-key': 'killed' };
    const lock = new Client({ connectionString: server.url });
    lock.on('error', () => undefined);
    await lock.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE bookings');
    const asked = [
      client.post('/bookings/book', { coach_id: coach.id, slot_number: 2 }),
      client.get('/bookings/my-bookings'),
      coach.put(`/bookings/bookings/${bookingId}`, { status: 'confirmed' }),
      second.post('/bookings/book', { coach_id: coach.id, slot_number: 3 }, key),
    ];
    await untilSomeoneWaits(app, asked.length);
    const { port } = new URL(server.url);
    signalPostgres(dataDir(), 'SIGKILL');
    for (const answer of await Promise.all(asked)) expectUnavailable(answer);
    const killed = server;
    server = await start({ port });
    await killed.stop();
    await backWithin(BACK_MS, () => client.get('/auth/me'));
    expect((await client.get('/bookings/my-bookings')).body).toMatchObject([{ id: bookingId, status: 'pending' }]);
    expect((await second.get('/bookings/my-bookings')).body).toEqual([]);
    await expectSoundBooks(app);
  });
});
