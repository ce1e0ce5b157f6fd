import { TestApp } from '../support/app.js';

const PAGES = ['reset-password', 'verify-email', 'change-email'] as const;

describe('the pages that links in mails open', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const open = async (path: string, headers: Record<string, string> = {}, origin = app.origin) => {
    const answer = await fetch(`${origin}/${path}`, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  it.each(PAGES)('/%s loads its own script and style, and nothing else', async (page) => {
    const { status, headers, text } = await open(page);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'",
    );
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
    const loaded = [...text.matchAll(/ (?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(loaded).toEqual(['/account-pages/page.css', '/account-pages/page.js']);
    for (const address of loaded) expect((await open(address.slice(1))).status).toBe(200);
    expect(text).not.toMatch(/<style|style=|<script>| on\w+=/);
  });

  it.each(PAGES)('/%s speaks German to those who prefer it', async (page) => {
    const [english, german] = [await open(page), await open(page, { 'accept-language': 'de-CH,en;q=0.5' })];
    expect([english.text, german.text].map((text) => /lang="(\w+)"/.exec(text)?.[1])).toEqual(['en', 'de']);
    expect(german.text).not.toBe(english.text);
  });

  it('/join/7 tells nothing of the booking, loads its own script, and sends its form nowhere', async () => {
    const [{ status, headers, text }, other] = [await open('join/7'), await open('join/999999')];
    expect([status, headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
      200,
      'no-store',
      'no-referrer',
    ]);
    expect(headers.get('content-security-policy')).toContain("form-action 'none'");
    expect(text).toContain('data-video="/api/v1/bookings/bookings/7/video"');
    expect(text.replaceAll('/7/', '/999999/')).toBe(other.text);
    expect((await open('join-pages/page.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await open('join/7', { 'accept-language': 'de' })).text).toContain('<html lang="de">');
    expect((await open('join/7%22%3E')).status).toBe(422);
  });

  it('labels the field of the new password', async () => {
    const { text } = await open('reset-password');
    expect(text).toContain('<label for="password">New password</label>');
    expect(text).toContain('id="password" type="password" autocomplete="new-password"');
  });

  it('are below the path that a proxy strips', async () => {
    const twin = await app.twin({ PUBLIC_URL: 'https://example.com/backend' });
    const { text } = await open('verify-email', {}, twin.origin);
    expect(text).toContain('src="/backend/account-pages/page.js"');
    expect(text).toContain('data-action="/backend/api/v1/auth/verify-email"');
  });
});
