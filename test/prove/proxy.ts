import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy: sends each request to the next instance, with the client's address. */
export class Proxy {
  /** The number of requests that each instance got. */
  readonly given: number[];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server: Server;
  private next = 0;

  private constructor(private readonly origins: readonly string[]) {
    this.given = origins.map(() => 0);
    this.server = createServer((from, to) => this.pass(from, to));
  }

  static async use<Result>(origins: readonly string[], work: (proxy: Proxy) => Promise<Result>): Promise<Result> {
    const proxy = new Proxy(origins);
    // All loopback addresses, so that tests can use different ones.
    proxy.server.listen(0, '0.0.0.0');
    await once(proxy.server, 'listening');
    try {
      return await work(proxy);
    } finally {
      proxy.server.close();
      proxy.server.closeAllConnections();
      proxy.agent.destroy();
    }
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private pass(from: IncomingMessage, to: ServerResponse): void {
    const turn = this.next++ % this.origins.length;
    this.given[turn]! += 1;
    const { method, url = '/', headers, socket } = from;
    const forwarded = [headers['x-forwarded-for'] ?? [], socket.remoteAddress ?? ''].flat().join(', ');
    const passed = request(new URL(url, this.origins[turn]), {
      method,
      agent: this.agent,
      headers: { ...headers, 'x-forwarded-for': forwarded },
    });
    passed.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(to);
    });
    passed.on('error', () => to.destroy());
    // When the client hangs up, hang up on the instance too.
    to.on('close', () => passed.destroy());
    from.pipe(passed);
  }
}
