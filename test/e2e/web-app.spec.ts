import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { PAGE_PATHS } from '../../src/web-app/paths.js';
import { TestApp } from '../support/app.js';

const ASSETS = join(PROJECT_ROOT, 'web', 'dist', 'assets');

describe('the web application', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ WEB_APP: 'on' });
  });

  afterAll(() => app.stop());

  const open = (path: string, { origin } = app, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, { headers, redirect: 'manual' });

  it('is one page at every address of a page', async () => {
    const texts = new Set<string>();
    for (const path of [
      '/',
      '/login',
      '/login/',
      '/coaches/7?x=1',
      '/bookings/series/3',
      '/reset-password',
      '/join/7',
    ]) {
      const answer = await open(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/html; charset=utf-8',
      ]);
      texts.add(await answer.text());
    }
    expect(texts.size).toBe(1);
    expect((await fetch(`${app.origin}/login`, { method: 'HEAD' })).status).toBe(200);
  });

  it('loads scripts and styles of this server alone, and lets nothing be written into it', async () => {
    const { headers } = await open('/');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'",
    );
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-cache', 'no-referrer']);
    const html = await (await open('/')).text();
    expect(html).not.toMatch(/<style|style=|<script>| on\w+=|https?:/);
    const loaded = [...html.matchAll(/ (?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(loaded.length).toBeGreaterThan(1);
    for (const address of loaded) expect([address, (await open(address)).status]).toEqual([address, 200]);
  });

  it('has files whose names change with them, so browsers keep them for good', async () => {
    const script = readdirSync(ASSETS).find((name) => /^index-.*\.js$/.test(name))!;
    const plain = await open(`/assets/${script}`, app, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(plain.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    const packed = await open(`/assets/${script}`, app, { 'accept-encoding': 'br' });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(await packed.text()).toBe(readFileSync(join(ASSETS, script), 'utf8'));
  });

  it.each([
    '/assets/nothing.js',
    '/assets/',
    '/assets/..%2findex.html',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/coaching',
  ])('answers %s with a problem', async (path) => {
    const answer = await open(path);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not-found']);
  });

  it('leaves the API and its documentation alone', async () => {
    expect((await open('/api/v1/health/live')).status).toBe(200);
    expect((await open('/api/docs')).status).toBeLessThan(400);
    expect(await (await open('/api/v1/nowhere')).json()).toMatchObject({ code: 'not-found' });
  });

  it('finds its files and the API below the path that a proxy strips', async () => {
    const twin = await app.twin({ WEB_APP: 'on', PUBLIC_URL: 'https://example.com/backend' });
    const html = await (await open('/coaches/7', twin)).text();
    expect(html).toMatch(/src="\/backend\/assets\/index-[^"]+\.js"/);
    expect(html).toContain('<meta name="public-path" content="/backend" />');
    expect(html).not.toContain('"./');
  });

  it('leaves no trace when it is off', async () => {
    const twin = await app.twin({ WEB_APP: 'off' });
    const script = readdirSync(ASSETS)[0]!;
    for (const path of [...PAGE_PATHS.map((name) => `/${name}`), '/login/x', `/assets/${script}`]) {
      const answer = await open(path, twin);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ code: 'not-found' });
    }
    expect((await open('/', twin)).headers.get('location')).toBe('api/docs');
  });
});
