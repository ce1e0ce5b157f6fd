import { on, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import { type Person, TestApp } from '../support/app.js';
import { tally } from '../support/races.js';
import { expectRefusal } from '../support/refusals.js';

/** Of one connection to PostgreSQL. */
const PLACES = 20;
/** So many pages of logs are more than sockets take in, and so many twice more than are kept. */
const FEW_PLACES = 6;
const MOST_PLACES = 15;
const AT_ONCE_MS = 50;
const PATIENCE_MS = 2_000;
/** Two windows and more. */
const OVERLOAD_MS = 150;
/** Eight windows; one place is twenty again after six. */
const CALM_MS = 400;
/** More than it takes to be slow, and before the slow one has waited for as long as it may. */
const SLOW_MS = 1_000;
const UNREAD_MS = 4_500;
/** Requests that one connection may have open. */
const OPEN = 50;
const ALWAYS = ['/health', '/health/live', '/metrics', '/api/problems', '/api/docs', '/api/docs-json'];

describe('when as many requests are in flight as can be answered in time', () => {
  let app: TestApp;
  let other: Client;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start({ DATABASE_POOL_SIZE: '1' });
    client = await app.client();
    other = new Client({ connectionString: app.database.url });
    await other.connect();
  });

  afterEach(async () => {
    await other.query('ROLLBACK');
    await untilAllAreFree();
  });

  afterAll(async () => {
    await other.end();
    await app.stop();
  });

  /** So many requests at once. */
  const ask = (count: number) => Promise.all(Array.from({ length: count }, () => client.get('/auth/me')));

  /** Nobody is answered any more: the first holds the only connection, the others wait for it. */
  async function lock(): Promise<void> {
    await other.query('BEGIN');
    await other.query('LOCK TABLE sessions');
  }

  /** Whether there is a place left is seen by an address that is not there, which needs no database. */
  async function until(status: 404 | 503, patienceMs = PATIENCE_MS): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while ((await app.nobody.get('/nowhere')).status !== status) {
      if (Date.now() > deadline) throw new Error(`It was never ${status}.`);
    }
  }

  /** That as many at once are all let in. */
  async function untilAllAreFree(patienceMs = PATIENCE_MS): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (let seen = {}; !isDeepStrictEqual(seen, { 200: PLACES }); seen = tally(await ask(PLACES))) {
      if (Date.now() > deadline) throw new Error(`Places are lost: ${JSON.stringify(seen)}`);
      await sleep(CALM_MS);
    }
  }

  /** More come than can be answered, for longer than what is judged at a time. */
  async function overload(): Promise<void> {
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    for (const end = Date.now() + OVERLOAD_MS; Date.now() < end;) await ask(PLACES);
    await other.query('ROLLBACK');
    await inFlight;
  }

  /** Sends `text` on a connection of its own. */
  async function raw(text: string): Promise<Socket> {
    const { hostname, port } = new URL(app.origin);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  }

  const head = (request: string, ...headers: readonly string[]) =>
    [request, 'Host: localhost', `Authorization: Bearer ${client.token}`, ...headers, '', ''].join('\r\n');

  const beginOfBooking = () =>
    head('POST /api/v1/bookings/book HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 2');

  /** Bookings whose last byte is still to come; resolves when the server has seen all of them. */
  async function slowBookings(count: number): Promise<Socket[]> {
    const arrivals = on(app.nest.getHttpServer(), 'request');
    const sockets = await Promise.all(Array.from({ length: count }, () => raw(`${beginOfBooking()}{`)));
    for (let arrived = 0; arrived < count; arrived++) await arrivals.next();
    await arrivals.return?.();
    return sockets;
  }

  /** Sends the last byte; what comes back. */
  async function endOf(socket: Socket): Promise<string> {
    const answered = once(socket, 'data') as Promise<[Buffer]>;
    socket.write('}');
    const [answer] = await answered;
    socket.destroy();
    return answer.toString();
  }

  it('the next one is refused at once, and all that were let in are answered', async () => {
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    const times: number[] = [];
    for (const path of ['/auth/me', '/bookings/coaches', '/nowhere']) {
      const begin = performance.now();
      const answer = await client.get(path, { origin: 'http://localhost:3000' });
      times.push(performance.now() - begin);
      expectRefusal(answer, 503, 'overloaded');
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    }
    const foreign = await client.get('/auth/me', { origin: 'https://evil.example.com' });
    expect(foreign.status).toBe(503);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    // The machine may be busy once; waiting for a place would take each of them longer.
    expect(Math.min(...times)).toBeLessThan(AT_ONCE_MS);
    await other.query('ROLLBACK');
    expect(tally(await inFlight)).toEqual({ 200: PLACES });
  });

  it('after it the queue is kept short: of as many that come at once most are refused, until nobody was for a while', async () => {
    const deadline = Date.now() + PATIENCE_MS;
    let seen: Record<string, number> = {};
    // They must come before there was a lull, which a busy machine may miss.
    while (seen['overloaded'] === undefined) {
      if (Date.now() > deadline) throw new Error(`None was refused: ${JSON.stringify(seen)}`);
      await untilAllAreFree();
      await overload();
      seen = tally(await ask(PLACES));
    }
    const { 200: answered = 0, overloaded, ...rest } = seen;
    expect(rest).toEqual({});
    expect(answered).toBeGreaterThan(0);
    expect(overloaded).toBeGreaterThan(answered);
    await untilAllAreFree();
  });

  it('after it whoever is slow does not keep the others out of the few places', async () => {
    let isOneLetIn = false;
    // Each step must come before there was a lull, which a busy machine may miss.
    for (let attempt = 0; attempt < 5 && !isOneLetIn; attempt++) {
      await overload();
      await lock();
      const slow = ask(1);
      let status = 0;
      for (const end = Date.now() + OVERLOAD_MS; Date.now() < end;) ({ status } = await app.nobody.get('/nowhere'));
      const letIn = () =>
        until(404, SLOW_MS)
          .then(() => true)
          .catch(() => false);
      isOneLetIn = status === 503 && (await letIn());
      await other.query('ROLLBACK');
      await slow;
    }
    expect(isOneLetIn).toBe(true);
  });

  it('nor does it bring in more than may be in flight, however slow all of them are', async () => {
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    for (const end = Date.now() + SLOW_MS; Date.now() < end;) {
      expectRefusal(await app.nobody.get('/nowhere'), 503, 'overloaded');
    }
    await other.query('ROLLBACK');
    expect(tally(await inFlight)).toEqual({ 200: PLACES });
  });

  it('health, metrics and docs are answered nevertheless', async () => {
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    const answers = await Promise.all(ALWAYS.map((path) => app.nobody.get(path)));
    expect(answers.map(({ status }) => status)).toEqual(ALWAYS.map(() => 200));
    await other.query('ROLLBACK');
    await inFlight;
  });

  it('a refusal does not wait for the body', async () => {
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    const socket = await raw(beginOfBooking());
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 [^]*"code":"overloaded"/);
    await other.query('ROLLBACK');
    await inFlight;
  });

  it.each([
    ['from a connection each', PLACES, 1],
    ['all on one connection', 1, PLACES],
  ])('who goes away has a place for as long as PostgreSQL is waited for: requests %s', async (_, connections, each) => {
    const requests = () => head('GET /api/v1/auth/me HTTP/1.1').repeat(each);
    await lock();
    const sockets = await Promise.all(Array.from({ length: connections }, () => raw(requests())));
    await until(503);
    for (const socket of sockets) socket.destroy();
    for (const end = Date.now() + CALM_MS; Date.now() < end;) {
      expectRefusal(await app.nobody.get('/nowhere'), 503, 'overloaded');
    }
    await until(404);
  });

  describe('of answers that are not read', () => {
    const logs = (count: number) => head('GET /api/v1/client/workout-logs HTTP/1.1').repeat(count);

    beforeAll(async () => {
      await app.sql(
        `INSERT INTO workout_logs (user_id, workout_date, exercise_name, notes)
         SELECT $1, '2026-11-23', 'Rowing', repeat('漢', 10000) FROM generate_series(1, 100)`,
        [client.id],
      );
    });

    /** Asks on a connection of its own and reads nothing; what the server sees of it, and how to end it. */
    async function leaveUnread(text: string) {
      const connected = once(app.nest.getHttpServer(), 'connection') as Promise<[Socket]>;
      const reader = await raw('');
      const [connection] = await connected;
      reader.pause();
      reader.write(text);
      return { connection, destroy: () => reader.destroy() };
    }

    it('the sender is hung up on', async () => {
      const begin = performance.now();
      const reader = await leaveUnread(logs(PLACES));
      await once(reader.connection, 'close');
      expect(performance.now() - begin).toBeGreaterThan(UNREAD_MS);
      reader.destroy();
    }, 30_000);

    it('they take no places, nor do those that wait behind them', async () => {
      const reader = await leaveUnread(logs(FEW_PLACES) + head('GET /nowhere HTTP/1.1'));
      await untilAllAreFree();
      expect(reader.connection.writableLength).toBeGreaterThan(0);
      reader.destroy();
    });

    it('no more are kept than can be in flight: whoever has waited longest is hung up on', async () => {
      const first = await leaveUnread(logs(MOST_PLACES));
      await untilAllAreFree(UNREAD_MS);
      const begin = performance.now();
      const last = await leaveUnread(logs(MOST_PLACES));
      while (!first.connection.destroyed) await app.nobody.get('/nowhere');
      expect(performance.now() - begin).toBeLessThan(UNREAD_MS);
      expect(last.connection.destroyed).toBe(false);
      last.destroy();
    }, 30_000);
  });

  it('whoever asks far ahead of the answers is hung up on', async () => {
    await lock();
    const patient = await raw(head('GET /api/v1/auth/me HTTP/1.1').repeat(OPEN));
    const hasty = await raw(head('GET /api/v1/auth/me HTTP/1.1').repeat(OPEN + 1));
    await once(hasty.resume(), 'close');
    expect(patient.closed).toBe(false);
    patient.destroy();
  });

  it('whoever is slow to send a body takes no place meanwhile', async () => {
    const sockets = await slowBookings(PLACES);
    await untilAllAreFree();
    for (const socket of sockets) expect(await endOf(socket)).toMatch(/^HTTP\/1\.1 422 /);
  });

  it('a full house refuses a body that has arrived, too', async () => {
    const [socket] = await slowBookings(1);
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    expect(await endOf(socket!)).toMatch(/^HTTP\/1\.1 503 [^]*"code":"overloaded"/);
    await other.query('ROLLBACK');
    await inFlight;
  });
});
