import { TestApp } from '../support/app.js';

const API_POLICY = "default-src 'none';frame-ancestors 'none'";

/** On every answer. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin',
  'x-powered-by': null,
  server: null,
};

function picked(headers: Headers, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, headers.get(name)]));
}

describe('security headers', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('are on answers and refusals alike', async () => {
    const client = await app.client();
    const answers = await Promise.all([
      client.get('/auth/me'),
      client.get('/health'),
      client.get('/nowhere'),
      app.nobody.get('/auth/me'),
      client.post('/bookings/book', '{'),
      client.post('/bookings/book', 'x'.repeat(70_000)),
      client.get('/api/nothing'),
      client.get('/metrics'),
      client.get('/api/docs'),
      client.get('/api/docs-json'),
    ]);
    for (const { headers } of answers) expect(picked(headers, Object.keys(ALWAYS))).toEqual(ALWAYS);
  });

  it('forbid API answers to load anything or to be framed', async () => {
    for (const path of ['/health', '/auth/me', '/nowhere', '/metrics', '/api/problems']) {
      expect((await app.nobody.get(path)).headers.get('content-security-policy')).toBe(API_POLICY);
    }
  });

  it('keep every answer of the API out of caches', async () => {
    const client = await app.client();
    for (const path of ['/auth/me', '/bookings/coaches', '/health', '/nowhere', '/admin/users', '/metrics']) {
      expect((await client.get(path)).headers.get('cache-control')).toBe('no-store');
    }
    const headers = { authorization: `Bearer ${client.token}` };
    const otherwise = await fetch(`${app.origin}/%61pi/v1/auth/me`, { headers });
    expect([otherwise.status, otherwise.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it('are on requests that never reach a route', async () => {
    const { status, headers } = await app.nobody.get('/%zz');
    expect(status).toBe(400);
    expect(picked(headers, ['content-security-policy', 'x-content-type-options', 'cache-control'])).toEqual({
      'content-security-policy': API_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('let Swagger UI load its own files, and nothing else', async () => {
    for (const path of ['/api/docs', '/api/docs/']) {
      const { status, headers, body } = await app.nobody.get(path);
      expect(status).toBe(200);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>\s*\S/);
      const files = [...(body as string).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
      expect(files.length).toBeGreaterThan(2);
      for (const file of files) {
        const { pathname } = new URL(file, app.nobody.urlOf(path));
        const answer = await app.nobody.get(pathname);
        expect({ pathname, status: answer.status }).toEqual({ pathname, status: 200 });
      }
    }
  });

  it('promise HTTPS in production only', async () => {
    expect((await app.nobody.get('/health')).headers.get('strict-transport-security')).toBeNull();
    const production = await app.twin({
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
      JWT_SECRET: 'kJ8s0x2mQ4v6b8n1z3c5A7d9F2h4J6k8L0p',
    });
    const { headers } = await production.nobody.get('/health');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect((await production.nobody.get('/api/docs')).status).toBe(404);
    expect((await production.nobody.get('/api/docs-json')).status).toBe(404);
    const documented = await app.twin({
      NODE_ENV: 'production',
      API_DOCS: 'on',
      LOG_LEVEL: 'silent',
      JWT_SECRET: 'kJ8s0x2mQ4v6b8n1z3c5A7d9F2h4J6k8L0p',
    });
    expect((await documented.nobody.get('/api/docs')).status).toBe(200);
  });
});
