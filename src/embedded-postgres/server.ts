import { type ChildProcess, execFile, spawn } from 'node:child_process';
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

const SETTINGS = { max_connections: '200', timezone: 'UTC', log_timezone: 'UTC', unix_socket_directories: '' };

/** A running server, read from its pid file. `ready` is false while it starts or stops. */
export interface Server {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server that runs on this folder, if any. Removes a pid file that names no server of this folder. */
export async function findServer(home: string): Promise<Server | undefined> {
  const { pidFile } = filesOf(home);
  const text = await readFile(pidFile, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const server = { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  // A server that just starts has created the file and not yet written it.
  if (text === '' && Date.now() - (statSync(pidFile, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 2_000) return server;
  if (server.pid > 0 && (await isServerOf(home, server.pid))) return server;
  await putAway(pidFile, text);
  return undefined;
}

/** Removes a stale pid file, but not one that a new server has written in the meantime. */
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

/** The id in a pid file may by now belong to any process. Only the command line shows that it serves this folder. */
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

/** Starts the server and resolves once it accepts connections. It has a session of its own, so Ctrl+C does not reach it. */
export async function launch(runner: Runner, settings: Record<string, string>): Promise<void> {
  const home = await realpath(runner.home);
  const { cluster, log } = filesOf(home);
  await handOver(runner);
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) await truncate(log);
  const file = await open(log, 'a', 0o600);
  try {
    if (runner.owner) await file.chown(runner.owner.uid, runner.owner.gid);
    const begin = (await file.stat()).size;
    const options = await optionsOf(settings);
    const [command = '', ...args] = [...runner.through, program(runner.native, 'postgres'), '-D', cluster, ...options];
    const stdio = ['ignore', file.fd, file.fd] as const;
    const child = spawn(command, args, { ...spawnAs(runner), detached: true, stdio: [...stdio] });
    child.unref();
    const failure = await failureOf(child, home);
    if (failure === undefined) return;
    const tail = (await readFile(log)).subarray(begin).toString().trim().split('\n').slice(-15).join('\n');
    throw new Error(`PostgreSQL did not start: ${failure}. The end of ${log}:\n${tail}`);
  } finally {
    await file.close();
  }
}

async function optionsOf(settings: Record<string, string>): Promise<string[]> {
  const port = settings['port'] ?? String(await freePort());
  const fixed = { listen_addresses: '127.0.0.1', port };
  return Object.entries({ ...SETTINGS, ...settings, ...fixed }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Waits until the process is a ready server. Says why it did not become one; undefined when it did. */
async function failureOf(child: ChildProcess, home: string): Promise<string | undefined> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure = `it ended with ${code ?? signal ?? 'an unknown code'}`));
  const deadline = Date.now() + START_MS;
  while (failure === undefined && Date.now() < deadline) {
    const server = await findServer(home);
    if (server?.pid === child.pid && server?.ready) return undefined;
    await sleep(10);
  }
  return failure ?? 'it was not ready in time';
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Stops the server and waits until its process is gone. PostgreSQL ends its connections and writes its data. */
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
    // On Windows process.kill ends a process at once; pg_ctl sends PostgreSQL the signal.
    if (process.platform === 'win32')
      await run(program(await findBinaries(), 'pg_ctl'), ['kill', signal.slice(3), String(pid)]);
    else process.kill(pid, signal);
  } catch (error) {
    if (isAlive(pid)) throw error;
  }
}
