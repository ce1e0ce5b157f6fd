import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MailDeferredError, MailRefusedError } from '../../src/notifications/mail/mail-errors.js';
import type { Letter, Mail } from '../../src/notifications/mail/mail.js';
import { Mailer } from '../../src/notifications/mail/mailer.js';
import { mimeOf } from '../../src/notifications/mail/mime.js';
import { mailOf } from '../../src/notifications/mail/render.js';
import { SmtpCarrier } from '../../src/notifications/mail/smtp.js';
import { SESSION } from '../../src/notifications/messages/sample-session.js';
import { TestApp } from '../support/app.js';
import { brokenServer, MailServer } from '../support/smtp.js';
import { until } from '../support/until.js';

const READER = { name: 'Jörg O’Neill', role: 'client', locale: 'de', zone: 'Europe/Berlin' } as const;
const FROM = { name: 'Vibe Coaching', address: 'no-reply@vibe.localhost' };
const CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nSUMMARY:Übung\r\nEND:VCALENDAR\r\n';

const letter = (change: Partial<Mail> = {}, to: Partial<Letter['to']> = {}): Letter => ({
  messageId: 'effect-7@example.com',
  to: { name: READER.name, address: 'jo@example.com', ...to },
  mail: { ...mailOf('booking.confirmed', READER, SESSION), ...change },
});

const messageOf = (wanted = letter()) => mimeOf(wanted, FROM, new Date());

