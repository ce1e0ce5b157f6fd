import { seed } from '../../src/cli/seeding.js';
import { createAdmin } from '../../src/cli/new-admin.js';
import { SECRET, TestApp } from '../support/app.js';
import { peopleIn, withDatabase } from '../support/demo.js';

describe('npm run seed', () => {
  it('refuses to run in production, and changes nothing', () =>
    withDatabase(async (url) => {
      const environment = { NODE_ENV: 'production', DATABASE_URL: url };
      await expect(seed(environment, fail)).rejects.toThrow('not for production');
      await expect(seed({ ...environment, JWT_SECRET: SECRET }, fail)).rejects.toThrow('not for production');
      expect(await peopleIn(url)).toBe(0);
    }));

  it('makes the demo world; a second run says that nothing changed', () =>
    withDatabase(async (url) => {
      const said: string[] = [];
      await seed({ DATABASE_URL: url }, (line) => said.push(line));
      expect(said.at(-1)).toContain('with the password vibe-demo-2026');
      expect(await peopleIn(url)).toBe(14);
      const again: string[] = [];
      await seed({ DATABASE_URL: url }, (line) => again.push(line));
      expect(again).toEqual(['The demo world is already there, nothing changed.']);
    }));

  it('never migrates an external database, and says how to do it', () =>
    withDatabase(async (url, sql) => {
      await expect(seed({ DATABASE_URL: url }, fail)).rejects.toThrow(/pending: InitialSchema.*npm run migration:run/);
      expect(await sql(`SELECT FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
    }, 'template0'));
});

describe('npm run admin:create', () => {
  let app: TestApp;
  const password = 'correct horse battery';

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  const create = (admin: { email: string; full_name: string; password: string }) =>
    createAdmin({ NODE_ENV: 'production', DATABASE_URL: app.database.url }, admin);

  it('makes an admin who can log in and see what admins see', async () => {
    const id = await create({ email: 'boss@example.com', full_name: 'The Boss', password });
    const { status, body } = await app.nobody.post('/auth/login', { email: 'boss@example.com', password });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ id, role: 'admin', full_name: 'The Boss', is_active: true });
    expect((await app.with(body.access_token).get('/admin/users')).status).toBe(200);
  });

  it.each([
    ['a common password', { password: 'password1' }, 'Password is too common'],
    ['a short password', { password: 'seven77' }, 'Password must have 8 to 128 characters.'],
    ['the email as password', { password: 'NEW@example.com' }, 'Password must not be the email.'],
    ['an email that is none', { email: 'new' }, 'Email must be an email address'],
    ['a blank name', { full_name: '  ' }, 'Full name must not be blank.'],
    ['a name of 256 characters', { full_name: 'x'.repeat(256) }, 'Full name must have at most 255 characters.'],
  ])('refuses %s in a sentence', async (_, wrong, sentence) => {
    const before = await peopleIn(app.database.url);
    const admin = { email: 'new@example.com', full_name: 'New', password, ...wrong };
    await expect(create(admin)).rejects.toThrow(sentence);
    expect(await peopleIn(app.database.url)).toBe(before);
  });

  it('refuses an email that is taken in any case', async () => {
    const { email } = await app.client({ email: 'taken@example.com' });
    const admin = { email: email.toUpperCase(), full_name: 'Other', password };
    await expect(create(admin)).rejects.toThrow('An account with this email already exists.');
  });

  it('refuses a database with pending migrations', () =>
    withDatabase(async (url) => {
      const admin = { email: 'new@example.com', full_name: 'New', password };
      await expect(createAdmin({ DATABASE_URL: url }, admin)).rejects.toThrow('migration:run');
    }, 'template0'));
});

function fail(line: string): never {
  throw new Error(`was not to say anything, but said: ${line}`);
}
