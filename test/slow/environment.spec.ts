import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { SECRET, TestApp } from '../support/app.js';
import { Caller } from '../support/caller.js';
import { createDatabase } from '../support/database.js';
import { Installation } from '../support/installation.js';
import { Started } from '../support/started.js';

const ACCOUNT = { email: 'jo@example.com', password: 'correct horse battery', full_name: 'Jo Miller' };

describe('the environment of the built server', () => {
  let app: TestApp;
  let installation: Installation;
  const running: Started[] = [];

  beforeAll(async () => {
    installation = await Installation.make();
    app = await TestApp.start();
  }, 120_000);

  afterEach(async () => {
    for (const server of running) server.kill('SIGKILL');
    await Promise.all(running.splice(0).map((server) => server.exit()));
    await rm(installation.at('.env'), { force: true });
  });

  afterAll(async () => {
    await app.stop();
    await installation.remove();
  });

  function start(variables: Record<string, string>, script = 'main.js', args: readonly string[] = []): Started {
    const started = new Started(installation.at('dist/src', script), variables, args);
    running.push(started);
    return started;
  }

  const usual = () => ({ DATABASE_URL: app.database.url, HOST: '127.0.0.1', PORT: '0' });

  it('comes from .env in any working directory, but real variables win', async () => {
    const lines = Object.entries({ ...usual(), JWT_SECRET: SECRET, CORS_ORIGINS: 'https://a.example', PORT: '80a' });
    await writeFile(installation.at('.env'), lines.map((pair) => `${pair.join('=')}\n`).join(''));
    const wrong = start({ DATABASE_URL: app.database.url });
    expect([await wrong.exit(), wrong.output]).toEqual([1, expect.stringContaining('PORT must be a whole number')]);
    const server = start({ PORT: '0', CORS_ORIGINS: 'https://b.example' });
    const caller = new Caller(await server.origin(), (await app.client()).token);
    expect((await caller.get('/auth/me')).status).toBe(200);
    for (const [origin, allowed] of [
      ['https://a.example', null],
      ['https://b.example', 'https://b.example'],
    ] as const) {
      const { headers } = await caller.get('/health', { origin });
      expect(headers.get('access-control-allow-origin')).toBe(allowed);
    }
  });

  it('without JWT_SECRET lets it generate and keep a secret: logins survive a restart', async () => {
    const file = installation.at('.data/jwt-secret');
    const first = start(usual());
    const { body } = await new Caller(await first.origin()).post('/auth/signup', ACCOUNT);
    const secret = await readFile(file, 'utf8');
    expect(secret).toMatch(/^[\w-]{64}$/);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const me = async (server: Started) =>
      (await new Caller(await server.origin(), body.access_token).get('/auth/me')).status;
    expect(await me(first)).toBe(200);
    first.kill('SIGTERM');
    await first.exit();
    expect(await me(start(usual()))).toBe(200);
    await rm(file);
    expect(await me(start(usual()))).toBe(401);
    expect(await readFile(file, 'utf8')).not.toBe(secret);
  });

  it('may lack what a command does not use: migrations run in production without JWT_SECRET', async () => {
    const variables = { NODE_ENV: 'production', DATABASE_URL: app.database.url, PORT: 'x' };
    const command = start(variables, 'cli/migrations.js', ['run']);
    expect([await command.exit(), command.output]).toEqual([0, 'Nothing is pending.\n']);
    const without = start({ NODE_ENV: 'production' }, 'cli/migrations.js', ['run']);
    expect([await without.exit(), without.output]).toEqual([1, expect.stringContaining('DATABASE_URL must be set')]);
  });

  it('gives TypeORM’s own commands a data source: they show, apply and revert as ours do', async () => {
    const empty = await createDatabase('template0');
    const typeorm = async (command: string) => {
      const args = ['-d', installation.at('dist/src/database/data-source.js'), command];
      const variables = { NODE_ENV: 'production', DATABASE_URL: empty.url };
      const started = new Started(join(PROJECT_ROOT, 'node_modules/typeorm/cli.js'), variables, args);
      running.push(started);
      return [await started.exit(), started.output] as const;
    };
    const names = (mark: string, output: string) => output.split('\n').filter((line) => line.startsWith(mark)).length;
    expect(await typeorm('migration:run')).toEqual([0, expect.stringContaining('executed successfully')]);
    expect((await typeorm('migration:revert'))[0]).toBe(0);
    const [, shown] = await typeorm('migration:show');
    expect([names('[X]', shown), names('[ ]', shown)]).toEqual([migrations.length - 1, 1]);
    const ours = start({ DATABASE_URL: empty.url, NODE_ENV: 'production' }, 'cli/migrations.js', ['run']);
    expect([await ours.exit(), ours.output]).toEqual([0, `Applied ${migrations.at(-1)!.name}\n`]);
    await empty.drop();
  }, 60_000);

  it('gives admin:create the password, which the command never prints', async () => {
    const password = 'battery staple horse';
    const args = ['--email', 'boss@example.com', '--name', 'The Boss'];
    const variables = { DATABASE_URL: app.database.url, ADMIN_PASSWORD: password };
    const command = start(variables, 'cli/create-admin.js', args);
    expect([await command.exit(), command.output]).toEqual([
      0,
      expect.stringMatching(/^boss@example\.com is an admin now, with the id \d+\.\n$/),
    ]);
    const { body } = await app.nobody.post('/auth/login', { email: 'boss@example.com', password });
    expect(body.user).toMatchObject({ role: 'admin', full_name: 'The Boss' });
    const again = start({ ...variables, ADMIN_PASSWORD: 'short' }, 'cli/create-admin.js', args);
    expect([await again.exit(), again.output]).toEqual([1, 'Password must have 8 to 128 characters.\n']);
    const usage = start(variables, 'cli/create-admin.js', ['--email', 'boss@example.com']);
    expect([await usage.exit(), usage.output]).toEqual([2, expect.stringMatching(/^Usage: npm run admin:create/)]);
  });
});
