import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

const [SENT, PASSED_ON] = ['TimeZone=UTC', 'TimeZone=GMT'];

/** A fake pooler before a PostgreSQL server: replaces one setting at the start of a session, as a pooler may. */
export class LossyPooler {
  private constructor(
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static async before(url: string): Promise<LossyPooler> {
    const { hostname, port } = new URL(url);
    const sockets = new Set<Socket>();
    const server = createServer((client) => {
      const postgres = connect(Number(port), hostname);
      for (const socket of [client, postgres]) {
        sockets.add(
          socket.on('error', () => undefined).on('close', () => [client, postgres].map((it) => it.destroy())),
        );
      }
      postgres.pipe(client);
      client.on('data', (data) => {
        postgres.write(Buffer.from(data.toString('latin1').replace(SENT, PASSED_ON), 'latin1'));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LossyPooler(server, sockets);
  }

  /** The address of the same database through this pooler. */
  urlOf(url: string): string {
    return Object.assign(new URL(url), { port: String((this.server.address() as AddressInfo).port) }).href;
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }
}
