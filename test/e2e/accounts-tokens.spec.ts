import { createHmac, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Answer } from '../support/caller.js';
import { type Person, SECRET, TestApp } from '../support/app.js';
import { until } from '../support/until.js';

type Part = Record<string, unknown>;

const base64Text = (text: string): string => Buffer.from(text).toString('base64url');
const base64 = (part: Part): string => base64Text(JSON.stringify(part));
const decoded = (token: string) => {
  const [header = {}, body = {}] = token
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part);
  return { header, body };
};
const inMinutes = (minutes: number) => Math.floor(Date.now() / 1000) + minutes * 60;

describe('an access token', () => {
  let app: TestApp;
  let client: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.client();
  });

  afterAll(() => app.stop());

  const HEADER = { alg: 'HS256', typ: 'at+jwt' };
  const payload = (): Part => ({
    iss: 'vibe-coaching',
    aud: 'vibe-coaching-api',
    sub: String(client.id),
    sid: client.sessionId,
    jti: randomUUID(),
    iat: inMinutes(0),
    exp: inMinutes(30),
  });
  const signed = (change: Part = {}, header: Part = HEADER, secret = SECRET, digest = 'sha256'): string => {
    const content = `${base64(header)}.${base64({ ...payload(), ...change })}`;
    return `${content}.${createHmac(digest, secret).update(content).digest('base64url')}`;
  };
  const me = (authorization: string): Promise<Answer> => app.nobody.get('/auth/me', { authorization });
  const expectRefused = ({ status, headers, body }: Answer): void => {
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: '/api/problems#unauthenticated',
      title: 'Unauthorized',
      status: 401,
      detail: 'Please log in: this needs a valid access token.',
      code: 'unauthenticated',
      instance: expect.stringMatching(/^urn:uuid:/),
    });
  };

  it('made by these tests is accepted, so a refusal below is due to the change', async () => {
    expect((await me(`Bearer ${signed()}`)).status).toBe(200);
  });

  it('is HS256 with issuer, audience, typ, exp, sub, sid and jti, for 30 minutes', () => {
    const { header, body } = decoded(client.token!);
    expect(header).toEqual(HEADER);
    expect(body).toEqual({
      ...payload(),
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: (body['iat'] as number) + 1800,
    });
  });

  it('lasts as long as the configuration says', async () => {
    const brief = await app.twin({ ACCESS_TOKEN_TTL: '90s' });
    const { token } = await brief.client();
    const { iat, exp } = decoded(token!).body as { iat: number; exp: number };
    expect(exp - iat).toBe(90);
  });

  it('differs from login to login', async () => {
    const people = await Promise.all([app.client(), app.client()]);
    expect(new Set(people.map(({ token }) => decoded(token!).body['jti'])).size).toBe(2);
  });

  describe('is refused with 401', () => {
    it.each([
      ['without issuer', { iss: undefined }],
      ['of another issuer', { iss: 'someone-else' }],
      ['without audience', { aud: undefined }],
      ['for another audience', { aud: 'another-api' }],
      ['without exp', { exp: undefined }],
      ['with an exp that is text', { exp: '9999999999' }],
      ['with an exp of null', { exp: null }],
      ['that has expired', { exp: Math.floor(Date.now() / 1000) - 1 }],
      ['that is not valid yet', { nbf: inMinutes(5) }],
      ['without sub', { sub: undefined }],
      ['without sid', { sid: undefined }],
      ['without jti', { jti: undefined }],
      ['with a jti that is no text', { jti: 5 }],
      ['with a sid that is no uuid', { sid: '1' }],
      ['with a sid that is an object', { sid: { $ne: null } }],
      ['with a sid that nobody has', { sid: randomUUID() }],
      ['with SQL for a sid', { sid: `' OR '1'='1` }],
      ['with SQL for a sub', { sub: '1 OR 1=1' }],
      ['with a sub past int4', { sub: '2147483648' }],
      ['with a sub that is not whole', { sub: '1.5' }],
      ['with a sub of zero', { sub: '0' }],
      ['with a negative sub', { sub: '-1' }],
      ['with a sub that is an object', { sub: {} }],
    ])('%s', async (_, change) => {
      expectRefused(await me(`Bearer ${signed(change)}`));
    });

    it('with a sub that is a number', async () => {
      expectRefused(await me(`Bearer ${signed({ sub: client.id })}`));
    });

    it('whose sub is not the user of the session', async () => {
      const [admin, other] = [await app.admin(), await app.client()];
      expectRefused(await me(`Bearer ${signed({ sub: String(admin.id) })}`));
      expectRefused(await me(`Bearer ${signed({ sid: other.sessionId })}`));
    });

    it('whose session has ended', async () => {
      const gone = await app.client();
      expect((await gone.get('/auth/me')).status).toBe(200);
      await gone.post('/auth/logout');
      expectRefused(await me(`Bearer ${gone.token}`));
    });

    it('that was accepted before and has expired since', async () => {
      const exp = Math.floor(Date.now() / 1000) + 2;
      const token = signed({ exp });
      expect((await me(`Bearer ${token}`)).status).toBe(200);
      await until('it has expired', () => Date.now() >= exp * 1000);
      expectRefused(await me(`Bearer ${token}`));
    });

    it('that was accepted before, when the user has been deactivated since', async () => {
      const [admin, person] = [await app.admin(), await app.client()];
      expect((await me(`Bearer ${person.token}`)).status).toBe(200);
      await admin.put(`/admin/users/${person.id}`, { is_active: false });
      expectRefused(await me(`Bearer ${person.token}`));
    });

    it.each([
      ['of typ JWT', { alg: 'HS256', typ: 'JWT' }],
      ['of typ refresh', { alg: 'HS256', typ: 'rt+jwt' }],
      ['without typ', { alg: 'HS256' }],
    ])('%s', async (_, header) => {
      expectRefused(await me(`Bearer ${signed({}, header)}`));
    });

    it.each(['none', 'None', 'NONE', 'nOnE'])('with alg %s and no signature', async (alg) => {
      const content = `${base64({ ...HEADER, alg })}.${base64(payload())}`;
      for (const token of [`${content}.`, content]) expectRefused(await me(`Bearer ${token}`));
    });

    it.each([
      ['HS512', 'sha512'],
      ['HS384', 'sha384'],
    ])('signed as %s, even with our secret', async (alg, digest) => {
      expectRefused(await me(`Bearer ${signed({}, { ...HEADER, alg }, SECRET, digest)}`));
    });

    it('signed as RS256, even with a key of its own in the header', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const jwk = publicKey.export({ format: 'jwk' });
      const content = `${base64({ ...HEADER, alg: 'RS256', jwk })}.${base64(payload())}`;
      const signature = createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url');
      expectRefused(await me(`Bearer ${content}.${signature}`));
    });

    it.each(['', 'another secret, of 32 letters and more', SECRET.slice(1)])(
      'signed with the secret %j',
      async (secret) => {
        expectRefused(await me(`Bearer ${signed({}, HEADER, secret)}`));
      },
    );

    it('whose content was changed after signing', async () => {
      const [header, , signature] = client.token!.split('.');
      const admin = await app.admin();
      const forged = base64({ ...payload(), sub: String(admin.id) });
      expectRefused(await me(`Bearer ${header}.${forged}.${signature}`));
    });

    it('that was accepted before, with any other signature', async () => {
      const token = signed();
      const [header, body, signature = ''] = token.split('.');
      expect((await me(`Bearer ${token}`)).status).toBe(200);
      const other = signed({}, HEADER, 'another secret, of 32 letters and more').split('.')[2]!;
      const changed = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
      for (const wrong of [changed, other, signature.slice(1), `${signature}A`, `${signature}${signature}`, '']) {
        expectRefused(await me(`Bearer ${header}.${body}.${wrong}`));
      }
      expect((await me(`Bearer ${token}`)).status).toBe(200);
    });

    it('whose signature is cut', async () => {
      expectRefused(await me(`Bearer ${client.token!.slice(0, -2)}`));
    });

    it('that is a refresh token', async () => {
      const { body } = await app.nobody.post('/auth/signup', {
        email: 'refresh@example.com',
        password: 'correct horse battery',
        full_name: 'Jo',
      });
      expectRefused(await me(`Bearer ${body.refresh_token}`));
    });

    it.each([
      'x',
      '..',
      'a.b.c',
      'a.b.c.d',
      'null',
      'undefined',
      '[object Object]',
      `${base64Text('null')}.${base64Text('null')}.x`,
      `${base64Text('{"alg":"HS256"')}.${base64Text('{}')}.x`,
      '"quoted"',
    ])('that is %s', async (token) => {
      expectRefused(await me(`Bearer ${token}`));
    });

    it.each([
      ['none', ''],
      ['of the basic scheme', `Basic ${Buffer.from('client1@vibe.com:vibe-demo-2026').toString('base64')}`],
      ['of no scheme', 'TOKEN'],
      ['of the scheme alone', 'Bearer'],
      ['of the scheme and a blank', 'Bearer '],
      ['of another scheme with our token', 'JWT TOKEN'],
      ['with a word behind the token', 'Bearer TOKEN more'],
      ['with a word before the scheme', 'x Bearer TOKEN'],
      ['with two tokens in one header', 'Bearer TOKEN, Bearer TOKEN'],
      ['with a comma behind the token', 'Bearer TOKEN,'],
      ['with the token in quotes', 'Bearer "TOKEN"'],
      ['with a colon', 'Bearer: TOKEN'],
    ])('in a header %s', async (_, authorization) => {
      expectRefused(await me(authorization.replaceAll('TOKEN', client.token!)));
    });

    it('of 12 kB', async () => {
      expectRefused(await me(`Bearer ${signed({ more: 'x'.repeat(9000) })}x`));
    });

    it('in the query, in a cookie or in another header', async () => {
      expectRefused(await app.nobody.get(`/auth/me?access_token=${client.token}&auth_token=${client.token}`));
      expectRefused(await app.nobody.get('/auth/me', { cookie: `access_token=${client.token}; jwt=${client.token}` }));
      expectRefused(await app.nobody.get('/auth/me', { 'x-access-token': client.token! }));
    });

    it('before the role, body or path is checked', async () => {
      expectRefused(await app.nobody.get('/admin/users'));
      expectRefused(await app.nobody.post('/auth/password', {}));
      expectRefused(await app.with(signed({ exp: inMinutes(-1) })).post('/bookings/book', { nonsense: true }));
    });
  });

  it('keeps users apart who ask at the same moment', async () => {
    const people = await app.clients(40);
    const answers = await Promise.all(people.map((person) => person.get('/auth/me')));
    expect(answers.map(({ body }) => body.id)).toEqual(people.map(({ id }) => id));
  });

  it('is checked by the application that was asked, even when several run in one process', async () => {
    const rotated = await app.twin({ JWT_SECRET: 'another secret, of 32 letters and more' });
    const token = signed({}, HEADER, 'another secret, of 32 letters and more');
    expectRefused(await rotated.with(client.token!).get('/auth/me'));
    expectRefused(await app.with(token).get('/auth/me'));
    expect((await rotated.with(token).get('/auth/me')).status).toBe(200);
    expect((await client.get('/auth/me')).status).toBe(200);
  });

  it.each(['Bearer', 'bearer', 'BEARER'])('is accepted with the scheme written %s', async (scheme) => {
    expect((await me(`${scheme} ${client.token}`)).status).toBe(200);
  });

  it('of 1 MB is refused with 431 and a problem document', async () => {
    const { status, type, body } = await raw([`Bearer ${'x'.repeat(1_048_576)}`]);
    expect({ status, type, code: body.code }).toEqual({
      status: 431,
      type: 'application/problem+json; charset=utf-8',
      code: 'headers-too-large',
    });
  });

  it('in two Authorization headers is refused with 400, whichever is right', async () => {
    for (const values of [
      [`Bearer ${client.token}`, 'Bearer x'],
      ['Bearer x', `Bearer ${client.token}`],
    ]) {
      const { status, type, body } = await raw(values);
      expect({ status, type, detail: body.detail }).toEqual({
        status: 400,
        type: 'application/problem+json; charset=utf-8',
        detail: 'The header authorization must be sent once.',
      });
    }
  });

  /** `GET /auth/me` with these Authorization headers, one line each, as fetch would not send them. */
  function raw(authorization: readonly string[]): Promise<{ status?: number; type?: string; body: Part }> {
    return new Promise((resolve, reject) => {
      const lines = authorization.flatMap((value) => ['Authorization', value]);
      const headers = ['Host', new URL(app.origin).host, ...lines];
      const sent = request(`${app.origin}/api/v1/auth/me`, { headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = JSON.parse(Buffer.concat(chunks).toString()) as Part;
          resolve({ status: answer.statusCode, type: answer.headers['content-type'], body });
        });
      });
      sent.on('error', reject);
      sent.end();
    });
  }
});
