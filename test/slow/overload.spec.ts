import { on, once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import { type Person, TestApp } from '../support/app.js';
import { tally } from '../support/races.js';
import { expectRefusal } from '../support/refusals.js';

/** The bound for one connection to PostgreSQL. */
const PLACES = 20;
/** Pages of logs: the few are more than a socket buffers, and twice the most are more than are kept. */
const FEW_PLACES = 6;
const MOST_PLACES = 15;
const AT_ONCE_MS = 50;
const PATIENCE_MS = 2_000;
/** More than two windows. */
const OVERLOAD_MS = 150;
/** Eight windows: the bound rises from one place to twenty within six. */
const CALM_MS = 400;
/** Longer than a request needs to count as slow, and shorter than the time-out of the statement. */
const SLOW_MS = 1_000;
const UNREAD_MS = 4_500;
/** Open requests that one connection may have. */
const OPEN = 50;
const ALWAYS = ['/health', '/health/live', '/metrics', '/api/problems', '/api/docs', '/api/docs-json'];

describe('when all places are taken', () => {
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

  /** Sends this many requests at once. */
  const ask = (count: number) => Promise.all(Array.from({ length: count }, () => client.get('/auth/me')));

  /** Blocks all answers: the first request holds the only connection, the others wait for it. */
  async function lock(): Promise<void> {
    await other.query('BEGIN');
    await other.query('LOCK TABLE sessions');
  }

  /** Asks for an unknown address, which needs no database: 404 shows a free place, 503 that there is none. */
  async function until(status: 404 | 503, patienceMs = PATIENCE_MS): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while ((await app.nobody.get('/nowhere')).status !== status) {
      if (Date.now() > deadline) throw new Error(`It was never ${status}.`);
    }
  }

  /** Waits until all places are free. */
  async function untilAllAreFree(patienceMs = PATIENCE_MS): Promise<void> {
    const deadline = Date.now() + patienceMs;
    for (let seen = {}; !isDeepStrictEqual(seen, { 200: PLACES }); seen = tally(await ask(PLACES))) {
      if (Date.now() > deadline) throw new Error(`Places are lost: ${JSON.stringify(seen)}`);
      await sleep(CALM_MS);
    }
  }

  /** Sends more requests than can be answered, for longer than a window. */
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

  /** Sends bookings without their last byte; resolves when the server has seen all of them. */
  async function slowBookings(count: number): Promise<Socket[]> {
    const arrivals = on(app.nest.getHttpServer(), 'request');
    const sockets = await Promise.all(Array.from({ length: count }, () => raw(`${beginOfBooking()}{`)));
    for (let arrived = 0; arrived < count; arrived++) await arrivals.next();
    await arrivals.return?.();
    return sockets;
  }

  /** Sends the last byte and returns the answer. */
  async function endOf(socket: Socket): Promise<string> {
    const answered = once(socket, 'data') as Promise<[Buffer]>;
    socket.write('}');
    const [answer] = await answered;
    socket.destroy();
    return answer.toString();
  }

  it('refuses the next request at once, and answers all that it let in', async () => {
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
    // The fastest of three: the machine may be busy once, but waiting for a place would delay all three.
    expect(Math.min(...times)).toBeLessThan(AT_ONCE_MS);
    await other.query('ROLLBACK');
    expect(tally(await inFlight)).toEqual({ 200: PLACES });
  });

  it('refuses most of a burst that follows an overload, and lets all in again after a while', async () => {
    const deadline = Date.now() + PATIENCE_MS;
    let [answered, refused] = [0, 0];
    // The burst must come before the bound has risen again, which a busy machine may miss.
    while (refused <= answered) {
      if (Date.now() > deadline) throw new Error(`${refused} were refused, ${answered} were not.`);
      await untilAllAreFree();
      await overload();
      const { 200: ok = 0, overloaded = 0, ...rest } = tally(await ask(PLACES));
      expect(rest).toEqual({});
      [answered, refused] = [ok, overloaded];
    }
    expect(answered).toBeGreaterThan(0);
    await untilAllAreFree();
  });

  it('lets others in after an overload although slow requests go on', async () => {
    let isOneLetIn = false;
    // Each step must come before the bound has risen again, which a busy machine may miss.
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

  it('never lets in more than the bound, even when all requests are slow', async () => {
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    for (const end = Date.now() + SLOW_MS; Date.now() < end;) {
      expectRefusal(await app.nobody.get('/nowhere'), 503, 'overloaded');
    }
    await other.query('ROLLBACK');
    expect(tally(await inFlight)).toEqual({ 200: PLACES });
  });

  it('still answers health, metrics and docs', async () => {
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    const answers = await Promise.all(ALWAYS.map((path) => app.nobody.get(path)));
    expect(answers.map(({ status }) => status)).toEqual(ALWAYS.map(() => 200));
    await other.query('ROLLBACK');
    await inFlight;
  });

  it('refuses without waiting for the body', async () => {
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
  ])('keeps the place of a client that went away while PostgreSQL works: requests %s', async (_, connections, each) => {
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

  describe('and answers are not read', () => {
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

    it('hangs up on the client', async () => {
      const begin = performance.now();
      const reader = await leaveUnread(logs(PLACES));
      await once(reader.connection, 'close');
      expect(performance.now() - begin).toBeGreaterThan(UNREAD_MS);
      reader.destroy();
    }, 30_000);

    it('frees the places of these answers and of those that wait behind them', async () => {
      const reader = await leaveUnread(logs(FEW_PLACES) + head('GET /nowhere HTTP/1.1'));
      await untilAllAreFree();
      expect(reader.connection.writableLength).toBeGreaterThan(0);
      reader.destroy();
    });

    it('keeps no more answers than the bound, and hangs up on the one that has waited longest', async () => {
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

  it('hangs up on a client that sends too many requests ahead', async () => {
    await lock();
    const patient = await raw(head('GET /api/v1/auth/me HTTP/1.1').repeat(OPEN));
    const hasty = await raw(head('GET /api/v1/auth/me HTTP/1.1').repeat(OPEN + 1));
    await once(hasty.resume(), 'close');
    expect(patient.closed).toBe(false);
    patient.destroy();
  });

  it('gives no place to a request while its body is still arriving', async () => {
    const sockets = await slowBookings(PLACES);
    await untilAllAreFree();
    for (const socket of sockets) expect(await endOf(socket)).toMatch(/^HTTP\/1\.1 422 /);
  });

  it('also refuses a request whose body arrives when all places are taken', async () => {
    const [socket] = await slowBookings(1);
    await lock();
    const inFlight = ask(PLACES);
    await until(503);
    expect(await endOf(socket!)).toMatch(/^HTTP\/1\.1 503 [^]*"code":"overloaded"/);
    await other.query('ROLLBACK');
    await inFlight;
  });
});
