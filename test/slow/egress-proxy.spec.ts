import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { type AddressInfo, connect, createServer as createSocketServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { build } from '../support/built.js';
import { Authority } from '../support/certificates.js';

const CLIENT = join(PROJECT_ROOT, 'dist/src/outgoing/outgoing-client.js');

/** Sends one request in a process that trusts the authority, since Node reads trusted certificates when it starts. */
const SCRIPT = `
  import { OutgoingClient } from ${JSON.stringify(CLIENT)};
  const [proxy, url] = process.argv.slice(1);
  const resolveAll = (_, answer) => answer(null, [{ address: '93.184.215.14', family: 4 }]);
  const client = new OutgoingClient({ allowsLoopback: false, proxy }, resolveAll);
  const bounds = { timeoutMs: 5_000, maxBytes: 1_000, whenTooLarge: 'fail' };
  const sent = client.send({ url, method: 'POST', body: 'hello', ...bounds });
  console.log(await sent.then(({ status, body }) => status + ' ' + body, ({ fault }) => fault));
`;

describe('a request through a proxy', () => {
  let folder: string;
  let authority: Authority;
  const servers: Server[] = [];
  let proxy: string;

  const portOf = (server: Server) => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    await build();
    folder = await mkdtemp(join(tmpdir(), 'proxy-'));
    authority = await Authority.make(folder, 'authority');
    const { certificate, key } = await authority.issue('hooks.example');
    const receiver = createServer(
      { cert: await readFile(certificate), key: await readFile(key) },
      (request, response) => {
        request.on('data', (body: Buffer) => response.writeHead(201).end(`got ${body.toString()}`));
      },
    );
    // Leads every tunnel to the receiver, wherever it was asked to.
    const through = createSocketServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        const inner = connect(portOf(receiver), '127.0.0.1');
        for (const end of [socket, inner]) end.on('error', () => undefined);
        socket.pipe(inner).pipe(socket);
      });
    });
    for (const server of [receiver, through]) {
      servers.push(server.listen(0, '127.0.0.1'));
      await once(server, 'listening');
    }
    proxy = `http://127.0.0.1:${portOf(through)}`;
  }, 120_000);

  afterAll(async () => {
    for (const server of servers) server.close();
    await rm(folder, { recursive: true });
  });

  async function send(url: string): Promise<string> {
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority.certificate };
    const args = ['--input-type=module', '-e', SCRIPT, proxy, url];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: 20_000 });
    return stdout.trim();
  }

  it('reaches the receiver by TLS, whose certificate must be that of the name', async () => {
    expect(await send('https://hooks.example/a')).toBe('201 got hello');
    expect(await send('https://other.example/a')).toBe('certificate');
  });
});
