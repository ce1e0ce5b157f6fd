import { DEMO_EMAILS, DEMO_PASSWORD, seedDemoWorld } from '../../seeds/demo-world.js';
import { SCENARIO_ACCOUNTS } from '../../seeds/scenarios.js';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailbox } from '../../src/notifications/mail/mailbox.js';
import { TestApp } from '../support/app.js';
import { dumpOf, rowsOf, withDatabase, unrated } from '../support/demo.js';
import { expectFieldsRefused } from '../support/refusals.js';

const DEVELOPMENT = { NODE_ENV: 'development', LOG_LEVEL: 'silent' };
const SECRET = 'kR8vW2pZ5mQ9xT4bN7cJ1hL6gF3dS0aY';
const SCENARIOS = Object.keys(SCENARIO_ACCOUNTS);

describe('beginning anew', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start(DEVELOPMENT, true);
    app.nest.get(Mailbox).folder = mkdtempSync(join(tmpdir(), 'vibe-mails-'));
  });

  afterAll(() => app.stop());

  const reset = (body?: unknown, headers: Record<string, string> = {}) => app.nobody.post('/dev/reset', body, headers);
  const logIn = (email: string) => app.nobody.post('/auth/login', { email, password: DEMO_PASSWORD });
  const emails = async () =>
    (await app.sql<{ email: string }>(`SELECT email FROM users ORDER BY id`)).map(({ email }) => email);

  it('makes exactly the demo world, whatever was there, in about a second', async () => {
    const stranger = await app.client();
    await app.nobody.post('/dev/clock', { advance: 'P400D' });
    const { status, body } = await reset();
    expect({ status, body }).toEqual({ status: 200, body: { scenarios: false, ms: expect.any(Number) } });
    expect(body.ms).toBeLessThan(10_000);
    expect((await app.nobody.get('/dev/clock')).body.ahead_seconds).toBe(0);
    expect((await stranger.get('/auth/me')).status).toBe(401);
    await withDatabase(async (url) => {
      await seedDemoWorld(url, () => undefined);
      expect(await dumpOf(app.database.url)).toEqual(await dumpOf(url));
    });
  });

  it('adds the scenarios when asked for, and leaves the rows of the demo world as they are', async () => {
    await reset();
    const founding = await dumpOf(app.database.url);
    expect((await reset({ scenarios: true })).body.scenarios).toBe(true);
    expect((await emails()).sort()).toEqual([...DEMO_EMAILS, ...SCENARIOS].sort());
    expect(unrated(rowsOf(await dumpOf(app.database.url), founding))).toEqual(unrated(founding));
  });

  it('gives each scenario account what it shows', async () => {
    await reset({ scenarios: true });
    const of = async (name: string) => app.with((await logIn(`scenario-${name}@vibe.com`)).body.access_token);
    expect((await logIn('scenario-inactive@vibe.com')).body.code).toBe('account-deactivated');
    const waiting = await (await of('client-waiting')).get('/bookings/waitlist');
    expect(waiting.body).toMatchObject([{ status: 'waiting' }]);
    const series = await (await of('client-series')).get('/bookings/series');
    expect(series.body).toHaveLength(1);
    const history = (await (await of('client-history')).get('/bookings/my-bookings')).body as { status: string }[];
    expect(history.map(({ status }) => status).sort()).toEqual(['cancelled', 'completed', 'completed', 'confirmed']);
    const coaches = (await (await of('client-1')).get('/bookings/coaches?limit=100')).body as Record<string, unknown>[];
    expect(coaches.find(({ coach_name }) => coach_name === 'Scenario Coach Full')).toMatchObject({
      available_slots: 0,
    });
    const full = await of('coach-full');
    expect((await full.get('/bookings/waitlist')).body).toHaveLength(1);
  });

  it('takes turns: ten at once leave one whole world, also while people use it', async () => {
    const busy = Array.from({ length: 20 }, () => app.nobody.get('/api/v1/health/ready'));
    const answers = await Promise.all([...Array.from({ length: 4 }, () => reset()), ...busy]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await emails()).toEqual(DEMO_EMAILS);
  });

  it('drops all mails', async () => {
    await reset();
    await app.nest.get(Mailbox).clear();
    expect((await app.nobody.get('/dev/mail.json')).body).toEqual([]);
  });

  it.each([[{ scenarios: 'yes' }], [{ scenarios: null }]])('refuses %j', async (body) => {
    expectFieldsRefused(await reset(body), 'scenarios');
  });

  describe('and the page of testers', () => {
    it('lists accounts and links tools, and its policy lets it run nothing but its own script', async () => {
      await reset({ scenarios: true });
      const { status, headers, body } = await app.nobody.get('/dev');
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      for (const text of [...DEMO_EMAILS, ...SCENARIOS, ...Object.values(SCENARIO_ACCOUNTS), DEMO_PASSWORD]) {
        expect(body).toContain(text);
      }
      expect(body).not.toMatch(/<script>|style="|https?:/);
      const addresses = [...String(body).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address!);
      expect(addresses).toContain('/dev/mail');
      for (const address of addresses) {
        expect({ address, status: (await fetch(app.origin + address)).status }).toEqual({ address, status: 200 });
      }
    });

    it('tells which accounts are missing', async () => {
      await reset();
      expect((await app.nobody.get('/dev')).body).toContain('Reset with the scenarios to make them.');
    });
  });

  const ADDRESSES = [
    ['POST', '/dev/reset'],
    ['GET', '/dev'],
    ['GET', '/dev/page.js'],
    ['GET', '/dev/page.css'],
  ] as const;

  const statusOf = async (on: TestApp, remoteAddress: string, headers: Record<string, string>) =>
    Promise.all(
      ADDRESSES.map(
        async ([method, url]) =>
          (await on.nest.inject({ method, url, remoteAddress, headers: { host: 'localhost:8000', ...headers } }))
            .statusCode,
      ),
    );
  const NOT_THERE = [404, 404, 404, 404];

  it.each([
    ['192.168.1.7', {}],
    ['127.0.0.1', { host: 'vibe.example.com' }],
    ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }],
    ['127.0.0.1', { via: '1.1 proxy' }],
    ['127.0.0.1', { origin: 'https://evil.example.com' }],
    ['127.0.0.1', { origin: 'null' }],
  ] as [string, Record<string, string>][])('are not there for %s with %j', async (address, headers) => {
    await reset();
    await app.sql(`UPDATE users SET full_name = 'Still there' WHERE id = 5`);
    expect(await statusOf(app, address, headers)).toEqual(NOT_THERE);
    expect(await app.sql(`SELECT full_name FROM users WHERE id = 5`)).toEqual([{ full_name: 'Still there' }]);
  });

  it.each([
    ['on any other database', DEVELOPMENT, false],
    ['in tests', {}, true],
    ['in production', { NODE_ENV: 'production', LOG_LEVEL: 'silent', JWT_SECRET: SECRET }, true],
  ])('are not there %s', async (_, environment, isEmbedded) => {
    const other = await app.twin(environment, undefined, isEmbedded);
    expect(await statusOf(other, '127.0.0.1', {})).toEqual(NOT_THERE);
  });
});
