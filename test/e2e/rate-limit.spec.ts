import { type Person, TestApp } from '../support/app.js';
import type { Answer, Caller } from '../support/caller.js';
import { expectRefusal } from '../support/refusals.js';

const LIMIT = 4;
const POLICY = `q=${LIMIT};w=60`;
const NOON = new Date('2026-11-24T12:00:00Z');
const UNLIMITED = [
  '/health',
  '/health/live',
  '/health/ready',
  '/metrics',
  '/api/problems',
  '/api/docs',
  '/api/docs-json',
];

let addresses = 0;

/** An address that nobody had before. */
const freshAddress = () => `203.0.113.${++addresses}`;
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('the limit on requests', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMIT: String(LIMIT), TRUST_PROXY: '1' });
  });

  beforeEach(() => app.setTime(NOON));

  afterAll(() => app.stop());

  async function statuses(count: number, ask: (index: number) => Promise<Answer>): Promise<number[]> {
    const seen: number[] = [];
    for (let index = 0; index < count; index++) seen.push((await ask(index)).status);
    return seen;
  }

  const spend = (person: Person) => statuses(LIMIT, () => person.get('/auth/me'));

  const limitsOf = ({ headers }: Answer) => [headers.get('ratelimit-policy'), headers.get('ratelimit')];

  it('tells a user what is left, and refuses one too many until the minute is over', async () => {
    const client = await app.client();
    for (const left of [3, 2, 1, 0]) {
      const answer = await client.get('/auth/me');
      expect([answer.status, ...limitsOf(answer)]).toEqual([200, `"user";${POLICY}`, `"user";r=${left};t=60`]);
    }
    app.setTime(new Date(NOON.getTime() + 18_500));
    const refused = await client.get('/auth/me');
    expectRefusal(refused, 429, 'rate-limited');
    expect(limitsOf(refused)).toEqual([`"user";${POLICY}`, '"user";r=0;t=42']);
    expect(refused.headers.get('retry-after')).toBe('42');
    app.setTime(new Date(NOON.getTime() + 60_000));
    expect((await client.get('/auth/me')).status).toBe(200);
  });

  it('changes nothing for a request that it refuses', async () => {
    const [coach, client] = await Promise.all([app.coach(), app.client()]);
    await spend(client);
    expectRefusal(await client.post('/bookings/book', { coach_id: coach.id, slot_number: 1 }), 429, 'rate-limited');
    expect(await app.sql('SELECT FROM bookings WHERE client_id = $1', [client.id])).toEqual([]);
  });

  it('counts each user alone, even at a shared address, and counts refused requests too', async () => {
    const [one, other] = await app.clients(2);
    const address = from(freshAddress());
    expect(await statuses(LIMIT + 1, () => one!.get('/admin/users', address))).toEqual([403, 403, 403, 403, 429]);
    expect(await statuses(LIMIT, () => other!.get('/auth/me', address))).toEqual([200, 200, 200, 200]);
  });

  it('follows a user from address to address', async () => {
    const client = await app.client();
    const seen = await statuses(LIMIT + 1, () => client.get('/auth/me', from(freshAddress())));
    expect(seen).toEqual([200, 200, 200, 200, 429]);
  });

  it('counts all callers without a login by their address: guessed tokens, logins and guests', async () => {
    const address = from(freshAddress());
    const asks: ((caller: Caller) => Promise<Answer>)[] = [
      () => app.with('guessed').get('/auth/me', address),
      () => app.nobody.get('/auth/me', address),
      () => app.nobody.post('/auth/refresh', { refresh_token: 'x'.repeat(43) }, address),
      () => app.nobody.post('/feedback', {}, address),
    ];
    for (const [index, ask] of asks.entries()) {
      const answer = await ask(app.nobody);
      expect([400, 401, 422]).toContain(answer.status);
      expect(limitsOf(answer)).toEqual([`"address";${POLICY}`, `"address";r=${LIMIT - 1 - index};t=60`]);
    }
    for (const ask of asks) expectRefusal(await ask(app.nobody), 429, 'rate-limited');
  });

  it('of an address affects neither its logged-in users nor other addresses', async () => {
    const client = await app.client();
    const address = from(freshAddress());
    await statuses(LIMIT + 1, () => app.nobody.get('/auth/me', address));
    expect((await client.get('/auth/me', address)).status).toBe(200);
    expect((await app.nobody.get('/auth/me', from(freshAddress()))).status).toBe(401);
  });

  it('counts a whole /64 of IPv6 as one address', async () => {
    const seen = await statuses(LIMIT + 1, (index) => app.nobody.get('/auth/me', from(`2001:db8:1:2::${index}`)));
    expect(seen).toEqual([401, 401, 401, 401, 429]);
    expect((await app.nobody.get('/auth/me', from('2001:db8:1:3::1'))).status).toBe(401);
  });

  it.each(UNLIMITED)('does not hold for %s', async (path) => {
    for (let count = 0; count <= LIMIT; count++) {
      const answer = await app.nobody.get(path);
      expect([answer.status, ...limitsOf(answer)]).toEqual([200, null, null]);
    }
  });

  it('lets web pages read what is left', async () => {
    const { headers } = await app.nobody.get('/auth/me', { origin: 'http://localhost:3000', ...from(freshAddress()) });
    expect(headers.get('access-control-expose-headers')).toMatch(/\bRateLimit\b/);
  });

  it('is off at 0, and then sends no headers', async () => {
    const free = await app.twin({ RATE_LIMIT: '0' });
    const answer = await free.nobody.get('/auth/me');
    expect([answer.status, ...limitsOf(answer)]).toEqual([401, null, null]);
  });
});
