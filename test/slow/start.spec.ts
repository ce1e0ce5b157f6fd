import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { Caller } from '../support/caller.js';
import { SECRET, TestApp } from '../support/app.js';
import { Installation } from '../support/installation.js';
import { Started } from '../support/started.js';
import { untilSomeoneWaits } from '../support/statements.js';
import { until } from '../support/until.js';

const START_MS = 30_000;
/** Less than the five seconds for which a stopping server in production still takes requests. */
const AT_ONCE_MS = 4_000;

/** A line of the log in production, where collectors read it. */
const fatal = (msg: string) => ({ level: 'fatal', time: expect.any(String), msg });

const PRODUCTION_SECRET = 'kJ8s0x2mQ4v6b8n1z3c5A7d9F2h4J6k8L0p';

async function listener(): Promise<[Server, number]> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return [server, (server.address() as AddressInfo).port];
}

describe('starting and stopping the server', () => {
  let app: TestApp;
  let installation: Installation;
  const running: Started[] = [];

  beforeAll(async () => {
    installation = await Installation.make();
    app = await TestApp.start();
  }, 120_000);

  afterAll(async () => {
    for (const server of running) server.kill('SIGKILL');
    await app.stop();
    await installation.remove();
  });

  function start(variables: Record<string, string> = {}): Started {
    const usual = { DATABASE_URL: app.database.url, JWT_SECRET: SECRET, HOST: '127.0.0.1', PORT: '0' };
    const server = new Started(installation.at('dist/src/main.js'), { ...usual, ...variables });
    running.push(server);
    return server;
  }

  it('does not start with wrong variables, and names each', async () => {
    const told = (more: string) =>
      `The configuration is wrong:\n- PORT must be a whole number from 0 to 65535.\n- ${more}`;
    const server = start({ PORT: '80a', LOG_LEVEL: 'loud' });
    expect(await server.exit()).toBe(1);
    expect(server.output).toContain(told('LOG_LEVEL must be'));
    const live = start({ PORT: '80a', NODE_ENV: 'production', JWT_SECRET: '' });
    expect(await live.exit()).toBe(1);
    expect(JSON.parse(live.output)).toEqual(fatal(told('JWT_SECRET must be set in production.')));
  });

  it('says that it reads X-Forwarded-For and no Forwarded, if it believes proxies', async () => {
    const [trusting, other] = [start({ TRUST_PROXY: '1' }), start()];
    await Promise.all([trusting.untilItSays('It never reads Forwarded (RFC 7239)'), other.origin()]);
    trusting.kill('SIGTERM');
    other.kill('SIGTERM');
    await Promise.all([trusting.exit(), other.exit()]);
    expect(other.output).not.toContain('RFC 7239');
  });

  it.each(['development', 'production'])('exits with a sentence when its port is taken: %s', async (NODE_ENV) => {
    const [other, port] = await listener();
    const server = start({ NODE_ENV, JWT_SECRET: PRODUCTION_SECRET, PORT: String(port) });
    const said = until('it says so', () => server.output.includes('is taken'), START_MS).then(() => performance.now());
    expect(await server.exit()).toBe(1);
    expect(performance.now() - (await said)).toBeLessThan(AT_ONCE_MS);
    other.close();
    const text = `Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`;
    const last = server.output.trim().split('\n').at(-1)!;
    if (NODE_ENV === 'production') expect(JSON.parse(last)).toEqual(fatal(text));
    else expect(server.output.trim()).toBe(text);
  });

  it('says in a sentence why it cannot use the database, without the password', async () => {
    const spoilt = (spoil: (url: URL) => void) => {
      const url = new URL(app.database.url);
      spoil(url);
      return url.href;
    };
    const cases: [string, string][] = [
      [spoilt((url) => (url.port = '1')), 'connect ECONNREFUSED'],
      [spoilt((url) => (url.pathname = '/nowhere')), 'database "nowhere" does not exist'],
      [spoilt((url) => (url.password = 'wrong-one')), 'password authentication failed'],
    ];
    const check = async ([url, reason]: [string, string]) => {
      const server = start({ DATABASE_URL: url });
      expect(await server.exit()).toBe(1);
      expect(server.output).toMatch(/^The database of DATABASE_URL cannot be used: .*\n$/);
      expect(server.output).toContain(reason);
      expect(server.output).not.toContain(new URL(url).password);
    };
    await Promise.all(cases.map(check));
  });

  it('leaves schema and data of an external database alone, names pending migrations, and is not ready', async () => {
    const empty: TestDatabase = await createDatabase('template0');
    const server = start({ DATABASE_URL: empty.url });
    const caller = new Caller(await server.origin());
    const ready = await caller.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.detail).toContain('Migrations are pending: InitialSchema');
    expect((await caller.post('/auth/login', { email: 'a@example.com', password: 'x' })).status).toBe(503);
    expect(server.output).toContain('Not ready. Migrations are pending: InitialSchema');
    server.kill('SIGTERM');
    expect(await server.exit()).toBe(0);
    const client = new Client({ connectionString: empty.url });
    await client.connect();
    const { rows } = await client.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`);
    await client.end();
    expect(rows).toEqual([]);
    await empty.drop();
  });

  it('answers requests in flight after one or more SIGTERMs, and exits with 0', async () => {
    const [client, coach] = await Promise.all([app.client(), app.coach()]);
    const server = start();
    const caller = new Caller(await server.origin(), client.token);
    const locker = new Client({ connectionString: app.database.url });
    await locker.connect();
    await locker.query('BEGIN');
    await locker.query('LOCK TABLE bookings');
    const asked = caller.post('/bookings/book', { coach_id: coach.id, slot_number: 1 });
    await untilSomeoneWaits(app);
    for (const signal of ['SIGTERM', 'SIGTERM', 'SIGINT'] as const) {
      server.kill(signal);
      await sleep(50);
    }
    await locker.query('ROLLBACK');
    await locker.end();
    expect((await asked).status).toBe(201);
    expect(await server.exit()).toBe(0);
    expect(server.output).not.toMatch(/"level":"(error|fatal)"/);
    expect((await client.get('/bookings/my-bookings')).body).toHaveLength(1);
  });

  it('exits at once with 0 on SIGTERM, although a client holds an idle connection', async () => {
    const server = start();
    const { port } = new URL(await server.origin());
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    const before = Date.now();
    server.kill('SIGTERM');
    expect(await server.exit()).toBe(0);
    expect(Date.now() - before).toBeLessThan(5_000);
    await closed;
  });

  it('exits with 0 when the signal comes during its start', async () => {
    const check = async (wait: number) => {
      const server = start();
      await sleep(wait);
      server.kill('SIGINT');
      expect([0, 'SIGINT']).toContain(await server.exit()); // 'SIGINT': the signal came before our handler existed
      expect(server.output).not.toMatch(/Error|"level":"(error|fatal)"/);
    };
    await Promise.all([400, 800, 1_200].map(check));
  });

  it.each(['throw(Error("defect"))', 'void(Promise.reject(Error("defect")))'])(
    'exits with 1 and logs an uncaught error: %s',
    async (defect) => {
      const hook = `process.once('SIGUSR2',()=>{${defect.replaceAll('"', "'")}})`;
      const server = start({ NODE_OPTIONS: `--import=data:text/javascript,${hook}` });
      await server.origin();
      server.kill('SIGUSR2');
      expect(await server.exit()).toBe(1);
      expect(server.output).toMatch(/"level":"fatal".*"reason":"defect".*"msg":"defect"/);
    },
  );

  it('exits when npm, which started it, ends without passing the signal on', async () => {
    const { PATH = '' } = process.env;
    const env = { PATH, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: app.database.url, npm_lifecycle_event: 'start' };
    const script = `"${process.execPath}" dist/src/main.js; true`;
    const shell = spawn('sh', ['-c', script], { cwd: installation.folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const closed = once(shell.stdout, 'close');
    await once(shell.stdout, 'data');
    shell.kill('SIGKILL');
    await closed;
    expect(shell.signalCode).toBe('SIGKILL');
  });

  it('drains in production: for five seconds it is not ready, but still answers', async () => {
    const server = start({ NODE_ENV: 'production', JWT_SECRET: PRODUCTION_SECRET });
    const caller = new Caller(await server.origin());
    expect(server.output).not.toContain('Swagger');
    expect(server.output.split('Mail is off: SMTP_URL is not set.')).toHaveLength(2);
    server.kill('SIGTERM');
    await until('it is not ready', async () => (await caller.get('/health/ready')).status === 503);
    expect((await caller.get('/health')).status).toBe(200);
    const before = Date.now();
    expect(await server.exit()).toBe(0);
    expect(Date.now() - before).toBeGreaterThan(4_000);
  });

  it('prints its addresses and demo accounts, and keeps running when its output is closed', async () => {
    const server = start();
    const caller = new Caller(await server.origin());
    const { port } = new URL(caller.urlOf('/health'));
    await server.untilItSays('Swagger UI');
    expect(server.output).toContain(`  API         http://localhost:${port}/api/v1\n`);
    expect(server.output).toContain(`  Swagger UI  http://localhost:${port}/api/docs\n`);
    expect(server.output).not.toContain('RouterExplorer');
    server.closeOutput();
    for (let count = 0; count < 20; count++) expect((await caller.get('/health')).status).toBe(200);
    server.kill('SIGTERM');
    expect(await server.exit()).toBe(0);
  });
});
