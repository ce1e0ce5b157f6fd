import { type ParsedMail, simpleParser } from 'mailparser';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { until } from './until.js';

/** A mail as it arrived. */
export interface Arrived {
  /** To whom the sender's server hands it, whatever its headers say. */
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** What the server answers to a recipient: null accepts. */
type Verdict = (address: string) => { readonly code: number; readonly text: string } | null;

/** A mail server on this machine that keeps what arrives. */
export class MailServer {
  readonly mails: Arrived[] = [];
  verdict: Verdict = () => null;
  /** User and password of each login. */
  readonly logins: (readonly [string, string])[] = [];
  connections = 0;
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onConnect: (_session, done) => {
        this.connections++;
        done();
      },
      onAuth: ({ username, password }, _session, done) => {
        this.logins.push([username ?? '', password ?? '']);
        done(null, { user: username ?? '' });
      },
      onRcptTo: ({ address }, _session, done) => {
        const verdict = this.verdict(address);
        done(verdict && Object.assign(new Error(verdict.text), { responseCode: verdict.code }));
      },
      onData: (stream, { envelope }, done) => {
        const recipients = envelope.rcptTo.map(({ address }) => address);
        this.keep(recipients, buffer(stream)).then(() => done(), done);
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(): Promise<MailServer> {
    const mailServer = new MailServer();
    mailServer.server.listen(0, '127.0.0.1');
    await once(mailServer.server.server, 'listening');
    return mailServer;
  }

  get url(): string {
    return urlOf(this.server.server);
  }

  /** Waits for so many mails. */
  async arrived(count: number): Promise<readonly Arrived[]> {
    await until(`${count} mails arrive`, () => this.mails.length >= count);
    return this.mails;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async keep(recipients: string[], content: Promise<Buffer>): Promise<void> {
    const raw = await content;
    this.mails.push({ recipients, raw: raw.toString('latin1'), parsed: await simpleParser(raw) });
  }
}

/** A server that answers each line as it is told to, and breaks the rules of SMTP. */
export async function brokenServer(answer: (line: string, socket: Socket) => void, greeting = '220 here\r\n') {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (greeting !== '') socket.write(greeting);
    socket.on('data', (data) => {
      for (const line of data.toString('latin1').split('\r\n').slice(0, -1)) answer(line, socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { url: urlOf(server), stop };
}

function urlOf(server: Server): string {
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
