import { execFile, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { link, open, readFile, realpath, rename, rm, truncate } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Runner, handOver, spawnAs } from './account.js';
import { findBinaries, program } from './binaries.js';
import { filesOf, isAlive } from './cluster.js';

const run = promisify(execFile);

const START_MS = 60_000;
const FAST_STOP_MS = 20_000;
const HARD_STOP_MS = 5_000;
const LOG_LIMIT_BYTES = 5_000_000;

const SETTINGS = { max_connections: '200', timezone: 'UTC', log_timezone: 'UTC' };

/** A running server, as its pid file tells; `ready` is false while it comes up or goes down. */
export interface Server {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server that runs on this folder, if any. A pid file that names no server of ours is put away. */
export async function findServer(home: string): Promise<Server | undefined> {
  const { pidFile } = filesOf(home);
  const text = await readFile(pidFile, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const server = { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  // Created but not yet filled in.
  if (text === '' && Date.now() - (statSync(pidFile, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 2_000) return server;
  if (server.pid > 0 && (await isServerOf(home, server.pid))) return server;
  await putAway(pidFile, text);
  return undefined;
}

/** Removes a stale pid file, but never the one that a server started in the meantime has just written. */
async function putAway(pidFile: string, stale: string): Promise<void> {
  const aside = `${pidFile}.${process.pid}`;
  try {
    await rename(pidFile, aside);
    if ((await readFile(aside, 'utf8')) !== stale) await link(aside, pidFile);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** A number in a pid file may by now be any process: only the command line tells that it serves this folder. */
async function isServerOf(home: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return args.split('\0').includes(filesOf(await realpath(home)).cluster);
  }
  if (process.platform === 'win32') {
    return (await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])).stdout.includes('postgres');
  }
  const { stdout } = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes(` ${filesOf(await realpath(home)).cluster} `);
}

/** Starts the server, in a session of its own so that Ctrl+C in a terminal does not reach it; resolves once it takes connections. */
export async function launch(runner: Runner, settings: Record<string, string>): Promise<void> {
  const home = await realpath(runner.home);
  const { cluster, log } = filesOf(home);
  await handOver(runner);
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) await truncate(log);
  const file = await open(log, 'a', 0o600);
  try {
    if (runner.owner) await file.chown(runner.owner.uid, runner.owner.gid);
    const start = (await file.stat()).size;
    const fixed = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };
    const port = settings['port'] ?? String(await freePort());
    const options = Object.entries({ ...SETTINGS, ...settings, ...fixed, port }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const [command = '', ...args] = [...runner.through, program(runner.native, 'postgres'), '-D', cluster, ...options];
    const child = spawn(command, args, { ...spawnAs(runner), detached: true, stdio: ['ignore', file.fd, file.fd] });
    child.unref();
    let ended: string | undefined;
    child.once('error', (error) => (ended = error.message));
    child.once('exit', (code, signal) => (ended = `it ended with ${code ?? signal ?? 'an unknown code'}`));
    const deadline = Date.now() + START_MS;
    for (;;) {
      const server = ended === undefined ? await findServer(home) : undefined;
      if (server?.pid === child.pid && server?.ready) return;
      if (ended === undefined && Date.now() < deadline) {
        await sleep(10);
        continue;
      }
      const tail = (await readFile(log)).subarray(start).toString().trim().split('\n').slice(-15).join('\n');
      throw new Error(`PostgreSQL did not start: ${ended ?? 'it was not ready in time'}. The end of ${log}:\n${tail}`);
    }
  } finally {
    await file.close();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Stops the server and waits until it is gone: its connections are ended, its data is written. */
export async function shutDown(home: string, { pid }: Server): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', HARD_STOP_MS],
  ] as const) {
    await tell(pid, signal);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (!(await isServerOf(home, pid))) return;
      await sleep(10);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop: see ${filesOf(home).log}.`);
}

async function tell(pid: number, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  try {
    // On Windows process.kill ends a process without a word; PostgreSQL has its own way there.
    if (process.platform === 'win32')
      await run(program(await findBinaries(), 'pg_ctl'), ['kill', signal.slice(3), String(pid)]);
    else process.kill(pid, signal);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
}
