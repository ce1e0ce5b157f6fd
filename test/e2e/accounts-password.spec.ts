import { PasswordChangesService } from '../../src/auth/accounts/password-changes.service.js';
import { WrongPasswordError } from '../../src/auth/auth-errors.js';
import type { Answer, Caller } from '../support/caller.js';
import { PASSWORD, TestApp } from '../support/app.js';

const NEW = 'a new staple 2027';

describe('changing a password', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const change = (as: Caller, current_password: unknown, new_password: unknown): Promise<Answer> =>
    as.post('/auth/password', { current_password, new_password });
  const logIn = (email: string, password: string) => app.nobody.post('/auth/login', { email, password });
  const statusOf = async (token: string): Promise<number> => (await app.with(token).get('/auth/me')).status;

  it.each(['client', 'coach', 'admin'] as const)(
    'lets a %s log in with the new one, and no more with the old one',
    async (role) => {
      const person = await app[role]();
      const { status, body } = await change(person, PASSWORD, NEW);
      expect({ status, body }).toEqual({
        status: 200,
        body: { message: 'Password changed', detail: 'Every other session of your account is over.' },
      });
      expect((await logIn(person.email, PASSWORD)).status).toBe(401);
      expect((await logIn(person.email, NEW)).status).toBe(200);
    },
  );

  it('ends every other session, keeps this one, and touches nobody else’s', async () => {
    const [client, stranger] = [await app.client(), await app.client()];
    const elsewhere = (await logIn(client.email, PASSWORD)).body;
    const here = (await logIn(client.email, PASSWORD)).body;
    expect((await change(app.with(here.access_token), PASSWORD, NEW)).status).toBe(200);
    expect(await statusOf(elsewhere.access_token)).toBe(401);
    expect(await statusOf(client.token!)).toBe(401);
    expect((await app.nobody.post('/auth/refresh', { refresh_token: elsewhere.refresh_token })).status).toBe(401);
    expect(await statusOf(here.access_token)).toBe(200);
    expect((await app.nobody.post('/auth/refresh', { refresh_token: here.refresh_token })).status).toBe(200);
    expect(await statusOf(stranger.token!)).toBe(200);
  });

  it('is refused when the user is deleted meanwhile', async () => {
    const nobody = { id: 2_147_483_647, role: 'client', timeZone: 'UTC', sessionId: '', requestId: '' } as const;
    const changing = app.nest.get(PasswordChangesService).change(nobody, PASSWORD, NEW, '127.0.0.1');
    await expect(changing).rejects.toBeInstanceOf(WrongPasswordError);
  });

  it('refuses a wrong current password with 403, and changes nothing', async () => {
    const client = await app.client();
    const elsewhere = (await logIn(client.email, PASSWORD)).body;
    const { status, body } = await change(client, 'not my password', NEW);
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'wrong-password', detail: 'The current password is wrong.' });
    expect((await logIn(client.email, PASSWORD)).status).toBe(200);
    expect(await statusOf(elsewhere.access_token)).toBe(200);
  });

  it.each([
    ['7 characters', 'k7#vQz!', 'new_password must have 8 to 128 characters.'],
    ['129 emoji', '🦊🐻🐼'.repeat(43), 'new_password must have 8 to 128 characters.'],
    [
      'one that everyone tries first',
      'Password1',
      'new_password is too common; please choose one that is harder to guess.',
    ],
    ['a number', 12345678, 'new_password must be a text.'],
    ['null', null, 'new_password must be a text.'],
  ])('refuses %s as the new one with 422', async (_, wanted, message) => {
    const { status, body } = await change(await app.client(), PASSWORD, wanted);
    expect({ status, errors: body.errors }).toEqual({ status: 422, errors: [{ field: 'new_password', message }] });
  });

  it('refuses the email as the new one, whatever its case', async () => {
    const client = await app.client({ email: 'It.is.me@example.com' });
    const { status, body } = await change(client, PASSWORD, 'it.IS.me@example.com');
    expect({ status, detail: body.detail }).toEqual({ status: 422, detail: 'New password must not be the email.' });
  });

  it('takes 128 emoji', async () => {
    const client = await app.client();
    const password = '🦊🐻🐼🐨'.repeat(32);
    expect((await change(client, PASSWORD, password)).status).toBe(200);
    expect((await logIn(client.email, password)).status).toBe(200);
  });

  it('lets one of two concurrent changes win, and the account has exactly that password', async () => {
    const client = await app.client();
    const wanted = ['the first of two', 'the second of two'];
    const answers = await Promise.all(wanted.map((password) => change(client, PASSWORD, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    const logins = await Promise.all(wanted.map((password) => logIn(client.email, password)));
    expect(logins.map(({ status }) => status)).toEqual(answers.map(({ status }) => (status === 200 ? 200 : 401)));
  });

  it('is for those who are logged in', async () => {
    expect((await change(app.nobody, PASSWORD, NEW)).status).toBe(401);
  });
});
