import { PASSWORD, type Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';

const PAGE = 'http://localhost:3000';
const RANDOM = 'kR8vW2pZ5mQ9xT4bN7cJ1hL6gF3dS0aY';
const SIXTY_DAYS = 60 * 86_400_000;

/** What a browser sends: its cookie, and where its page is from. */
const from = (token: string | null, origin: string | null = PAGE): Record<string, string> => ({
  ...(token !== null && { cookie: `theme=dark; vibe_refresh_token=${token}` }),
  ...(origin !== null && { origin }),
});

const setCookieOf = ({ headers }: Answer) => headers.get('set-cookie') ?? '';
const tokenOf = (answer: Answer) => /^vibe_refresh_token=([^;]*);/.exec(setCookieOf(answer))?.[1] ?? '';

describe('a login in a cookie', () => {
  let app: TestApp;
  let other: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    other = await app.twin();
    client = await app.client();
  });

  afterEach(() => later(0));

  afterAll(() => app.stop());

  const later = (milliseconds: number): void => {
    for (const one of [app, other]) one.setTime(milliseconds === 0 ? null : new Date(Date.now() + milliseconds));
  };
  const logIn = (on = app): Promise<Answer> =>
    on.nobody.post('/auth/login', { email: client.email, password: PASSWORD, cookie: true }, from(null));
  const refresh = (headers: Record<string, string>, on = app): Promise<Answer> =>
    on.nobody.post('/auth/refresh', undefined, headers);
  const statusOf = async ({ body }: Answer): Promise<number> =>
    (await app.with(body.access_token).get('/auth/me')).status;
  const expectRefused = ({ status, body }: Answer, expected: number, code: string): void =>
    expect({ status, code: body.code }).toEqual({ status: expected, code });

  it('keeps the refresh token out of the body and out of reach of scripts', async () => {
    const answer = await logIn();
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).sort()).toEqual(['access_token', 'expires_in', 'token_type', 'user']);
    expect(setCookieOf(answer)).toMatch(
      /^vibe_refresh_token=[\w-]{43}; Path=\/api\/v1\/auth; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
    );
    expect(await statusOf(answer)).toBe(200);
  });

  it('can begin with the sign-up', async () => {
    const account = { email: 'tabs@example.com', password: PASSWORD, full_name: 'Tabs', cookie: true };
    const answer = await app.nobody.post('/auth/signup', account, from(null));
    expect([answer.status, 'refresh_token' in answer.body]).toEqual([201, false]);
    expect((await refresh(from(tokenOf(answer)))).status).toBe(200);
  });

  it.each([[undefined], [false]])('is not made with cookie: %j: the token is in the body', async (cookie) => {
    const answer = await app.nobody.post('/auth/login', { email: client.email, password: PASSWORD, cookie });
    expect([answer.headers.get('set-cookie'), answer.body.refresh_token]).toEqual([null, expect.any(String)]);
  });

  it('is secure in production and on other hosts, and has the path of PUBLIC_URL', async () => {
    const behind = await app.twin({ PUBLIC_URL: 'https://vibe.example.com/backend' });
    const production = await app.twin({ NODE_ENV: 'production', LOG_LEVEL: 'silent', JWT_SECRET: RANDOM });
    const elsewhere = await app.twin({ TRUST_PROXY: '127.0.0.1' });
    expect(setCookieOf(await logIn(behind))).toContain('; Path=/backend/api/v1/auth;');
    expect(setCookieOf(await logIn(production))).toMatch(/; Secure$/);
    const forwarded = { ...from(null), 'x-forwarded-host': 'api.example.com' };
    const body = { email: client.email, password: PASSWORD, cookie: true };
    expect(setCookieOf(await elsewhere.nobody.post('/auth/login', body, forwarded))).toMatch(/; Secure$/);
  });

  describe('is refreshed', () => {
    it.each([
      ['no body', undefined],
      ['an empty body', {}],
    ])('with %s: the answer sets the next cookie', async (_, body) => {
      const token = tokenOf(await logIn());
      const answer = await app.nobody.post('/auth/refresh', body, from(token));
      expect([answer.status, 'refresh_token' in answer.body]).toEqual([200, false]);
      expect(tokenOf(answer)).toMatch(/^[\w-]{43}$/);
      expect(tokenOf(answer)).not.toBe(token);
      expect(await statusOf(answer)).toBe(200);
    });

    it('by twenty tabs at once on two instances: all get the same cookie and a token that works', async () => {
      const token = tokenOf(await logIn());
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, tab) => refresh(from(token), tab % 2 ? app : other)),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(new Set(answers.map(tokenOf)).size).toBe(1);
      expect(await Promise.all(answers.map(statusOf))).toEqual(answers.map(() => 200));
      later(3_600_000);
      expect((await refresh(from(tokenOf(answers[7]!)))).status).toBe(200);
    });

    it('after an answer was lost, and after others went on: within a minute the newest cookie comes back', async () => {
      const first = tokenOf(await logIn());
      const second = tokenOf(await refresh(from(first)));
      const third = tokenOf(await refresh(from(second)));
      later(59_000);
      expect(tokenOf(await refresh(from(first)))).toBe(third);
      expect(tokenOf(await refresh(from(second)))).toBe(third);
    });

    it('no more when a used cookie comes back later: its session ends', async () => {
      const first = tokenOf(await logIn());
      const newest = await refresh(from(first));
      later(61_000);
      expectRefused(await refresh(from(first)), 401, 'session-ended');
      expect(await statusOf(newest)).toBe(401);
    });

    it('no more when it was left alone for thirty days, or its user was deactivated', async () => {
      const token = tokenOf(await logIn());
      await refresh(from(token));
      const other = await app.client();
      const body = { email: other.email, password: PASSWORD, cookie: true };
      const deactivated = tokenOf(await app.nobody.post('/auth/login', body));
      await refresh(from(deactivated));
      await app.sql('UPDATE users SET is_active = false WHERE id = $1', [other.id]);
      expectRefused(await refresh(from(deactivated)), 401, 'session-ended');
      later(SIXTY_DAYS);
      expectRefused(await refresh(from(token)), 401, 'session-ended');
    });

    it('from the pages of CORS_ORIGINS, of the server itself and of PUBLIC_URL', async () => {
      const behind = await app.twin({ PUBLIC_URL: 'https://vibe.example.com/backend', CORS_ORIGINS: PAGE });
      const token = tokenOf(await logIn());
      for (const origin of [PAGE, behind.origin, 'https://vibe.example.com']) {
        expect({ origin, status: (await refresh(from(token, origin), behind)).status }).toEqual({
          origin,
          status: 200,
        });
      }
    });

    it.each([null, 'null', 'https://evil.example.com', 'http://localhost:9999'])(
      'never from a page at %s, which changes nothing',
      async (origin) => {
        const token = tokenOf(await logIn());
        expectRefused(await refresh(from(token, origin)), 403, 'foreign-origin');
        later(120_000);
        expect((await refresh(from(token))).status).toBe(200);
      },
    );

    it('only when there is a cookie: 401 for a page, 422 for a program that forgot its token', async () => {
      expectRefused(await refresh(from(null)), 401, 'session-ended');
      expectRefused(await refresh(from('made-up')), 401, 'session-ended');
      expectRefused(await refresh(from(null, 'https://evil.example.com')), 403, 'foreign-origin');
      expectRefused(await refresh({}), 422, 'validation-failed');
    });

    it('not by a request with a token in its body: that one counts, and its answer has the next', async () => {
      const cookie = tokenOf(await logIn());
      const { body } = await app.nobody.post('/auth/login', { email: client.email, password: PASSWORD });
      const answer = await app.nobody.post('/auth/refresh', { refresh_token: body.refresh_token }, from(cookie, null));
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
      expect(answer.body.refresh_token).toEqual(expect.any(String));
      expect((await refresh(from(cookie))).status).toBe(200);
    });
  });

  describe('is ended by logging out', () => {
    const logOut = (headers: Record<string, string>, token: string | null = null): Promise<Answer> =>
      (token === null ? app.nobody : app.with(token)).post('/auth/logout', undefined, headers);

    it.each([
      ['with an access token', true],
      ['without one', false],
    ])('%s, in all tabs, and the browser drops the cookie', async (_, hasToken) => {
      const first = await logIn();
      const tab = await refresh(from(tokenOf(first)));
      const answer = await logOut(from(tokenOf(tab)), hasToken ? tab.body.access_token : null);
      expect(answer.status).toBe(200);
      expect(setCookieOf(answer)).toBe('vibe_refresh_token=; Path=/api/v1/auth; Max-Age=0; HttpOnly; SameSite=Strict');
      expect(await Promise.all([first, tab].map(statusOf))).toEqual([401, 401]);
      expectRefused(await refresh(from(tokenOf(tab))), 401, 'session-ended');
    });

    it('with a cookie that was used a moment ago, too', async () => {
      const first = await logIn();
      const tab = await refresh(from(tokenOf(first)));
      expect((await logOut(from(tokenOf(first)))).status).toBe(200);
      expect(await statusOf(tab)).toBe(401);
    });

    it.each([null, 'https://evil.example.com'])('never from a page at %s', async (origin) => {
      const answer = await logIn();
      expectRefused(await logOut(from(tokenOf(answer), origin)), 403, 'foreign-origin');
      expectRefused(await logOut(from(tokenOf(answer), origin), answer.body.access_token), 403, 'foreign-origin');
      expect(await statusOf(answer)).toBe(200);
    });

    it('with neither cookie nor token it is 401, and a dead cookie is dropped', async () => {
      expectRefused(await logOut(from(null)), 401, 'unauthenticated');
      const answer = await logOut(from('made-up'));
      expect([answer.status, setCookieOf(answer)]).toEqual([200, expect.stringContaining('Max-Age=0')]);
    });
  });

  it('goes on after a change of the password, as the session does', async () => {
    const person = await app.client();
    const body = { email: person.email, password: PASSWORD, cookie: true };
    const answer = await app.nobody.post('/auth/login', body);
    const change = { current_password: PASSWORD, new_password: 'another staple 2026' };
    expect((await app.with(answer.body.access_token).post('/auth/password', change)).status).toBe(200);
    expect((await refresh(from(tokenOf(answer)))).status).toBe(200);
  });

  it('is not in the log', async () => {
    const lines: string[] = [];
    const logged = await app.twin({ LOG_LEVEL: 'trace' }, { write: (line: string) => void lines.push(line) });
    const token = tokenOf(await logIn(logged));
    const next = tokenOf(await refresh(from(token), logged));
    await refresh(from(next, 'https://evil.example.com'), logged);
    expect(lines.length).toBeGreaterThan(2);
    for (const secret of [token, next]) expect(lines.join('')).not.toContain(secret);
  });
});
