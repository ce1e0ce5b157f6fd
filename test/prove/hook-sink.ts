import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dice } from '../../seeds/dice.js';

const TAKEN = 204;

/** A receiver of webhooks that often misbehaves. It keeps how often it took each message. */
export class HookSink {
  /** How often each `webhook-id` was taken. */
  readonly arrivals = new Map<string, number>();
  misdeeds = 0;
  private readonly server: Server;

  private constructor(private readonly dice: Dice) {
    this.server = createServer((request, response) => {
      const id = String(request.headers['webhook-id']);
      request.resume().on('end', () => void this.answer(id, response));
    });
  }

  static async start(dice: Dice): Promise<HookSink> {
    const sink = new HookSink(dice);
    sink.server.listen(0, '127.0.0.1');
    await once(sink.server, 'listening');
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  /** Messages that were taken more than once. */
  get repeated(): number {
    return [...this.arrivals.values()].filter((times) => times > 1).length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(id: string, response: ServerResponse): Promise<void> {
    const isGood = this.dice.chance(0.9);
    if (!isGood) this.misdeeds++;
    const misdeed = isGood ? 'none' : this.dice.pick(['slow', 'reset', 'redirect', 'busy', 'broken'] as const);
    switch (misdeed) {
      case 'none':
        this.take(id, response);
        break;
      case 'slow':
        await sleep(this.dice.between(500, 2_000));
        this.take(id, response);
        break;
      case 'reset':
        response.socket?.destroy();
        break;
      case 'redirect':
        response.writeHead(307, { location: '/elsewhere' }).end();
        break;
      case 'busy':
        response.writeHead(429, { 'retry-after': '1' }).end();
        break;
      case 'broken':
        response.writeHead(503).end('broken');
    }
  }

  private take(id: string, response: ServerResponse): void {
    this.arrivals.set(id, (this.arrivals.get(id) ?? 0) + 1);
    response.writeHead(TAKEN).end();
  }
}
