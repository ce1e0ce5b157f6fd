import { LinkMailsService } from '../../src/auth/links/link-mails.service.js';
import { lastLinkTo, lastTokenTo } from '../support/account-links.js';
import { PASSWORD, type Person, TestApp } from '../support/app.js';
import type { Answer } from '../support/caller.js';
import { keepMails, waitingMails } from '../support/deliveries.js';

const HOUR = 3_600_000;

describe('the email of an account', () => {
  let app: TestApp;
  let addresses = 0;
  let emails = 0;

  beforeAll(async () => {
    app = await TestApp.start({ TRUST_PROXY: '1' });
    keepMails(app);
  });

  afterEach(() => app.setTime(null));

  afterAll(() => app.stop());

  const newAddress = () => `10.2.${Math.floor(++addresses / 250)}.${addresses % 250}`;
  const from = (address = newAddress()) => ({ 'x-forwarded-for': address });
  const newEmail = () => `moved${++emails}@example.com`;
  const verifiedAt = async (who: Person): Promise<string | null> => (await who.get('/auth/me')).body.email_verified_at;
  const mailsOf = async (who: Person) => (await waitingMails(app, who.id)).map(({ message }) => message);
  const later = (milliseconds: number) => app.setTime(new Date(Date.now() + milliseconds));
  const expectInvalid = ({ status, body }: Answer) =>
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'token-invalid' });

  describe('is verified', () => {
    const ask = (who: Person, address?: string) => who.post('/auth/verify-email/send', undefined, from(address));
    const verify = (token: string) => app.nobody.post('/auth/verify-email', { token });
    const linkFor = async (who: Person) => {
      expect((await ask(who)).status).toBe(202);
      return lastTokenTo(app, who.email, 'verify');
    };

    it('by the link of a mail, once', async () => {
      const client = await app.client();
      expect(await verifiedAt(client)).toBeNull();
      const token = await linkFor(client);
      expect(await mailsOf(client)).toEqual(['account.verify-email']);
      expect((await verify(token)).status).toBe(200);
      expect(Date.parse((await verifiedAt(client))!)).toBeLessThanOrEqual(Date.now());
      expectInvalid(await verify(token));
    });

    it('by the first mail after the sign-up, which is in the language that the browser asks for', async () => {
      const signUp = (email: string, language: Record<string, string>) =>
        app.nobody.post('/auth/signup', { email, password: 'correct horse battery', full_name: 'Jo' }, language);
      const { body } = await signUp('jo@example.com', { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' });
      expect(body.user.email_verified_at).toBeNull();
      const me = app.with(body.access_token);
      expect((await me.get('/users/me/settings')).body.locale).toBe('de');
      const [mail] = await waitingMails(app, body.user.id);
      expect(mail).toMatchObject({ message: 'account.welcome', data: { link_id: expect.any(String) } });
      const link = await app.nest.get(LinkMailsService).mailOf(mail!.data.link_id!);
      expect(link).toMatchObject({ user: { locale: 'de' }, to: 'jo@example.com' });
      expect((await verify(link!.token)).status).toBe(200);
      expect((await me.get('/users/me')).body.email_verified_at).toEqual(expect.any(String));
      const other = await signUp('jo2@example.com', {});
      expect((await app.with(other.body.access_token).get('/users/me/settings')).body.locale).toBe('en');
    });

    it('leaves an event for the sign-up', async () => {
      const body = { email: 'event@example.com', password: 'correct horse battery', full_name: 'Jo', role: 'coach' };
      const { user } = (await app.nobody.post('/auth/signup', body)).body;
      const events = await app.sql(
        `SELECT type, actor_role, data FROM events WHERE subject_kind = 'account' AND subject_id = $1`,
        [user.id],
      );
      expect(events).toEqual([{ type: 'account.created', actor_role: 'coach', data: {} }]);
    });

    it('for a day', async () => {
      const [early, late] = [await app.client(), await app.client()];
      const tokens = [await linkFor(early), await linkFor(late)];
      later(23.9 * HOUR);
      expect((await verify(tokens[0]!)).status).toBe(200);
      later(24 * HOUR);
      expectInvalid(await verify(tokens[1]!));
    });

    it('as the account itself sees it, and nobody else', async () => {
      const { coach, client } = await app.connected();
      const admin = await app.admin();
      for (const path of ['/auth/me', '/users/me', '/client/profile']) {
        expect((await client.get(path)).body).toHaveProperty('email_verified_at', null);
      }
      expect((await client.put('/client/profile', { age: 30 })).body).toHaveProperty('email_verified_at', null);
      expect((await client.put('/client/profile', {})).body).toHaveProperty('email_verified_at', null);
      expect((await coach.get('/coach/profile')).body).toHaveProperty('email_verified_at', null);
      expect((await coach.get(`/coach/clients/${client.id}`)).body).not.toHaveProperty('email_verified_at');
      expect((await admin.get(`/admin/users/${client.id}`)).body).not.toHaveProperty('email_verified_at');
    });

    it('not by a token for another email: an admin has changed it meanwhile', async () => {
      const [admin, client] = [await app.admin(), await app.client()];
      const token = await linkFor(client);
      expect((await admin.put(`/admin/users/${client.id}`, { email: newEmail() })).status).toBe(200);
      expectInvalid(await verify(token));
      expect(await verifiedAt(client)).toBeNull();
    });

    it('by ten mails in a quarter of an hour, at most', async () => {
      const client = await app.client();
      for (let time = 0; time < 10; time++) expect((await ask(client)).status).toBe(202);
      const { status, body } = await ask(client);
      expect({ status, code: body.code }).toEqual({ status: 429, code: 'too-many-attempts' });
    });
  });

  describe('changes', () => {
    const ask = (who: Person, new_email: string, password = PASSWORD, address?: string) =>
      who.post('/auth/email', { password, new_email }, from(address));
    const confirm = (token: string) => app.nobody.post('/auth/email/confirm', { token });
    const linkFor = async (who: Person, email: string) => {
      expect((await ask(who, email)).status).toBe(202);
      return lastTokenTo(app, email, 'email');
    };
    const emailOf = async (who: Person): Promise<string> => (await who.get('/auth/me')).body.email;

    it('when the new address confirms it; the old one is told when it was asked for, and when it is done', async () => {
      const [client, email] = [await app.client(), newEmail()];
      const token = await linkFor(client, email);
      expect(await emailOf(client)).toBe(client.email);
      expect(await mailsOf(client)).toEqual(['account.email-asked', 'account.email-confirm']);
      expect((await confirm(token)).status).toBe(200);
      expect(await emailOf(client)).toBe(email);
      expect(await verifiedAt(client)).toEqual(expect.any(String));
      const mails = await waitingMails(app, client.id);
      expect(mails.map(({ message }) => message)).toEqual([
        'account.email-asked',
        'account.email-confirm',
        'account.email-changed',
      ]);
      const told = await app.nest.get(LinkMailsService).oldAddressOf(mails[2]!.data.link_id!);
      expect(told).toMatchObject({ to: client.email, user: { id: client.id, email } });
      const logIn = (as: string) => app.nobody.post('/auth/login', { email: as, password: PASSWORD }, from());
      expect([(await logIn(client.email)).status, (await logIn(email)).status]).toEqual([401, 200]);
      expectInvalid(await confirm(token));
    });

    it('not with a wrong password, which counts as a failed login', async () => {
      const [client, email] = [await app.client(), newEmail()];
      for (let time = 0; time < 10; time++) {
        const { status, body } = await ask(client, email, 'a wrong password');
        expect({ status, code: body.code }).toEqual({ status: 403, code: 'wrong-password' });
      }
      expect(await mailsOf(client)).toEqual([]);
      expect((await app.nobody.post('/auth/login', { email: client.email, password: PASSWORD }, from())).status).toBe(
        429,
      );
    });

    it('not to an email that is taken: the request does not tell, the confirmation does, and uses nothing up', async () => {
      const [admin, client, other] = [await app.admin(), await app.client(), await app.client()];
      const token = await linkFor(client, other.email.toUpperCase());
      const { status, body } = await confirm(token);
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'email-taken' });
      expect(await emailOf(client)).toBe(client.email);
      await admin.delete(`/admin/users/${other.id}`);
      expect((await confirm(token)).status).toBe(200);
    });

    it('to the address of the latest request only', async () => {
      const [client, wrong, right] = [await app.client(), newEmail(), newEmail()];
      const earlier = await linkFor(client, wrong);
      const token = await linkFor(client, right);
      expectInvalid(await confirm(earlier));
      expect((await confirm(token)).status).toBe(200);
    });

    it('within a day', async () => {
      const client = await app.client();
      const token = await linkFor(client, newEmail());
      later(24 * HOUR);
      expectInvalid(await confirm(token));
    });

    it('not after a change of the password', async () => {
      const client = await app.client();
      const token = await linkFor(client, newEmail());
      await client.post('/auth/password', { current_password: PASSWORD, new_password: 'a new staple 2027' }, from());
      expectInvalid(await confirm(token));
    });

    it('and ends every other link of the account', async () => {
      const [client, email] = [await app.client(), newEmail()];
      await app.nobody.post('/auth/password-reset', { email: client.email }, from());
      const reset = await lastTokenTo(app, client.email, 'reset');
      await app.nobody.post('/auth/password-reset', { email: client.email }, from());
      const waiting = await lastLinkTo(app, client.email, 'reset');
      expect((await confirm(await linkFor(client, email))).status).toBe(200);
      // Back again: the links to the first email would work, had they not ended.
      expect((await confirm(await linkFor(client, client.email))).status).toBe(200);
      expectInvalid(
        await app.nobody.post('/auth/password-reset/confirm', { token: reset, new_password: 'a new staple' }),
      );
      expect(await app.nest.get(LinkMailsService).mailOf(waiting)).toBeNull();
    });

    it('by an admin, too: it is then not verified, links end, and the old address is told', async () => {
      const [admin, client, email] = [await app.admin(), await app.client({ emailVerifiedAt: new Date() }), newEmail()];
      const token = await linkFor(client, newEmail());
      const echoed = await admin.put(`/admin/users/${client.id}`, { email: client.email, full_name: 'Jo' });
      expect(echoed.status).toBe(200);
      expect(await verifiedAt(client)).not.toBeNull();
      expect((await admin.put(`/admin/users/${client.id}`, { email })).status).toBe(200);
      expect(await verifiedAt(client)).toBeNull();
      expectInvalid(await confirm(token));
      const told = (await waitingMails(app, client.id)).at(-1)!;
      expect(told.message).toBe('account.email-changed');
      expect(await app.nest.get(LinkMailsService).oldAddressOf(told.data.link_id!)).toMatchObject({ to: client.email });
    });

    it('and leaves nothing when the account is deleted', async () => {
      const [admin, client, email] = [await app.admin(), await app.client(), newEmail()];
      await confirm(await linkFor(client, email));
      await admin.delete(`/admin/users/${client.id}`);
      expect(await app.sql(`SELECT FROM account_links WHERE $1 IN (email, old_email)`, [client.email])).toEqual([]);
      expect(await app.sql(`SELECT FROM account_links WHERE email = $1`, [email])).toEqual([]);
    });

    it('by ten requests of a network in a quarter of an hour, at most', async () => {
      const address = newAddress();
      for (let time = 0; time < 10; time++) {
        expect((await ask(await app.client(), newEmail(), PASSWORD, address)).status).toBe(202);
      }
      expect((await ask(await app.client(), newEmail(), PASSWORD, address)).status).toBe(429);
    });
  });
});
