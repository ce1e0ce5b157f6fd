import { TestApp } from '../support/app.js';

const OURS = 'http://localhost:3000';
const FOREIGN = 'https://evil.example.com';
const EXPOSED = ['Link', 'X-Total-Count', 'Retry-After', 'RateLimit', 'ETag', 'Idempotency-Replayed'];

describe('CORS', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const preflight = (path: string, origin: string, method: string, headers = 'authorization,content-type') =>
    app.nobody.send('OPTIONS', path, undefined, {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    });

  it.each([
    ['POST', '/bookings/book'],
    ['PUT', '/bookings/bookings/5'],
    ['DELETE', '/client/workout-logs/5'],
    ['GET', '/auth/me'],
    ['POST', '/feedback/'],
  ])('lets a page of ours send %s %s', async (method, path) => {
    const { status, headers } = await preflight(path, OURS, method);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(OURS);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-methods')?.split(/, ?/)).toContain(method);
    expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(headers.get('vary')).toMatch(/\borigin\b/i);
  });

  it.each([OURS, 'http://localhost:3001', 'http://localhost:5173', 'http://localhost:4173', 'http://127.0.0.1:4173'])(
    'allows %s by default',
    async (origin) => {
      const { headers } = await preflight('/auth/login', origin, 'POST');
      expect(headers.get('access-control-allow-origin')).toBe(origin);
    },
  );

  it.each([
    FOREIGN,
    'null',
    'http://localhost:3000.evil.example.com',
    'http://localhost:30001',
    'https://localhost:3000',
  ])('sends no CORS headers to a page at %s', async (origin) => {
    const answers = [
      await preflight('/bookings/book', origin, 'POST'),
      await app.nobody.get('/health', { origin }),
      await app.nobody.get('/auth/me', { origin }),
      await app.nobody.get('/%zz', { origin }),
    ];
    for (const { headers } of answers) expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lets a page read the headers that it needs', async () => {
    const { headers } = await app.nobody.get('/health', { origin: OURS });
    expect(headers.get('access-control-expose-headers')?.split(/, ?/)).toEqual(EXPOSED);
  });

  it('lets a page read why it was refused', async () => {
    const client = await app.client();
    const json = { origin: OURS };
    const refused = [
      [401, await app.nobody.get('/auth/me', json)],
      [403, await client.get('/admin/users', json)],
      [400, await client.get('/%zz', json)],
      [404, await client.get('/nowhere', json)],
      [405, await client.delete('/bookings/book', json)],
      [413, await client.post('/bookings/book', 'x'.repeat(70_000), json)],
      [415, await client.post('/bookings/book', 'x', { ...json, 'content-type': 'text/plain' })],
      [400, await client.post('/bookings/book', '{', json)],
      [422, await client.post('/bookings/book', {}, json)],
    ] as const;
    for (const [status, answer] of refused) {
      expect(answer.status).toBe(status);
      expect(answer.body.detail).toEqual(expect.any(String));
      expect({ status, origin: answer.headers.get('access-control-allow-origin') }).toEqual({ status, origin: OURS });
    }
  });

  it('allows the origins of CORS_ORIGINS and no others', async () => {
    const other = await app.twin({ CORS_ORIGINS: 'https://app.example.com, https://www.example.com' });
    const allowed = async (origin: string) =>
      (await other.nobody.get('/health', { origin })).headers.get('access-control-allow-origin');
    expect(await allowed('https://www.example.com')).toBe('https://www.example.com');
    expect(await allowed(OURS)).toBeNull();
  });

  it('answers an OPTIONS request that is no preflight without an error', async () => {
    expect((await app.nobody.send('OPTIONS', '/auth/me')).status).toBe(204);
  });
});
