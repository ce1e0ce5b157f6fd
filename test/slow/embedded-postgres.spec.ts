import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/embedded-postgres/embedded-postgres.js';
import { isAlive } from '../../src/embedded-postgres/cluster.js';

const SETTINGS = { fsync: 'off' };

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let home: string;
  const started: EmbeddedPostgres[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vibe-embedded-'));
    home = join(folder, 'deep', 'postgres');
  });

  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function start(dataDir = home): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
    started.push(server);
    return server;
  }

  const pidFile = () => join(home, 'cluster', 'postmaster.pid');
  const pid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

  it('creates its cluster at the first start: UTF-8, UTC, a password, loopback only', async () => {
    const { url } = await start();
    const [row] = await ask(
      url,
      `
      SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
             current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets`,
    );
    expect(row).toEqual({ encoding: 'UTF8', zone: 'UTC', addresses: '127.0.0.1', sockets: '' });
    const without = new URL(url);
    without.password = 'wrong';
    await expect(ask(without.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps its data across a restart', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const server = pid();
    await first.stop();
    await expectGone(server);
    expect(await ask((await start()).url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is one server for all processes, and stops with the last of them', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(two.url).toBe(one.url);
    const server = pid();
    await one.stop();
    expect(isAlive(server)).toBe(true);
    await ask(two.url, 'SELECT 1');
    await two.stop();
    await expectGone(server);
  });

  it('may be stopped twice', async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
  });

  it('is found again after the process that started it was killed', async () => {
    const first = await start();
    const server = pid();
    // As after kill -9 of the process: its lease is gone, the server still runs.
    await ask(
      first.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'embedded postgres lease'`,
    );
    const second = await start();
    expect(pid()).toBe(server);
    expect(second.url).toBe(first.url);
  });

  it('recovers from a kill -9 of itself', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE survived ()');
    process.kill(pid(), 'SIGKILL');
    const second = await start();
    expect(await ask(second.url, `SELECT to_regclass('survived') IS NOT NULL AS there`)).toEqual([{ there: true }]);
  });

  it('ignores a pid file that names a living process other than PostgreSQL', async () => {
    const first = await start();
    const text = readFileSync(pidFile(), 'utf8');
    await first.stop();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    writeFileSync(pidFile(), text.replace(/^\d+/, String(other.pid)));
    const second = await start();
    expect(pid()).not.toBe(other.pid);
    expect(await ask(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it('runs below a folder that no other user may enter', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    expect(await ask((await start(join(closed, 'postgres'))).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses a folder that holds something else, and says what to do', async () => {
    const foreign = join(folder, 'foreign');
    await mkdir(foreign);
    writeFileSync(join(foreign, 'letter.txt'), 'dear reader');
    await expect(start(foreign)).rejects.toThrow('remove it to start empty. Set DATABASE_URL');
    expect(readFileSync(join(foreign, 'letter.txt'), 'utf8')).toBe('dear reader');
  });
});

async function ask(url: string, statement: string): Promise<object[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<object>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** A child process keeps its id until its exit is reported, a moment after it stopped. */
async function expectGone(pid: number): Promise<void> {
  const deadline = Date.now() + 2_000;
  while (isAlive(pid) && Date.now() < deadline) await sleep(10);
  expect(isAlive(pid)).toBe(false);
}
