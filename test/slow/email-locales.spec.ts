import { Client } from 'pg';
import { Migrator } from '../../src/database/migrator.js';
import { PASSWORD, TestApp } from '../support/app.js';
import { expectRefusal } from '../support/refusals.js';

let count = 0;

/** An empty database with this locale. */
async function databaseIn(locale: string): Promise<string> {
  const server = process.env['TEST_POSTGRES'] ?? '';
  const name = `vibe_locale_${process.pid}_${++count}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query([`CREATE DATABASE`, name, `TEMPLATE template0 ENCODING 'UTF8'`, locale].join(' '));
  await client.end();
  return new URL(`/${name}`, server).href;
}

describe.each([
  ['Turkish of ICU', `LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'`],
  ['C', `LOCALE_PROVIDER libc LOCALE 'C'`],
])('emails in a database whose locale is %s', (_, locale) => {
  let url: string;
  let app: TestApp;

  beforeAll(async () => {
    url = await databaseIn(locale);
    await Migrator.use(url, (migrator) => migrator.run());
    app = await TestApp.start({ DATABASE_URL: url });
  }, 60_000);

  afterAll(() => app.stop());

  const signUp = (email: string) =>
    app.nobody.post('/auth/signup', { email, password: 'correct horse battery', full_name: 'Jo' });

  it('have one account in any case', async () => {
    expect((await signUp('INFO.Iris@example.com')).status).toBe(201);
    for (const email of ['info.iris@example.com', 'Info.iris@EXAMPLE.COM', 'INFO.IRIS@EXAMPLE.COM']) {
      expectRefusal(await signUp(email), 409, 'email-taken');
    }
  });

  it('log in with any case, and share one throttle', async () => {
    const client = await app.client({ email: 'iki@example.com' });
    const logIn = (email: string, password: string) => app.nobody.post('/auth/login', { email, password });
    expect((await logIn('IKI@EXAMPLE.COM', PASSWORD)).status).toBe(200);
    for (let time = 0; time < 10; time++) await logIn(time % 2 ? 'IKI@example.com' : 'iki@example.com', 'wrong');
    expectRefusal(await logIn(client.email, PASSWORD), 429, 'too-many-attempts');
  });
});

describe('the migration that compares emails', () => {
  it('names accounts that share an email, and succeeds when they no longer do', async () => {
    const url = await databaseIn(`LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'`);
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await Migrator.use(url, async (migrator) => {
        await migrator.run();
        for (let last = ''; last !== 'CompareEmails1735689600016';) last = (await migrator.revert()) ?? last;
      });
      await client.query(`
        INSERT INTO users (email, password_hash, full_name, role) VALUES
          ('info@example.com', 'x', 'A', 'client'), ('INFO@example.com', 'x', 'B', 'client')
      `);
      const run = () => Migrator.use(url, (migrator) => migrator.run());
      await expect(run()).rejects.toThrow('These users have the same email but for its case: 1 and 2.');
      await client.query(`UPDATE users SET email = 'other@example.com' WHERE id = 2`);
      expect(await run()).toContain('CompareEmails1735689600016');
    } finally {
      await client.end();
    }
  }, 60_000);
});
