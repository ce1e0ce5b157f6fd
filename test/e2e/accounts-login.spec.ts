import { hash, verify } from '@node-rs/argon2';
import { Client } from 'pg';
import { PasswordsService } from '../../src/auth/accounts/passwords.service.js';
import { PASSWORD, TestApp } from '../support/app.js';
import { expectRefusal } from '../support/refusals.js';
import { allStatementsOf, onceSomeoneWaits } from '../support/statements.js';

const WRONG = 'a wrong password';

describe('logging in', () => {
  let app: TestApp;
  let tests = 0;

  beforeAll(async () => {
    // Each test comes from an address of its own, so that none fills another's count of failures.
    app = await TestApp.start({ TRUST_PROXY: '1' });
  });

  beforeEach(() => {
    tests += 1;
  });

  afterAll(() => app.stop());

  const logIn = (email: unknown, password: unknown) =>
    app.nobody.post('/auth/login', { email, password }, { 'x-forwarded-for': `192.0.2.${tests}` });

  const storedHash = async (id: number): Promise<string> =>
    (await app.sql<{ password_hash: string }>('SELECT password_hash FROM users WHERE id = $1', [id]))[0]!.password_hash;

  it('answers 200 with the user and the tokens of a new session', async () => {
    const client = await app.client();
    const { status, body, headers } = await logIn(client.email, PASSWORD);
    expect(status).toBe(200);
    expect(body).toEqual({
      user: (await client.get('/auth/me')).body,
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'bearer',
      expires_in: 1800,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await app.with(body.access_token).get('/auth/me')).status).toBe(200);
  });

  it('takes the email in any case', async () => {
    const client = await app.client({ email: 'Mixed@Example.com' });
    const { status, body } = await logIn('mIXED@eXAMPLE.COM', PASSWORD);
    expect({ status, id: body.user.id, email: body.user.email }).toEqual({
      status: 200,
      id: client.id,
      email: 'Mixed@Example.com',
    });
  });

  it.each([' ', '\u00a0', '\t', '\u3000', '\n'])(
    'takes the email with %j around it, which phones add',
    async (blank) => {
      const client = await app.client();
      expect((await logIn(`${blank}${client.email}${blank}${blank}`, PASSWORD)).status).toBe(200);
    },
  );

  it('gives the same answer to an unknown email, a wrong password and a wrong one of a deactivated account', async () => {
    const [client, gone] = await Promise.all([app.client(), app.client({ isActive: false })]);
    const answers = [
      await logIn('unknown@example.com', WRONG),
      await logIn(client.email, WRONG),
      await logIn(gone.email, WRONG),
    ];
    const seen = answers.map(({ status, headers, body: { instance: _, ...problem } }) => ({
      status,
      authenticate: headers.get('www-authenticate'),
      names: [...headers.keys()].sort(),
      problem,
    }));
    expect(seen[0]).toMatchObject({
      status: 401,
      authenticate: 'Bearer',
      problem: { code: 'invalid-credentials', detail: 'Incorrect email or password' },
    });
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  it('tells that an account is deactivated only after the right password', async () => {
    const gone = await app.client({ isActive: false });
    const answer = await logIn(gone.email, PASSWORD);
    expectRefusal(answer, 401, 'account-deactivated');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body).not.toHaveProperty('access_token');
  });

  it('accepts a password with letters composed in another way and with other blanks', async () => {
    const email = 'composed@example.com';
    const signUp = { email, password: 'cafe\u0301 au lait', full_name: 'Jo' };
    expect((await app.nobody.post('/auth/signup', signUp)).status).toBe(201);
    for (const typed of ['caf\u00e9 au lait', 'cafe\u0301 au lait', 'caf\u00e9\u00a0au\u3000lait', 'ｃａｆé au lait']) {
      expect((await logIn(email, typed)).status).toBe(200);
    }
    expect((await logIn(email, 'cafe au lait')).status).toBe(401);
  });

  it.each([
    ['as it was typed', 'ﬁre fox on ice', 'ﬁre fox on ice'],
    ['composed, for who types it composed', 'na\u00efve\u00a0fox', 'na\u00efve\u00a0fox'],
    ['decomposed, as macOS types it', 'na\u00efve fox'.normalize('NFD'), 'na\u00efve fox'],
  ])('accepts an old hash of a password %s, and renews it', async (_, hashed, typed) => {
    const client = await app.client({ passwordHash: await hash(hashed) });
    expect((await logIn(client.email, typed)).status).toBe(200);
    const renewed = await storedHash(client.id);
    expect(await verify(renewed, typed.normalize('NFKC').replaceAll('\u00a0', ' '))).toBe(true);
    expect((await logIn(client.email, typed)).status).toBe(200);
    expect(await storedHash(client.id)).toBe(renewed);
  });

  it('takes as long for an unknown email as for a wrong password', async () => {
    const clients = await app.clients(20);
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    const timed = async (email: string): Promise<number> => {
      const start = performance.now();
      await logIn(email, WRONG);
      return performance.now() - start;
    };
    for (const client of clients) {
      times.known.push(await timed(client.email));
      times.unknown.push(await timed(`not-${client.email}`));
    }
    const ratio = median(times.known) / median(times.unknown);
    // An answer without hashing takes a tenth; a busy machine moves the rest by a third.
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('answers an account whose password is no hash, as a deleted one leaves it, like any wrong password', async () => {
    const client = await app.client({ passwordHash: 'none' });
    expect((await logIn(client.email, 'none')).status).toBe(401);
  });

  it.each([
    [{ email: 'jo', password: PASSWORD }, 'Email must be an email address such as jo@example.com.'],
    [{ password: PASSWORD }, 'Email must be an email address such as jo@example.com.'],
    [{ email: 'jo@example.com' }, 'Password must be a text.'],
    [{ email: 'jo@example.com', password: '' }, 'Password must have 1 to 128 characters.'],
    [{ email: 'jo@example.com', password: 'x'.repeat(129) }, 'Password must have 1 to 128 characters.'],
    [{ email: 'jo@example.com', password: 12345678 }, 'Password must be a text.'],
    [{ email: 'jo@example.com', password: PASSWORD, remember: true }, 'Remember is not a known field.'],
    [null, 'The body must be a JSON object.'],
    [[], 'The body must be a JSON object.'],
  ])('refuses the body %j with 422', async (sent, detail) => {
    const { status, body } = await app.nobody.post('/auth/login', sent);
    expect({ status, detail: body.detail }).toEqual({ status: 422, detail });
  });

  it('opens a session of its own each time, and ends none', async () => {
    const client = await app.client();
    const answers = [await logIn(client.email, PASSWORD), await logIn(client.email, PASSWORD)];
    const tokens = [client.token!, ...answers.map(({ body }) => body.access_token as string)];
    const statuses = await Promise.all(tokens.map(async (token) => (await app.with(token).get('/auth/me')).status));
    expect(statuses).toEqual([200, 200, 200]);
    expect(await app.sql('SELECT FROM sessions WHERE user_id = $1', [client.id])).toHaveLength(3);
  });

  it('accepts twenty right passwords of one account that arrive together', async () => {
    const client = await app.client();
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn(client.email, PASSWORD)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
  });

  it('hashes a password again when its hash was made with weaker parameters', async () => {
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 2, parallelism: 1 });
    const client = await app.client({ passwordHash: weak });
    expect((await logIn(client.email, WRONG)).status).toBe(401);
    expect(await storedHash(client.id)).toBe(weak);
    expect((await logIn(client.email, PASSWORD)).status).toBe(200);
    expect(await storedHash(client.id)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await logIn(client.email, PASSWORD)).status).toBe(200);
  });

  it('leaves a hash alone that was made with stronger parameters', async () => {
    const strong = await hash(PASSWORD, { memoryCost: 20_480, timeCost: 3, parallelism: 1 });
    const client = await app.client({ passwordHash: strong });
    expect((await logIn(client.email, PASSWORD)).status).toBe(200);
    expect(await storedHash(client.id)).toBe(strong);
  });

  it('opens no session when the password was changed while it was being checked', async () => {
    const client = await app.client();
    const other = new Client({ connectionString: app.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query(`UPDATE users SET password_hash = 'changed' WHERE id = $1`, [client.id]);
    const login = logIn(client.email, PASSWORD);
    await onceSomeoneWaits(app, () => other.query('COMMIT'));
    await other.end();
    expect((await login).status).toBe(401);
    expect(await app.sql('SELECT FROM sessions WHERE user_id = $1', [client.id])).toHaveLength(1);
  });

  it('keeps the event loop free while ten people log in', async () => {
    const people = await app.clients(10);
    const gaps: number[] = [];
    let last = performance.now();
    const sampler = setInterval(() => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }, 1);
    const answers = await Promise.all(people.map(({ email }) => logIn(email, PASSWORD)));
    clearInterval(sampler);
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    // Not the longest gap: on a busy machine the process itself waits for a core now and then.
    const blocked = sum(gaps.filter((gap) => gap > 20)) / sum(gaps);
    expect(blocked).toBeLessThan(0.5);
  });

  describe('while 64 passwords wait to be checked', () => {
    let full = true;
    let fillers: Promise<void>[];

    beforeEach(() => {
      full = true;
      // Each takes its place again before anything else that waits for the network is served.
      fillers = Array.from({ length: 67 }, () => keepWaiting().catch(() => undefined));
    });

    /** For as long as the line is to be full; who finds no place in it goes away. */
    const keepWaiting = async (): Promise<void> => {
      while (full) await app.nest.get(PasswordsService).hash('filler');
    };

    afterEach(async () => {
      full = false;
      await Promise.all(fillers);
    });

    it('answers 503 with Retry-After at once', async () => {
      const client = await app.client();
      const answer = await logIn(client.email, PASSWORD);
      expect({ status: answer.status, after: answer.headers.get('retry-after') }).toEqual({ status: 503, after: '2' });
      expect(answer.body).toMatchObject({
        code: 'busy',
        detail: 'Too many people are logging in right now; please try again in a moment.',
      });
    });

    it('counts nobody’s attempt as failed', async () => {
      const client = await app.client();
      for (let time = 0; time < 12; time++) expect((await logIn(client.email, PASSWORD)).status).toBe(503);
      full = false;
      await Promise.all(fillers);
      expect((await logIn(client.email, PASSWORD)).status).toBe(200);
    });
  });

  it('takes five statements', async () => {
    const { email } = await app.client();
    expect(await allStatementsOf(app, () => logIn(email, PASSWORD))).toHaveLength(5);
  });

  it('needs one statement to authenticate a request', async () => {
    const client = await app.client();
    const statements = await allStatementsOf(app, () => client.get('/auth/me'));
    expect(statements).toHaveLength(2);
    expect(statements[0]).toMatch(/FROM sessions s JOIN users u ON u\.id = s\.user_id/);
    expect(statements[1]).toMatch(/FROM users u WHERE u\.id = \$1/);
  });
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
