import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Mailbox } from '../../src/notifications/mail/mailbox.js';
import { Mailer } from '../../src/notifications/mail/mailer.js';
import { mailOf } from '../../src/notifications/mail/render.js';
import { MESSAGES } from '../../src/notifications/messages/messages.js';
import { SESSION } from '../../src/notifications/messages/sample-session.js';
import { TestApp } from '../support/app.js';
import { MailServer } from '../support/smtp.js';

const DEVELOPMENT = { NODE_ENV: 'development', LOG_LEVEL: 'silent' };
const LOCAL = { host: 'localhost:8000' };
const READER = { name: 'Jörg', role: 'client', locale: 'de', zone: 'Europe/Berlin' } as const;
const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';

describe('the mailbox of development', () => {
  let app: TestApp;
  let folder: string;

  beforeAll(async () => {
    app = await TestApp.start(DEVELOPMENT, true);
    folder = join(await mkdtemp(join(tmpdir(), 'vibe-mail-')), 'mail');
    app.nest.get(Mailbox).folder = folder;
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  afterAll(async () => {
    await app.stop();
    await rm(dirname(folder), { recursive: true });
  });

  const keep = (coach = SESSION.coach, messageId = 'effect-1@example.com') => {
    const mail = mailOf(
      'booking.confirmed',
      READER,
      { ...SESSION, coach },
      { calendar: { method: 'REQUEST', content } },
    );
    return app.nest.get(Mailer).send({ messageId, to: { name: 'Jörg', address: 'jo@example.com' }, mail });
  };

  const get = async (url: string, on = app, headers: Record<string, string> = LOCAL, remoteAddress = '127.0.0.1') => {
    const { statusCode, payload, headers: answered } = await on.nest.inject({ url, headers, remoteAddress });
    return { status: statusCode, text: payload, headers: answered };
  };

  const entries = async () =>
    JSON.parse((await get('/dev/mail.json')).text) as { id: string; [key: string]: unknown }[];
  const newest = async () => (await entries())[0]!.id;

  it('lists what was sent, newest first, for people and for scripts', async () => {
    expect((await get('/dev/mail')).text).toContain('No mail yet');
    await keep('Ada');
    await keep('Bea', 'effect-2@example.com');
    const subjects = ['Bea', 'Ada'].map((coach) => `Bestätigt: Technique check mit ${coach}, Mo 7. Dez. 09:00`);
    const to = { name: 'Jörg', address: 'jo@example.com' };
    expect(await entries()).toMatchObject(subjects.map((subject) => ({ subject, to })));
    const { text } = await get('/dev/mail');
    expect(text.indexOf(subjects[0]!)).toBeGreaterThan(0);
    expect(text.indexOf(subjects[0]!)).toBeLessThan(text.indexOf(subjects[1]!));
  });

  it('shows a mail with its text, headers, invitation and the whole of it', async () => {
    await keep();
    const id = await newest();
    const page = await get(`/dev/mail/${id}`);
    for (const part of ['Hallo Jörg,', 'Message-ID: &lt;effect-1@example.com&gt;', `src="/dev/mail/${id}/page"`]) {
      expect(page.text).toContain(part);
    }
    const invitation = await get(`/dev/mail/${id}/session.ics`);
    expect([invitation.text, invitation.headers['content-type']]).toEqual([content, 'text/calendar; charset=utf-8']);
    expect(invitation.headers['content-disposition']).toBe('attachment; filename="session.ics"');
    const whole = await get(`/dev/mail/${id}/mail.eml`);
    expect(whole.text).toMatch(/^[^]*\r\n\r\n[^]*text\/calendar; charset=utf-8; method=REQUEST/);
  });

  it('shows the HTML in a frame that runs no script, and escapes what people wrote', async () => {
    await keep('<script>alert(1)</script>');
    const id = await newest();
    const page = await get(`/dev/mail/${id}`);
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'/);
    const mail = await get(`/dev/mail/${id}/page`);
    expect(mail.text).not.toContain('<script');
    expect(mail.headers['content-security-policy']).toMatch(/^sandbox allow-popups .*default-src 'none'/);
    expect(mail.headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it.each(['..%2f..%2fpackage', '../../package', '%2e%2e%2fsecret', 'nothing', '..%2f', 'secret.json', '%00'])(
    'reads no file that is not a mail: %s',
    async (id) => {
      await keep();
      await writeFile(join(folder, '..', 'secret.json'), '{"html":"secret"}');
      for (const path of ['', '/page', '/mail.eml', '/session.ics']) {
        const { status, text } = await get(`/dev/mail/${id}${path}`);
        expect({ path, status, text: text.includes('secret"') }).toEqual({ path, status: 404, text: false });
      }
    },
  );

  it('has samples of each message in both languages', async () => {
    const { text } = await get('/dev/mail/samples');
    for (const name of Object.keys(MESSAGES)) expect(text).toContain(`>${name}<`);
    const links = [...text.matchAll(/href="(\/dev\/mail\/samples\/[^"]+)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(100);
    for (const link of links.filter((_, index) => index % 10 === 0)) {
      expect((await get(link)).status).toBe(200);
      expect((await get(`${link}/page`)).text).toContain('<base target="_blank"');
    }
    expect((await get('/dev/mail/samples/nothing')).status).toBe(404);
  });

  it('keeps the newest five hundred, and its files are for their owner only', async () => {
    await keep();
    const [old] = await entries();
    for (const ending of ['eml', 'json']) {
      expect((await stat(join(folder, `${old!.id}.${ending}`))).mode & 0o777).toBe(0o600);
    }
    for (let number = 0; number < 500; number++) {
      await writeFile(join(folder, `9999-${String(number).padStart(3, '0')}.json`), '{}');
    }
    await keep();
    const ids = await app.nest.get(Mailbox).ids();
    expect(ids).toHaveLength(500);
    expect(ids).not.toContain(old!.id);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.each([
    ['another machine', LOCAL, '192.168.1.7'],
    ['a page whose name leads here', { host: 'evil.example.com' }, '127.0.0.1'],
    ['a proxy', { ...LOCAL, 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1'],
  ])('is not there for %s', async (_, headers, address) => {
    await keep();
    const id = await newest();
    for (const url of ['/dev/mail', '/dev/mail.json', '/dev/mail/samples', `/dev/mail/${id}`, `/dev/mail/${id}/page`]) {
      expect({ url, ...(await get(url, app, headers, address)) }).toMatchObject({ url, status: 404 });
    }
  });

  it('is not there with a mail server, on another database, in tests or in production', async () => {
    const server = await MailServer.start();
    const JWT_SECRET = 'kR8vW2pZ5mQ9xT4bN7cJ1hL6gF3dS0aY';
    const others = [
      await app.twin({ ...DEVELOPMENT, SMTP_URL: server.url }, undefined, true),
      await app.twin(DEVELOPMENT, undefined, false),
      await app.twin({}, undefined, true),
      await app.twin({ NODE_ENV: 'production', LOG_LEVEL: 'silent', JWT_SECRET }, undefined, true),
    ];
    for (const other of others) expect((await get('/dev/mail', other)).status).toBe(404);
    await server.stop();
  });
});
