import { setTimeout as sleep } from 'node:timers/promises';
import { DevelopmentClockService } from '../../src/dev/development-clock.service.js';
import { TestApp } from '../support/app.js';
import { expectFieldsRefused } from '../support/refusals.js';
import { allStatementsOf } from '../support/statements.js';
import { until } from '../support/until.js';

const DEVELOPMENT = { NODE_ENV: 'development', LOG_LEVEL: 'silent' };
const YEAR_2040 = '2040-02-29T10:00:00.000Z';

describe('the clock of development', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start(DEVELOPMENT, true);
  });

  afterEach(async () => {
    await app.sql(`DELETE FROM development_clock`);
    await app.nest.get(DevelopmentClockService).read();
  });

  afterAll(() => app.stop());

  const set = (body: object, on = app) => on.nobody.post('/dev/clock', body);
  const farFrom = (now: string, wanted: string) => Math.abs(Date.parse(now) - Date.parse(wanted));

  it('is set to an instant, past or future, and shown', async () => {
    for (const wanted of [YEAR_2040, '2020-01-01T00:00:00.000Z']) {
      const { status, body } = await set({ now: wanted });
      expect(status).toBe(200);
      expect(farFrom(body.now, wanted)).toBeLessThan(2_000);
      expect(Math.abs(body.ahead_seconds - (Date.parse(wanted) - Date.now()) / 1_000)).toBeLessThan(2);
      const { body: shown } = await app.nobody.get('/dev/clock');
      expect(farFrom(shown.now, wanted)).toBeLessThan(5_000);
    }
  });

  it('is put forward by a duration, again and again, also at the same time', async () => {
    await set({ now: YEAR_2040 });
    await Promise.all([set({ advance: 'P1D' }), set({ advance: 'PT90M' }), set({ advance: 'PT30M' })]);
    const { body } = await set({ advance: 'PT0S' });
    expect(farFrom(body.now, '2040-03-01T12:00:00Z')).toBeLessThan(5_000);
  });

  it('moves the time that the domain decides by, and no login session', async () => {
    const [client, coach] = await Promise.all([app.client(), app.coach()]);
    await set({ now: YEAR_2040 });
    const book = (scheduled_at: string) =>
      client.post('/bookings/book', { coach_id: coach.id, slot_number: 1, scheduled_at });
    expectFieldsRefused(await book('2040-02-29T09:00:00Z'), 'scheduled_at');
    expect((await book('2040-02-29T12:00:00Z')).status).toBe(201);
  });

  it('is followed by other processes, and by those that start later', async () => {
    const other = await app.twin(DEVELOPMENT, undefined, true);
    await set({ now: YEAR_2040 });
    const year = async (on: TestApp) => String((await on.nobody.get('/dev/clock')).body.now).slice(0, 4);
    await until('the other process follows', async () => (await year(other)) === '2040');
    const late = await app.twin(DEVELOPMENT, undefined, true);
    expect(await year(late)).toBe('2040');
  });

  it.each([
    ['nothing', {}],
    ['both', { now: YEAR_2040, advance: 'P1D' }],
    ['a month', { advance: 'P1M' }],
    ['a number', { advance: 60 }],
    ['null', { advance: null }],
  ])('refuses %s', async (_, body) => {
    expectFieldsRefused(await set(body), 'advance');
  });

  it('refuses an instant without an offset, and a time beyond the year 9999', async () => {
    expectFieldsRefused(await set({ now: '2040-02-29T10:00:00' }), 'now');
    await set({ now: '9999-12-30T00:00:00Z' });
    expectFieldsRefused(await set({ advance: 'P2D' }), 'advance');
  });

  /** The answer to a request that comes from `remoteAddress`. */
  const answerTo = async (on: TestApp, url: string, remoteAddress: string, headers: Record<string, string>) => {
    const request = { method: 'POST', url, remoteAddress, headers, payload: { advance: 'P1D' } } as const;
    const answer = await on.nest.inject(request);
    const { instance: _, ...document } = answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, document };
  };

  const LOCAL = { host: 'localhost:8000' };

  it.each([
    ['127.0.0.1', LOCAL],
    ['::1', { host: '[::1]:8000' }],
    ['::ffff:127.0.0.1', { host: '127.0.0.1' }],
  ])('answers %s at %j', async (address, headers) => {
    expect((await answerTo(app, '/dev/clock', address, headers)).status).toBe(200);
  });

  it.each([
    ['192.168.1.7', LOCAL],
    ['10.0.0.1', LOCAL],
    ['::ffff:192.168.1.7', LOCAL],
    ['127.0.0.1', { host: 'vibe.example.com' }],
    ['127.0.0.1', { host: 'localhost.example.com' }],
    ['127.0.0.1', { host: '192.168.1.7:8000' }],
    ['127.0.0.1', { ...LOCAL, 'x-forwarded-for': '127.0.0.1' }],
    ['127.0.0.1', { ...LOCAL, 'x-forwarded-host': 'localhost' }],
    ['127.0.0.1', { ...LOCAL, forwarded: 'for=127.0.0.1' }],
  ])('is not there for %s with %j', async (address, headers) => {
    const unknown = await answerTo(app, '/dev/nothing', address, headers);
    expect(unknown.status).toBe(404);
    expect(await answerTo(app, '/dev/clock', address, headers)).toEqual(unknown);
    expect(await app.sql(`SELECT FROM development_clock`)).toEqual([]);
  });

  it.each([
    ['on any other database', DEVELOPMENT, false],
    ['in tests', {}, true],
    [
      'in production',
      { NODE_ENV: 'production', LOG_LEVEL: 'silent', JWT_SECRET: 'kR8vW2pZ5mQ9xT4bN7cJ1hL6gF3dS0aY' },
      true,
    ],
  ])('is not there %s, and its row is not read', async (_, environment, isEmbedded) => {
    await app.sql(`INSERT INTO development_clock VALUES (true, '10 years')`);
    const other = await app.twin(environment, undefined, isEmbedded);
    const statements = await allStatementsOf(other, async () => {
      const { status } = await answerTo(other, '/dev/clock', '127.0.0.1', LOCAL);
      expect(status).toBe(404);
      await sleep(1_200);
    });
    expect(statements.filter((statement) => statement.includes('development_clock'))).toEqual([]);
    const { body } = await other.nobody.get('/health');
    expect(farFrom(body.timestamp, new Date().toISOString())).toBeLessThan(5_000);
  });
});