describe('a mail that is sent', () => {
  let server: MailServer;
  let app: TestApp;

  beforeAll(async () => {
    server = await MailServer.start();
    app = await TestApp.start({
      SMTP_URL: server.url.replace('//', '//us%40er:p%3Aw@'),
      MAIL_FROM: 'Öko & Fit <fit@example.com>',
    });
  });

  beforeEach(() => {
    server.mails.length = 0;
    server.verdict = () => null;
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  const send = (wanted: Letter) => app.nest.get(Mailer).send(wanted);
  const sent = async (wanted: Letter) => {
    await send(wanted);
    return (await server.arrived(1))[0]!;
  };

  it('arrives as it was written, umlauts and all', async () => {
    const { parsed, recipients } = await sent(letter());
    const { mail } = letter();
    expect(recipients).toEqual(['jo@example.com']);
    expect(parsed.subject).toBe('Bestätigt: Technique check mit Carla Weiß, Mo 7. Dez. 09:00');
    expect(parsed.text?.trim()).toBe(mail.text.trim());
    expect(parsed.html && parsed.html.trim()).toBe(mail.html.trim());
    expect(parsed.from?.value).toEqual([{ name: 'Öko & Fit', address: 'fit@example.com' }]);
    expect(parsed.to).toMatchObject({ value: [{ name: 'Jörg O’Neill', address: 'jo@example.com' }] });
    expect(server.logins).toContainEqual(['us@er', 'p:w']);
  });

  it('says what it is: the id that was given, made by a machine, its language; no unsubscribing without a link', async () => {
    const { parsed } = await sent(letter());
    expect(parsed.messageId).toBe('<effect-7@example.com>');
    const header = (name: string) => parsed.headers.get(name);
    expect([header('auto-submitted'), header('content-language')]).toEqual(['auto-generated', 'de']);
    expect(Math.abs(parsed.date!.getTime() - Date.now())).toBeLessThan(5_000);
    expect(parsed.headerLines.filter(({ key }) => key.startsWith('list-') || key === 'x-mailer')).toEqual([]);
  });

  it('can be unsubscribed from with one click', async () => {
    const unsubscribeUrl = `https://example.com/api/v1/mail/unsubscribe/${'a1B2'.repeat(40)}`;
    const { raw } = await sent(letter({ unsubscribeUrl }));
    expect(raw).toContain(`List-Unsubscribe: <${unsubscribeUrl}>\r\n`);
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
  });

  it.each(['REQUEST', 'CANCEL'] as const)(
    'brings %s to the calendar, as an alternative and as a file',
    async (method) => {
      const content = CALENDAR.replace('REQUEST', method);
      const { parsed, raw } = await sent(letter({ calendar: { method, content } }));
      expect(raw).toMatch(new RegExp(`Content-Type: text/calendar; charset=utf-8; method=${method}`, 'i'));
      const files = parsed.attachments.map(({ filename, contentType, content }) => [
        filename,
        contentType,
        content.toString(),
      ]);
      expect(files).toContainEqual(['session.ics', 'application/ics', content]);
      expect(raw.indexOf('text/plain')).toBeLessThan(raw.indexOf('text/html'));
      expect(raw.indexOf('text/html')).toBeLessThan(raw.indexOf('text/calendar'));
    },
  );

  it('goes to one person and has no header more, whatever is in a name', async () => {
    const name = 'Eve, mallory@example.com <x@example.com>\r\nBcc: all@example.com';
    const { recipients, parsed } = await sent(letter({ subject: 'A\r\nBcc: all@example.com\r\n\r\nB' }, { name }));
    expect(recipients).toEqual(['jo@example.com']);
    expect(parsed.headers.has('bcc')).toBe(false);
    expect(parsed.subject).toContain('A');
  });

  it.each([
    [550, MailRefusedError],
    [552, MailRefusedError],
    [451, MailDeferredError],
    [421, MailDeferredError],
    [530, MailDeferredError],
  ])('answered by %i throws the right error, without the address, and the next one arrives', async (code, kind) => {
    server.verdict = (address) => ({ code, text: `5.1.1 <${address}> is not here` });
    const error: unknown = await send(letter()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(JSON.stringify([String(error), (error as Error).stack, error])).not.toMatch(/jo@|is not here|us@er|p:w/);
    // After 421 the server hangs up, and that is what nodemailer tells.
    expect((error as Error).message).toContain(code === 421 ? 'ECONNECTION' : String(code));
    server.verdict = () => null;
    await sent(letter());
  });

  it('shares two connections with the others', async () => {
    const before = server.connections;
    await Promise.all(Array.from({ length: 10 }, () => send(letter())));
    expect(await server.arrived(10)).toHaveLength(10);
    expect(server.connections - before).toBeLessThanOrEqual(2);
  });

  it('is on its way before the application stops', async () => {
    const other = await app.twin({ SMTP_URL: server.url });
    const sendings = Array.from({ length: 6 }, () => other.nest.get(Mailer).send(letter()));
    await other.stop();
    await Promise.all(sendings);
    expect(server.mails).toHaveLength(6);
  });
});

describe('a mail server that fails', () => {
  let servers: { stop: () => Promise<void> }[] = [];

  const broken = async (...behaviour: Parameters<typeof brokenServer>) => {
    const server = await brokenServer(...behaviour);
    servers.push(server);
    return server;
  };

  afterEach(async () => {
    for (const server of servers) await server.stop();
    servers = [];
  });

  const ok = (line: string, socket: Socket) => {
    if (line.startsWith('DATA')) socket.write('354 go\r\n');
    else if (/^(EHLO|MAIL|RCPT|RSET|\.$)/.test(line)) socket.write('250 ok\r\n');
  };
  const LIMITS = { step: 300, mail: 900 };

  const failureAt = async (url: string) => {
    const carrier = new SmtpCarrier(url, LIMITS);
    const start = Date.now();
    const error: unknown = await carrier.carry(messageOf()).catch((reason: unknown) => reason);
    carrier.close();
    return { error, ms: Date.now() - start };
  };

  it.each([
    ['is not there', null],
    ['never greets', { greeting: '', answer: () => undefined }],
    ['says nothing more after its greeting', { greeting: '220 here\r\n', answer: () => undefined }],
    ['hangs up instead of greeting', { greeting: '', answer: (_: string, socket: Socket) => socket.destroy() }],
    [
      'hangs up in the middle of a mail',
      {
        greeting: '220 here\r\n',
        answer: (line: string, socket: Socket) => {
          if (line.startsWith('Subject')) socket.destroy();
          else ok(line, socket);
        },
      },
    ],
    [
      'takes the mail and never says so',
      {
        greeting: '220 here\r\n',
        answer: (line: string, socket: Socket) => {
          if (line !== '.') ok(line, socket);
        },
      },
    ],
    [
      'drips its answer for ever',
      {
        greeting: '220 here\r\n',
        answer: (line: string, socket: Socket) => {
          if (line.startsWith('MAIL')) setInterval(() => socket.write('250-wait\r\n'), 50).unref();
          else ok(line, socket);
        },
      },
    ],
  ])('and %s: the mail may be tried again, soon', async (_, behaviour) => {
    const server = behaviour && (await broken(behaviour.answer, behaviour.greeting));
    const { error, ms } = await failureAt(server?.url ?? 'smtp://127.0.0.1:1');
    expect(error).toBeInstanceOf(MailDeferredError);
    expect(ms).toBeLessThan(LIMITS.mail + 600);
  });

  it('and dropped an idle connection: the mail goes over another one', async () => {
    let sockets: Socket[] = [];
    const server = await broken((line, socket) => {
      sockets = [socket];
      ok(line, socket);
    });
    const carrier = new SmtpCarrier(server.url, LIMITS);
    await carrier.carry(messageOf());
    for (const socket of sockets) socket.destroy();
    await sleep(50);
    await carrier.carry(messageOf());
    carrier.close();
  });

  it('and offers no TLS gets no password, unless it is on this machine', async () => {
    const lines: string[] = [];
    const server = await broken((line, socket) => {
      lines.push(line);
      if (line.startsWith('EHLO')) socket.write('250-here\r\n250 AUTH PLAIN LOGIN\r\n');
      else if (line.startsWith('AUTH')) socket.write('235 ok\r\n');
      else if (line.startsWith('STARTTLS')) socket.write('502 no\r\n');
      else ok(line, socket);
    });
    const port = server.url.split(':').at(-1);
    const { error } = await failureAt(`smtp://user:secret@0.0.0.0:${port}`);
    expect(error).toBeInstanceOf(MailDeferredError);
    await until('the first connection ends', () => lines.length > 0);
    expect(lines.filter((line) => /^AUTH|^MAIL/.test(line))).toEqual([]);
    expect((await failureAt(`smtp://user:secret@127.0.0.1:${port}`)).error).toBeUndefined();
    expect(lines.some((line) => line.startsWith('AUTH'))).toBe(true);
  });
});

describe('without a mail server', () => {
  it('mail is off in tests and in production, and an attempt to send is a defect', async () => {
    const app = await TestApp.start();
    expect(app.nest.get(Mailer).isOn).toBe(false);
    await expect(app.nest.get(Mailer).send(letter())).rejects.toThrow('Mail is off');
    await app.stop();
  });
});
