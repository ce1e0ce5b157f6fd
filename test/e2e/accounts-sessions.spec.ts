import type { Answer } from '../support/caller.js';
import { PASSWORD, type Person, TestApp } from '../support/app.js';
import { expectFieldsRefused } from '../support/refusals.js';

const DAY = 86_400_000;

const NEWEST = `SELECT id FROM sessions WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1`;

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

describe('sessions', () => {
  let app: TestApp;
  let other: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    other = await app.twin();
  });

  afterEach(() => {
    app.setTime(null);
    other.setTime(null);
  });

  afterAll(() => app.stop());

  const logIn = async ({ email }: Person): Promise<Tokens> => {
    const { status, body } = await app.nobody.post('/auth/login', { email, password: PASSWORD });
    expect(status).toBe(200);
    return body;
  };
  const refresh = (refresh_token: unknown, instance = app): Promise<Answer> =>
    instance.nobody.post('/auth/refresh', { refresh_token });
  const statusOf = async (token: string, instance = app): Promise<number> =>
    (await instance.with(token).get('/auth/me')).status;
  const later = (milliseconds: number): void => {
    const instant = new Date(Date.now() + milliseconds);
    app.setTime(instant);
    other.setTime(instant);
  };
  const expectEnded = (answer: Answer): void => {
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body).toMatchObject({
      code: 'session-ended',
      detail: 'This session has ended; please log in again.',
    });
  };

  describe('refreshing', () => {
    it('answers 200 with new tokens for the same session, as a login does', async () => {
      const client = await app.client();
      const first = await logIn(client);
      const { status, body } = await refresh(first.refresh_token);
      expect(status).toBe(200);
      expect(Object.keys(body).sort()).toEqual(Object.keys(first).sort());
      expect(body).toMatchObject({ user: { id: client.id }, token_type: 'bearer', expires_in: 1800 });
      expect(body.refresh_token).not.toBe(first.refresh_token);
      expect(body.access_token).not.toBe(first.access_token);
      expect(await statusOf(body.access_token)).toBe(200);
      expect(await statusOf(first.access_token)).toBe(200);
    });

    it('works again and again with the newest token, on any instance', async () => {
      let { refresh_token } = await logIn(await app.client());
      for (const instance of [app, other, app, other]) {
        const { status, body } = await refresh(refresh_token, instance);
        expect(status).toBe(200);
        refresh_token = body.refresh_token;
      }
    });

    it('stores only SHA-256 of a token that has 256 bits', async () => {
      const { refresh_token } = await logIn(await app.client());
      expect(Buffer.from(refresh_token, 'base64url')).toHaveLength(32);
      const rows = await app.sql(`SELECT FROM refresh_tokens WHERE token_hash = sha256(convert_to($1, 'UTF8'))`, [
        refresh_token,
      ]);
      expect(rows).toHaveLength(1);
    });

    it('answers 409 for a token used within the last 10 seconds, which ends nothing', async () => {
      const first = await logIn(await app.client());
      const second = (await refresh(first.refresh_token)).body;
      later(9_000);
      const raced = await refresh(first.refresh_token);
      expect(raced.status).toBe(409);
      expect(raced.body).toMatchObject({
        code: 'refresh-raced',
        detail: 'This refresh token was used a moment ago, perhaps by another tab; use the tokens that it received.',
      });
      expect(await statusOf(second.access_token)).toBe(200);
      expect((await refresh(second.refresh_token)).status).toBe(200);
    });

    it('ends the whole family when a token is used again later than that', async () => {
      const first = await logIn(await app.client());
      const second = (await refresh(first.refresh_token)).body;
      const third = (await refresh(second.refresh_token)).body;
      later(11_000);
      expectEnded(await refresh(first.refresh_token, other));
      expectEnded(await refresh(third.refresh_token));
      for (const { access_token } of [first, second, third]) expect(await statusOf(access_token)).toBe(401);
    });

    it('leaves the other sessions of the user alone when it ends a family', async () => {
      const client = await app.client();
      const [stolen, safe] = [await logIn(client), await logIn(client)];
      await refresh(stolen.refresh_token);
      later(11_000);
      expectEnded(await refresh(stolen.refresh_token));
      expect((await refresh(safe.refresh_token)).status).toBe(200);
      expect(await statusOf(safe.access_token)).toBe(200);
    });

    it('gives the next token to one of twenty concurrent requests on two instances, 409 to the others, and keeps the session', async () => {
      const { refresh_token } = await logIn(await app.client());
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => refresh(refresh_token, index % 2 ? app : other)),
      );
      const won = answers.filter(({ status }) => status === 200);
      const raced = answers.filter(({ status, body }) => status === 409 && body.code === 'refresh-raced');
      expect([won.length, raced.length]).toEqual([1, 19]);
      expect(await statusOf(won[0]!.body.access_token)).toBe(200);
      expect((await refresh(won[0]!.body.refresh_token)).status).toBe(200);
    });

    it.each([
      ['is made up', 'q3u1B2l0cXJ5b2ZhbG9uZ3JhbmRvbXN0cmluZ2hlcmU'],
      ['is short', 'x'],
      ['has other letters', '🦊'.repeat(43)],
    ])('answers 401 for a token that %s', async (_, token) => {
      expectEnded(await refresh(token));
    });

    it('forgets a used token after thirty days and not before, and the session goes on', async () => {
      const client = await app.client();
      const first = await logIn(client);
      const [{ id: sid } = {}] = await app.sql<{ id: string }>(NEWEST, [client.id]);
      const tokens = `SELECT FROM refresh_tokens WHERE session_id = $1`;
      let { refresh_token: newest } = first;
      const kept: number[] = [];
      for (const days of [0, 29, 31, 60]) {
        later(days * DAY);
        ({ refresh_token: newest } = (await refresh(newest)).body);
        kept.push((await app.sql(tokens, [sid])).length);
      }
      expect(kept).toEqual([2, 3, 3, 3]);
      expectEnded(await refresh(first.refresh_token));
      expect((await refresh(newest)).status).toBe(200);
    });

    it('remembers two thousand used tokens of a session, so that it can always be ended', async () => {
      const client = await app.client();
      const { refresh_token } = await logIn(client);
      const [{ id: sid } = {}] = await app.sql<{ id: string }>(NEWEST, [client.id]);
      await app.sql(
        `INSERT INTO refresh_tokens (token_hash, session_id, used_at)
         SELECT sha256(n::text::bytea), $1, now() - n * interval '1 minute' FROM generate_series(1, 2005) n`,
        [sid],
      );
      expect((await refresh(refresh_token)).status).toBe(200);
      const oldest = `SELECT count(*)::integer AS used, bool_or(token_hash = sha256('2000')) AS forgotten
                        FROM refresh_tokens WHERE session_id = $1 AND used_at IS NOT NULL`;
      expect(await app.sql(oldest, [sid])).toEqual([{ used: 2_000, forgotten: false }]);
    });

    it('answers 422 for an access token, which is too long for one', async () => {
      expectFieldsRefused(await refresh((await logIn(await app.client())).access_token), 'refresh_token');
    });

    it.each([[undefined], [null], [''], ['  '], [5], [{}], [['x']], ['x\u0000'], ['x\ud800'], ['x'.repeat(101)]])(
      'answers 422 for %j',
      async (token) => {
        const { status, body } = await refresh(token);
        expect({ status, field: body.errors[0].field }).toEqual({ status: 422, field: 'refresh_token' });
      },
    );
  });

  describe('ending', () => {
    it('by logout counts at once, on every instance, for both tokens', async () => {
      const { access_token, refresh_token } = await logIn(await app.client());
      const { status, body } = await app.with(access_token).post('/auth/logout');
      expect({ status, body }).toEqual({
        status: 200,
        body: { message: 'Logged out', detail: 'Your session is over.' },
      });
      expect(await Promise.all([statusOf(access_token), statusOf(access_token, other)])).toEqual([401, 401]);
      expectEnded(await refresh(refresh_token, other));
    });

    it.each([
      ['Content-Type: application/json and no body', '', { 'content-type': 'application/json' }],
      ['an empty object', '{}', { 'content-type': 'application/json' }],
      ['no Content-Type', undefined, {}],
    ])('by logout works with %s', async (_, sent, headers) => {
      const client = await app.client();
      expect((await client.post('/auth/logout', sent, headers as Record<string, string>)).status).toBe(200);
      expect(await statusOf(client.token!)).toBe(401);
    });

    it('by logout leaves the other sessions of the user', async () => {
      const client = await app.client();
      const { access_token } = await logIn(client);
      await client.post('/auth/logout');
      expect(await statusOf(access_token)).toBe(200);
    });

    it('by logout works once: the second time the session has ended', async () => {
      const client = await app.client();
      await client.post('/auth/logout');
      expect((await client.post('/auth/logout')).status).toBe(401);
    });

    it('by logout-all ends all sessions of the user, and nobody else’s', async () => {
      const [client, stranger] = [await app.client(), await app.client()];
      const tokens = [client.token!, (await logIn(client)).access_token, (await logIn(client)).access_token];
      const { status, body } = await client.post('/auth/logout-all');
      expect({ status, body }).toEqual({
        status: 200,
        body: { message: 'Logged out everywhere', detail: 'All your sessions are over.' },
      });
      for (const token of tokens) expect(await statusOf(token, other)).toBe(401);
      expect(await statusOf(stranger.token!)).toBe(200);
    });

    it('during a refresh leaves no token that works', async () => {
      const client = await app.client();
      for (let round = 0; round < 5; round++) {
        const { access_token, refresh_token } = await logIn(client);
        const [refreshed] = await Promise.all([
          refresh(refresh_token, other),
          app.with(access_token).post('/auth/logout-all'),
        ]);
        expect([200, 401]).toContain(refreshed.status);
        expect(await statusOf(access_token)).toBe(401);
        if (refreshed.status === 200) {
          expect(await statusOf(refreshed.body.access_token)).toBe(401);
          expectEnded(await refresh(refreshed.body.refresh_token));
        }
      }
    });

    it.each(['logout', 'logout-all', 'password'])('by %s asks for a token', async (path) => {
      const { status, body } = await app.nobody.post(`/auth/${path}`);
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'unauthenticated' });
    });
  });

  describe('of a user who changes', () => {
    it('stop working at once when the user is deactivated, on every instance', async () => {
      const client = await app.client();
      const { access_token, refresh_token } = await logIn(client);
      await app.sql('UPDATE users SET is_active = false WHERE id = $1', [client.id]);
      expect(await Promise.all([statusOf(access_token), statusOf(access_token, other)])).toEqual([401, 401]);
      expectEnded(await refresh(refresh_token, other));
    });

    it('have the new role at once, on every instance', async () => {
      const client = await app.client();
      const list = (instance: TestApp) => instance.with(client.token!).get('/admin/users');
      expect((await list(app)).status).toBe(403);
      await app.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [client.id]);
      expect([(await list(app)).status, (await list(other)).status]).toEqual([200, 200]);
      await app.sql(`UPDATE users SET role = 'coach' WHERE id = $1`, [client.id]);
      const refused = await list(other);
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({ code: 'forbidden', detail: 'Only admins may do this.' });
      expect((await app.with(client.token!).get('/auth/me')).body.role).toBe('coach');
    });
  });

  describe('left alone', () => {
    it('last 30 days from the latest refresh, and no longer', async () => {
      const { refresh_token } = await logIn(await app.client());
      later(29 * DAY);
      const { status, body } = await refresh(refresh_token);
      expect(status).toBe(200);
      later(58 * DAY);
      expect(await statusOf(body.access_token)).toBe(200);
      later(59 * DAY + 1_000);
      expect(await statusOf(body.access_token)).toBe(401);
      expect(await statusOf(body.access_token, other)).toBe(401);
      expectEnded(await refresh(body.refresh_token));
    });

    it('are forgotten with their tokens, ten at each login', async () => {
      const [here] = (await app.clients(12)) as [Person];
      await logIn(here);
      later(31 * DAY);
      const expired = () => app.sql(`SELECT FROM sessions WHERE expires_at < now() + interval '30 days 1 hour'`);
      const before = (await expired()).length;
      expect(before).toBeGreaterThan(10);
      for (let left = before; left > 0; left -= 10) await logIn(here);
      expect(await expired()).toEqual([]);
      const orphans =
        'SELECT FROM refresh_tokens r WHERE NOT EXISTS (SELECT FROM sessions s WHERE s.id = r.session_id)';
      expect(await app.sql(orphans)).toEqual([]);
    });
  });
});
