import { LinkMailsService } from '../../src/auth/links/link-mails.service.js';
import { lastLinkTo, lastTokenTo } from '../support/account-links.js';
import { PASSWORD, type Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { keepMails, waitingMails } from '../support/deliveries.js';
import { allStatementsOf } from '../support/statements.js';

const NEW = 'a new staple 2027';
const MINUTE = 60_000;

describe('resetting a password', () => {
  let app: TestApp;
  let addresses = 0;

  beforeAll(async () => {
    // One proxy stands in front, so that each request can come from an address of its own.
    app = await TestApp.start({ TRUST_PROXY: '1' });
    keepMails(app);
  });

  afterEach(() => app.setTime(null));

  afterAll(() => app.stop());

  const newAddress = () => `10.1.${Math.floor(++addresses / 250)}.${addresses % 250}`;
  const from = (address = newAddress()) => ({ 'x-forwarded-for': address });
  const ask = (email: string, address?: string): Promise<Answer> =>
    app.nobody.post('/auth/password-reset', { email }, from(address));
  const confirm = (token: unknown, new_password: unknown = NEW): Promise<Answer> =>
    app.nobody.post('/auth/password-reset/confirm', { token, new_password });
  const logIn = async (email: string, password: string): Promise<number> =>
    (await app.nobody.post('/auth/login', { email, password }, from())).status;
  const linkFor = async ({ email }: Person): Promise<string> => {
    expect((await ask(email)).status).toBe(202);
    return lastTokenTo(app, email, 'reset');
  };
  const later = (milliseconds: number) => app.setTime(new Date(Date.now() + milliseconds));
  const expectInvalid = ({ status, body }: Answer) =>
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'token-invalid' });

  it('gives the account a new password, by the link of the mail', async () => {
    const client = await app.client();
    const token = await linkFor(client);
    expect(token).toMatch(/^[\w-]{43}$/);
    const { status, body } = await confirm(token);
    expect({ status, message: body.message }).toEqual({ status: 200, message: 'Password changed' });
    expect([await logIn(client.email, PASSWORD), await logIn(client.email, NEW)]).toEqual([401, 200]);
  });

  it('answers 202 with the same words and the same statements for known, unknown and deactivated addresses', async () => {
    const [client, gone] = [await app.client(), await app.client({ isActive: false })];
    const answers: unknown[] = [];
    const statements: unknown[] = [];
    for (const email of [client.email, 'unknown@example.com', gone.email]) {
      const sent = await allStatementsOf(app, async () => {
        const { status, body } = await ask(email);
        answers.push({ status, body });
      });
      statements.push(sent);
    }
    expect(answers[0]).toMatchObject({ status: 202, body: { message: 'Look into your mail' } });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect(statements).toEqual([statements[0], statements[0], statements[0]]);
  });

  it('looks for the account when the mail is sent, and sends nothing to anybody else', async () => {
    const gone = await app.client({ isActive: false });
    const mails = app.nest.get(LinkMailsService);
    for (const email of ['nobody-here@example.com', gone.email]) {
      await ask(email);
      expect(await mails.mailOf(await lastLinkTo(app, email, 'reset'))).toBeNull();
    }
    const client = await app.client({ fullName: 'Avery Brooks', locale: 'de' });
    await ask(client.email.toUpperCase());
    const mail = await mails.mailOf(await lastLinkTo(app, client.email.toUpperCase(), 'reset'));
    expect(mail).toMatchObject({
      user: { id: client.id, email: client.email, fullName: 'Avery Brooks', locale: 'de' },
      to: client.email.toUpperCase(),
    });
    expect(mail!.url).toBe(`http://localhost:8000/reset-password#token=${mail!.token}`);
  });

  it('keeps no token, only its hash', async () => {
    const token = await linkFor(await app.client());
    const rows = await app.sql<{ row: string }>(
      `SELECT l::text || coalesce((SELECT string_agg(d::text, '') FROM deliveries d), '') AS row FROM account_links l`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });

  it('leaves a mail that names the link alone, and expires with it', async () => {
    const client = await app.client();
    await ask(client.email);
    const linkId = await lastLinkTo(app, client.email, 'reset');
    const mail = (await waitingMails(app, null)).find(({ data }) => data.link_id === linkId);
    expect(mail).toEqual({ message: 'account.password-reset', recipient_id: null, data: { link_id: linkId } });
    const [expiry] = await app.sql<{ same: boolean }>(
      `SELECT d.expires_at = l.expires_at AND l.expires_at = l.requested_at + interval '1 hour' AS same
         FROM deliveries d JOIN account_links l ON l.id::text = d.data->>'link_id' WHERE l.id = $1`,
      [linkId],
    );
    expect(expiry).toEqual({ same: true });
  });

  it('works once', async () => {
    const client = await app.client();
    const token = await linkFor(client);
    expect((await confirm(token)).status).toBe(200);
    for (const password of ['yet another staple 2028', client.email]) expectInvalid(await confirm(token, password));
  });

  it('works once, however many come at the same time', async () => {
    const client = await app.client();
    const token = await linkFor(client);
    const wanted = ['the first of three', 'the second of three', 'the third of three'];
    const answers = await Promise.all(wanted.map((password) => confirm(token, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const logins = await Promise.all(wanted.map((password) => logIn(client.email, password)));
    expect(logins).toEqual(answers.map(({ status }) => (status === 200 ? 200 : 401)));
  });

  it('works for an hour', async () => {
    const [early, late] = [await app.client(), await app.client()];
    const tokens = [await linkFor(early), await linkFor(late)];
    later(59 * MINUTE);
    expect((await confirm(tokens[0])).status).toBe(200);
    later(60 * MINUTE);
    expectInvalid(await confirm(tokens[1]));
    expect(await app.nest.get(LinkMailsService).mailOf(await lastLinkTo(app, late.email, 'reset'))).toBeNull();
  });

  it.each(['', 'q3u1B2l0cXJ5b2ZhbG9uZ3JhbmRvbXN0cmluZ2hlcmU', 'x'.repeat(100)])(
    'refuses the unknown token %j',
    async (token) => {
      const answer = await confirm(token);
      if (token === '') expect(answer.status).toBe(422);
      else expectInvalid(answer);
    },
  );

  it('refuses the token of another purpose', async () => {
    const client = await app.client();
    await client.post('/auth/verify-email/send', undefined, from());
    expectInvalid(await confirm(await lastTokenTo(app, client.email, 'verify')));
  });

  it.each([
    ['short', 'k7#vQz!', 'New password must have 8 to 128 characters.'],
    ['common', 'Password1', 'New password is too common; please choose one that is harder to guess.'],
    ['the email', 'It.Is.Me@Example.com', 'New password must not be the email.'],
  ])('is not used up by a password that is %s', async (what, weak, message) => {
    const client = await app.client(what === 'the email' ? { email: 'it.is.me@example.com' } : {});
    const token = await linkFor(client);
    const { status, body } = await confirm(token, weak);
    expect({ status, detail: body.detail }).toEqual({ status: 422, detail: message });
    expect((await confirm(token)).status).toBe(200);
  });

  it('ends every session of the account, and of nobody else', async () => {
    const [client, other] = [await app.client(), await app.client()];
    expect((await confirm(await linkFor(client))).status).toBe(200);
    expect([(await client.get('/auth/me')).status, (await other.get('/auth/me')).status]).toEqual([401, 200]);
  });

  it('opens an account again whose logins are throttled', async () => {
    const client = await app.client();
    for (let time = 0; time < 10; time++) await logIn(client.email, 'a wrong password');
    expect(await logIn(client.email, PASSWORD)).toBe(429);
    expect((await confirm(await linkFor(client))).status).toBe(200);
    expect(await logIn(client.email, NEW)).toBe(200);
  });

  it('tells the account, and leaves an event', async () => {
    const client = await app.client();
    await confirm(await linkFor(client));
    expect(await waitingMails(app, client.id)).toEqual([
      { message: 'account.password-changed', recipient_id: client.id, data: {} },
    ]);
    const events = await app.sql(
      `SELECT type, data, actor_id FROM events WHERE subject_kind = 'account' AND subject_id = $1`,
      [client.id],
    );
    expect(events).toEqual([{ type: 'account.password_changed', data: {}, actor_id: client.id }]);
  });

  it('ends with a change of the password: links that were sent, and links whose mails wait', async () => {
    const client = await app.client();
    const sent = await linkFor(client);
    await ask(client.email);
    const waiting = await lastLinkTo(app, client.email, 'reset');
    const change = { current_password: PASSWORD, new_password: NEW };
    expect((await client.post('/auth/password', change, from())).status).toBe(200);
    expectInvalid(await confirm(sent, 'yet another staple 2028'));
    expect(await app.nest.get(LinkMailsService).mailOf(waiting)).toBeNull();
    expect((await waitingMails(app, client.id)).map(({ message }) => message)).toEqual(['account.password-changed']);
  });

  it('ends with another reset', async () => {
    const client = await app.client();
    const tokens = [await linkFor(client), await linkFor(client)];
    expect((await confirm(tokens[0])).status).toBe(200);
    expectInvalid(await confirm(tokens[1], 'yet another staple 2028'));
  });

  it('ends with the account, which keeps no link', async () => {
    const [admin, client, other] = [await app.admin(), await app.client(), await app.client()];
    const token = await linkFor(client);
    await ask(client.email);
    await ask(other.email);
    expect((await admin.delete(`/admin/users/${client.id}`)).status).toBe(204);
    expectInvalid(await confirm(token));
    const links = (email: string) => app.sql(`SELECT FROM account_links WHERE email = $1`, [email]);
    expect([(await links(client.email)).length, (await links(other.email)).length]).toEqual([0, 1]);
  });

  it('does not work for a deactivated account', async () => {
    const [admin, client] = [await app.admin(), await app.client()];
    const token = await linkFor(client);
    await admin.put(`/admin/users/${client.id}`, { is_active: false });
    for (const password of [NEW, client.email]) expectInvalid(await confirm(token, password));
  });

  it('never opens the account that has the address later', async () => {
    const [admin, client] = [await app.admin(), await app.client()];
    const token = await linkFor(client);
    const { email } = client;
    await admin.put(`/admin/users/${client.id}`, { email: 'moved-away@example.com' });
    await app.client({ email });
    expectInvalid(await confirm(token));
  });

  describe('is throttled', () => {
    const expectThrottled = ({ status, headers, body }: Answer) => {
      expect({ status, code: body.code }).toEqual({ status: 429, code: 'too-many-attempts' });
      expect(body.detail).toBe('Too many requests; please try again in 15 minutes.');
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(890);
    };

    it.each(['known', 'unknown'])(
      'for a %s account: the eleventh request is refused, until a quarter of an hour is over',
      async (what) => {
        const email = what === 'known' ? (await app.client()).email : 'unknown11@example.com';
        for (let time = 0; time < 10; time++) {
          expect((await ask(time % 2 ? email : email.toUpperCase())).status).toBe(202);
        }
        expectThrottled(await ask(email));
        later(15 * MINUTE + 1000);
        expect((await ask(email)).status).toBe(202);
      },
    );

    it('for an address, whatever emails it asks for', async () => {
      const address = newAddress();
      for (let time = 0; time < 10; time++)
        expect((await ask(`stranger${time}@example.com`, address)).status).toBe(202);
      expectThrottled(await ask('stranger10@example.com', address));
      expect((await ask('stranger10@example.com')).status).toBe(202);
    });

    it('apart from logins', async () => {
      const client = await app.client();
      for (let time = 0; time < 10; time++) await ask(client.email);
      expect(await logIn(client.email, PASSWORD)).toBe(200);
    });
  });

  it('forgets links that are over for a week', async () => {
    const client = await app.client();
    await ask(client.email);
    later(8 * 24 * 60 * MINUTE);
    for (let time = 0; time < 10; time++) await ask(`sweeper${time}@example.com`);
    expect(await app.sql(`SELECT FROM account_links WHERE email = $1`, [client.email])).toEqual([]);
  });
});
