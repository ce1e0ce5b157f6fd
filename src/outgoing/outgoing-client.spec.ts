import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { OutgoingClient, type OutgoingRequest } from './outgoing-client.js';

const REQUEST = { method: 'GET', timeoutMs: 2_000, maxBytes: 10_000, whenTooLarge: 'fail' } as const;
const PUBLIC = { address: '93.184.215.14', family: 4 };
const INNER = { address: '127.0.0.1', family: 4 };

describe('a request that leaves us', () => {
  const servers: { close(): unknown }[] = [];
  const sockets = new Set<Socket>();

  afterAll(() => {
    for (const server of servers) server.close();
    for (const socket of sockets) socket.destroy();
  });

  const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

  async function serve(listener: RequestListener): Promise<string> {
    const server: Server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${portOf(server)}`;
  }

  /** A server that speaks raw bytes. */
  async function speak(speaker: (socket: Socket) => void): Promise<string> {
    const server = createSocketServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      socket.once('data', () => speaker(socket));
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${portOf(server)}`;
  }

  const local = new OutgoingClient({ allowsLoopback: true, proxy: null });
  const send = (url: string, more: Partial<OutgoingRequest> = {}) => local.send({ ...REQUEST, url, ...more });
  const outside = (url: string, resolve?: ConstructorParameters<typeof OutgoingClient>[1]) =>
    new OutgoingClient({ allowsLoopback: false, proxy: null }, resolve).send({ ...REQUEST, url });

  it('brings back status, headers and body', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => response.writeHead(201, { 'x-told': 'yes' }).end(`${request.method} ${body}`));
    });
    const answer = await send(url, { method: 'POST', body: 'hello', headers: { 'content-type': 'text/plain' } });
    expect([answer.status, answer.headers['x-told'], answer.body.toString()]).toEqual([201, 'yes', 'POST hello']);
  });

  it.each([
    ['http://example.com', 'not-https'],
    ['ftp://example.com', 'not-https'],
    ['https://user:secret@example.com', 'user-info'],
    ['https://user@example.com', 'user-info'],
    ['https://2130706433/', 'inner-address'],
    ['https://0177.0.0.1/', 'inner-address'],
    ['https://[::ffff:10.0.0.1]/', 'inner-address'],
    ['https://[64:ff9b::7f00:1]/', 'inner-address'],
    ['https://[2002:7f00:1::]/', 'inner-address'],
    ['https://169.254.169.254/latest/meta-data', 'inner-address'],
  ])('is refused before it is sent: %s', async (url, fault) => {
    await expect(outside(url)).rejects.toMatchObject({ fault });
    expect(new OutgoingClient({ allowsLoopback: false, proxy: null }).faultOf(url)).toMatchObject({ fault });
  });

  it('is refused when any address of the name is an inner one, also when the name led elsewhere before', async () => {
    let asked = 0;
    const changing = outside('https://changing.example', (_, answer) =>
      answer(null, asked++ === 0 ? [INNER] : [PUBLIC]),
    );
    await expect(changing).rejects.toMatchObject({ fault: 'inner-address' });
    // The name was asked once: what was checked is what is connected to.
    expect(asked).toBe(1);
    const both = outside('https://both.example', (_, answer) => answer(null, [PUBLIC, INNER]));
    await expect(both).rejects.toMatchObject({ fault: 'inner-address' });
    const nowhere = outside('https://nowhere.example', (_, answer) => answer(null, []));
    await expect(nowhere).rejects.toMatchObject({ fault: 'unknown-host' });
  });

  it('follows redirects only when told to, a few of them, and none to an inner address', async () => {
    const url: string = await serve((request, response) => {
      const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to') ?? '/';
      response.writeHead(request.url === '/end' ? 200 : 302, { location: to }).end('seen');
    });
    const to = (target: string) => `${url}/?to=${encodeURIComponent(target)}`;
    expect((await send(to('/end'))).status).toBe(302);
    expect((await send(to('/end'), { followsRedirects: true })).status).toBe(200);
    expect((await send(to('/end'), { followsRedirects: true, method: 'POST' })).status).toBe(302);
    const refusals = [
      [to('http://10.0.0.1/'), 'not-https'],
      [to('https://10.0.0.1/'), 'inner-address'],
      [to('file:///etc/passwd'), 'not-https'],
      [to('/again'), 'too-many-redirects'],
    ] as const;
    for (const [address, fault] of refusals) {
      await expect(send(address, { followsRedirects: true })).rejects.toMatchObject({ fault });
    }
  });

  it('reads no more than it may: large bodies and gzip bombs fail or are cut', async () => {
    const large = await serve((_, response) => response.end('x'.repeat(20_000)));
    await expect(send(large)).rejects.toMatchObject({ fault: 'too-large' });
    expect((await send(large, { whenTooLarge: 'cut', maxBytes: 100 })).body).toHaveLength(100);
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const bombs = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    await expect(send(bombs)).rejects.toMatchObject({ fault: 'too-large' });
    const small = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')),
    );
    expect((await send(small)).body.toString()).toBe('hello');
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['says nothing', () => undefined, 'too-slow'],
    [
      'sends a byte at a time',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
        setInterval(() => socket.write('x'), 50).unref();
      },
      'too-slow',
    ],
    [
      'never ends its headers',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(50_000)}`),
      'broken-answer',
    ],
    ['speaks no HTTP', (socket) => socket.end('220 mail.example.com ESMTP\r\n'), 'broken-answer'],
    ['hangs up', (socket) => socket.destroy(), 'no-connection'],
    [
      'hangs up in the middle',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf'),
      'no-connection',
    ],
    [
      'lies about gzip',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf'),
      'broken-answer',
    ],
  ])('fails with a reason when the receiver %s', async (_, speaker, fault) => {
    const url = await speak(speaker);
    await expect(send(url, { timeoutMs: 500 })).rejects.toMatchObject({ fault, message: expect.stringMatching(/\.$/) });
  });

  it('fails with a reason when nobody listens, and when there is no TLS', async () => {
    const server = createSocketServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server);
    server.close();
    await expect(send(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ fault: 'no-connection' });
    const plain = await serve((_, response) => response.end());
    await expect(send(plain.replace('http:', 'https:'))).rejects.toMatchObject({ fault: 'no-connection' });
  });

  describe('through a proxy', () => {
    const asked: string[] = [];
    let status = '200 Connection established';
    let proxy: string;

    beforeAll(async () => {
      const server = createSocketServer((socket) => {
        sockets.add(socket.on('error', () => undefined));
        socket.once('data', (data) => {
          asked.push(data.toString());
          socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
          // What follows is TLS, which this server does not speak.
          socket.once('data', () => socket.destroy());
        });
      }).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      proxy = `http://us%40er:pw@127.0.0.1:${portOf(server)}`;
    });

    beforeEach(() => asked.splice(0));

    const sendThrough = (url: string, found = [PUBLIC]) =>
      new OutgoingClient({ allowsLoopback: false, proxy }, (_, answer) => answer(null, found)).send({
        ...REQUEST,
        url,
      });

    it('asks the proxy for the address that was checked, never for a name', async () => {
      await expect(sendThrough('https://hooks.example/')).rejects.toMatchObject({ fault: 'no-connection' });
      expect(asked[0]).toMatch(/^CONNECT 93\.184\.215\.14:443 HTTP\/1\.1\r\n/);
      expect(asked[0]).toContain(`proxy-authorization: Basic ${Buffer.from('us@er:pw').toString('base64')}`);
      expect(asked[0]).not.toContain('hooks.example');
    });

    it('asks for no inner address', async () => {
      await expect(sendThrough('https://inner.example/', [INNER])).rejects.toMatchObject({ fault: 'inner-address' });
      await expect(sendThrough('https://10.0.0.1/')).rejects.toMatchObject({ fault: 'inner-address' });
      expect(asked).toEqual([]);
    });

    it('fails with a reason when the proxy refuses', async () => {
      status = '403 Forbidden';
      await expect(sendThrough('https://hooks.example:8443/')).rejects.toMatchObject({ fault: 'proxy' });
      expect(asked[0]).toMatch(/^CONNECT 93\.184\.215\.14:8443 /);
    });
  });
});
