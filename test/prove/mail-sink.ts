import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Dice } from '../../seeds/dice.js';

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** A mail server, behind a line that can be cut or go dead. It keeps the Message-ID of each mail that arrives whole. */
export class MailSink {
  /** How often each Message-ID arrived. */
  readonly arrivals = new Map<string, number>();
  cuts = 0;
  refusals = 0;
  private readonly line: Server;
  private readonly server: SMTPServer;
  private readonly sockets = new Set<Socket>();
  private isDead = false;

  private constructor(dice: Dice, refusedForNow: number) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: (_address, _session, done) => {
        if (!dice.chance(refusedForNow)) {
          done();
          return;
        }
        this.refusals++;
        done(Object.assign(new Error('later'), { responseCode: 451 }));
      },
      onData: (stream, _session, done) => {
        this.keep(buffer(stream)).then(() => done(), done);
      },
    });
    this.server.on('error', () => undefined);
    this.line = createServer((socket) => this.carry(socket));
  }

  /** `refusedForNow`: the share of mails that get a 451 at a try. */
  static async start(dice: Dice, refusedForNow: number): Promise<MailSink> {
    const sink = new MailSink(dice, refusedForNow);
    sink.server.listen(0, '127.0.0.1');
    sink.line.listen(0, '127.0.0.1');
    await Promise.all([once(sink.server.server, 'listening'), once(sink.line, 'listening')]);
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${portOf(this.line)}`;
  }

  /** Mails that arrived more than once. */
  get repeated(): number {
    return [...this.arrivals.values()].filter((times) => times > 1).length;
  }

  /** Drops all connections, in the middle of whatever is going on. */
  cut(): void {
    this.cuts += this.sockets.size;
    for (const socket of this.sockets) socket.destroy();
  }

  /** From now on nothing comes through, and nothing says so; or all does again. */
  goDead(isDead: boolean): void {
    this.isDead = isDead;
    for (const socket of this.sockets) if (isDead) socket.pause();
    if (!isDead) this.cut();
  }

  async stop(): Promise<void> {
    this.line.close();
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private carry(near: Socket): void {
    const far = connect(portOf(this.server.server), '127.0.0.1');
    // Small packets in turn would otherwise wait for each other, 40 ms each time.
    near.setNoDelay();
    far.setNoDelay();
    this.sockets.add(near);
    near.on('error', () => undefined).on('close', () => far.destroy());
    far.on('error', () => undefined).on('close', () => near.destroy());
    near.once('close', () => this.sockets.delete(near));
    near.pipe(far).pipe(near);
    if (this.isDead) near.pause();
  }

  private async keep(content: Promise<Buffer>): Promise<void> {
    const [, id = 'none'] = /^message-id:\s*<([^>]+)>/im.exec((await content).toString('latin1')) ?? [];
    this.arrivals.set(id, (this.arrivals.get(id) ?? 0) + 1);
  }
}
