import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Person, TestApp } from '../support/app.js';

interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what came over the wire is what the tests are to find out
  readonly body: any;
}

const DRIP_MS = 20;
/** Less than the headers. */
const LITTLE = 50;
const GET_HEALTH = 'GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n';

describe('broken HTTP on a bare socket', () => {
  let app: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.client();
  });

  afterAll(() => app.stop());

  const open = (): Socket => {
    const { hostname, port } = new URL(app.origin);
    return connect(Number(port), hostname);
  };

  /** All that comes back until the server closes, or until `enough` answers are there. `drip`: what goes on being sent. */
  function exchange(text: string | Buffer, enough = Infinity, drip = ''): Promise<RawAnswer[]> {
    return new Promise((resolve, reject) => {
      const socket = open();
      let received = '';
      const dripping = setInterval(() => drip !== '' && socket.write(drip), DRIP_MS);
      const done = () => {
        clearInterval(dripping);
        socket.destroy();
        resolve(answersIn(received));
      };
      socket.on('data', (data) => {
        received += data.toString();
        if (answersIn(received).length >= enough) done();
      });
      socket.on('close', done);
      socket.on('error', (error) => (received === '' ? reject(error) : done()));
      socket.write(text);
    });
  }

  function answersIn(text: string): RawAnswer[] {
    const answers: RawAnswer[] = [];
    for (let rest = text; rest !== '';) {
      const end = rest.indexOf('\r\n\r\n');
      if (end === -1) break;
      const headers = rest.slice(0, end);
      const length = Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0);
      const body = rest.slice(end + 4, end + 4 + length);
      if (Buffer.byteLength(body) < length) break;
      answers.push({ status: Number(headers.slice(9, 12)), headers, body: body === '' ? null : JSON.parse(body) });
      rest = rest.slice(end + 4 + length);
    }
    return answers;
  }

  const post = (headers: string, body: string | Buffer = '') =>
    Buffer.concat([
      Buffer.from(
        `POST /api/v1/bookings/book HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${client.token}\r\n` +
          `Content-Type: application/json\r\n${headers}\r\n`,
      ),
      Buffer.from(body),
    ]);

  /** A whole request of `by` for a slot that is free. */
  async function bookingOf(by: Person): Promise<string> {
    const body = JSON.stringify({ coach_id: (await app.coach()).id, slot_number: 1 });
    return (
      `POST /api/v1/bookings/book HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${by.token}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    );
  }

  function expectRefused([answer, ...rest]: RawAnswer[], status: number, code: string): void {
    expect(answer?.status).toBe(status);
    expect(answer?.headers).toMatch(/content-type: application\/problem\+json/i);
    expect(answer?.headers).toMatch(/cache-control: no-store/i);
    expect(answer?.body).toMatchObject({ status, code, instance: expect.stringMatching(/^urn:uuid:/) });
    expect(rest).toEqual([]);
  }

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a version that does not exist', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n'],
    ['a method that does not exist', 'BREW /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['no Host', 'GET /api/v1/health HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a header without a name', `${GET_HEALTH}: x\r\n\r\n`],
    ['a blank before the colon', `${GET_HEALTH}Authorization : Bearer x\r\n\r\n`],
    ['a NUL in a header', `${GET_HEALTH}X-A: a\0b\r\n\r\n`],
    ['a header folded over two lines', `${GET_HEALTH}X-A: a\r\n b\r\n\r\n`],
    ['a blank in the address', 'GET /api/v1/ health HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a TLS greeting', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])],
  ])('answers 400 to %s and closes', async (_, text) => {
    expectRefused(await exchange(text), 400, 'malformed-request');
  });

  it.each([
    ['two lengths that differ', 'Content-Length: 2\r\nContent-Length: 3\r\n'],
    ['two lengths alike', 'Content-Length: 2\r\nContent-Length: 2\r\n'],
    ['a length below zero', 'Content-Length: -1\r\n'],
    ['a length that is no number', 'Content-Length: two\r\n'],
    ['a length and chunks, the door of request smuggling', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n'],
    ['an unknown transfer encoding', 'Transfer-Encoding: gzip\r\n'],
  ])('answers 400 to %s', async (_, headers) => {
    const answers = await exchange(post(`${headers}Connection: close\r\n`, '{}'));
    expectRefused(answers.slice(0, 1), 400, 'malformed-request');
  });

  it('answers 400 to invalid chunks', async () => {
    const answers = await exchange(post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n'));
    expect(answers[0]?.status).toBe(400);
  });

  it('treats bytes beyond the announced length as broken HTTP, never as another request or more of the body', async () => {
    const answers = await exchange(post('Content-Length: 1\r\n', '{"coach_id":1}'));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect(answers.length).toBeLessThanOrEqual(2);
  });

  it('answers 400 to two Authorization headers, in either order', async () => {
    const bad = 'Authorization: Bearer x\r\n';
    for (const request of [post(`${bad}Content-Length: 2\r\n`, '{}'), `${GET_HEALTH}${bad}${bad}\r\n`]) {
      expectRefused(await exchange(request, 1), 400, 'malformed-request');
    }
  });

  it('answers 431 when the headers do not end, and does not read on', async () => {
    expectRefused(await exchange(`${GET_HEALTH}X-A: ${'a'.repeat(20_000)}\r\n\r\n`), 431, 'headers-too-large');
    expectRefused(
      await exchange(`GET /api/v1/${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`),
      431,
      'headers-too-large',
    );
    const many = Array.from({ length: 3_000 }, (_, index) => `X-${index}: 1\r\n`).join('');
    expectRefused(await exchange(`${GET_HEALTH}${many}\r\n`), 431, 'headers-too-large');
  });

  it('refuses a body that is announced as too large before it arrives', async () => {
    const [answer] = await exchange(post('Content-Length: 1000000000\r\n', '{"a":'), 1);
    expect(answer?.status).toBe(413);
  });

  it('stops reading chunks at 64 kB', async () => {
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const [answer] = await exchange(post('Transfer-Encoding: chunked\r\n', chunk.repeat(5)), 1);
    expect(answer?.status).toBe(413);
  });

  it('reads a chunked body', async () => {
    const [answer] = await exchange(post('Transfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'), 1);
    expect(answer?.status).toBe(422);
  });

  it('never unpacks a compressed body', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000, ' '));
    const [answer] = await exchange(post(`Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n`, bomb), 1);
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('answers pipelined requests one after the other', async () => {
    const twice = `${GET_HEALTH}\r\nGET /api/v1/auth/me HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const answers = await exchange(twice, 2);
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
  });

  it('answers the request in progress before it refuses the bytes behind it', async () => {
    const patient = await app.client();
    const answers = await exchange(`${await bookingOf(patient)}hello\r\n\r\n`);
    expect(answers.map(({ status }) => status)).toEqual([201, 400]);
    expect((await patient.get('/bookings/my-bookings')).body).toHaveLength(1);
  });

  it('stores nothing when a body stops before its length, and stays up', async () => {
    const socket = open();
    socket.write(post('Content-Length: 100\r\n', '{"coach_id":1'));
    socket.end();
    await new Promise((resolve) => socket.resume().on('close', resolve));
    expect((await client.get('/bookings/my-bookings')).body).toEqual([]);
  });

  it('stays up when a client leaves before its answer', async () => {
    for (let count = 0; count < 20; count++) {
      const socket = open();
      socket.write(`GET /api/v1/auth/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${client.token}\r\n\r\n`);
      socket.once('ready', () => socket.destroy());
    }
    expect((await client.get('/auth/me')).status).toBe(200);
  });

  it('gives headers ten seconds, a request fifteen, and an idle connection longer than a load balancer does', () => {
    const { headersTimeout, requestTimeout, keepAliveTimeout } = app.nest.getHttpServer();
    expect({ headersTimeout, requestTimeout, keepAliveTimeout }).toEqual({
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      keepAliveTimeout: 72_000,
    });
  });

  describe('when it takes too long', () => {
    let usual: { readonly headersTimeout: number; readonly requestTimeout: number };

    beforeAll(() => {
      const server = app.nest.getHttpServer();
      const { headersTimeout, requestTimeout } = server;
      usual = { headersTimeout, requestTimeout };
      Object.assign(server, { headersTimeout: 100, requestTimeout: 200 });
    });

    afterAll(() => Object.assign(app.nest.getHttpServer(), usual));

    it('answers 408 to headers and to a body that do not come, or byte by byte', async () => {
      const headers = 'GET /api/v1/health HTTP/1.1\r\nHost: lo';
      const body = post('Content-Length: 1000\r\n', '{');
      const slow = [exchange(headers), exchange(body), exchange(headers, 1, 'a'), exchange(body, 1, ' ')];
      for (const answers of await Promise.all(slow)) expectRefused(answers, 408, 'request-timeout');
    });

    it('never executes a request after its 408, even when the rest arrives', async () => {
      const booking = await bookingOf(client);
      const { hostname, port } = new URL(app.origin);
      const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
      socket.write(booking.slice(0, LITTLE));
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
      socket.on('error', () => undefined);
      socket.end(booking.slice(LITTLE));
      await once(socket, 'close');
      // A request that was executed in spite of the 408 would be done by then.
      await sleep(250);
      expect((await client.get('/bookings/my-bookings')).body).toEqual([]);
    });

    it('closes without a 408 when the client sent nothing, which it would take for the answer to its next request', async () => {
      expect(await exchange('')).toEqual([]);
    });
  });
});
