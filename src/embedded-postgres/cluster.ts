import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Runner, handOver, spawnAs } from './account.js';
import { WAY_OUT, program } from './binaries.js';

const run = promisify(execFile);

/** The files of one server. All are inside `home`, so one rename or one removal covers them all. */
export const filesOf = (home: string) => ({
  cluster: join(home, 'cluster'),
  password: join(home, 'password'),
  log: join(home, 'postgres.log'),
  pidFile: join(home, 'cluster', 'postmaster.pid'),
});

/** Whether the folder holds a complete cluster. Throws when it holds something else or belongs to another user. */
export async function isInitialised(home: string): Promise<boolean> {
  try {
    await stat(join(filesOf(home).cluster, 'PG_VERSION'));
    await (await open(filesOf(home).password)).close();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES') {
      throw new Error(`${home} belongs to another user: run as that user, or remove it to start empty. ${WAY_OUT}`);
    }
    if (code !== 'ENOENT') throw error;
    if (!existsSync(home) || (await readdir(home)).length === 0) return false;
    // Another process may have created the cluster since the first check.
    if (existsSync(filesOf(home).password) && existsSync(join(filesOf(home).cluster, 'PG_VERSION'))) return true;
    throw new Error(`${home} holds files, but no complete PostgreSQL data: remove it to start empty. ${WAY_OUT}`);
  }
}

/** Creates the cluster in a folder beside `home` and renames it, so that `home` never holds half a cluster. */
export async function initialise(runner: Runner): Promise<void> {
  const { home } = runner;
  await sweepAbandoned(home);
  const staging = `${home}.init-${process.pid}-${randomBytes(4).toString('hex')}`;
  const { cluster, password } = filesOf(staging);
  await mkdir(staging, { mode: 0o700 });
  try {
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await handOver(runner, staging);
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`];
    const args = ['-D', cluster, ...locale, ...access, '--no-instructions'];
    const [command = '', ...rest] = [...runner.through, program(runner.native, 'initdb'), ...args];
    await run(command, rest, spawnAs(runner)).catch((error: unknown) => {
      throw new Error(`initdb failed: ${(error as { stderr?: string }).stderr?.trim() || (error as Error).message}`);
    });
    // Windows does not rename onto an empty folder.
    if (process.platform === 'win32') await rmdir(home).catch(() => undefined);
    await rename(staging, home);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process started at the same time and was faster: use its cluster.
    if (!(await isInitialised(home))) throw error;
  }
}

/** Creates the folders above `home`. As root, gives them to the owner of the folder above them. */
export async function makeParent(home: string): Promise<void> {
  const parent = dirname(home);
  const first = await mkdir(parent, { recursive: true });
  if (first === undefined || process.geteuid?.() !== 0) return;
  const { uid, gid } = await stat(dirname(first));
  for (let folder = parent; folder.length >= first.length; folder = dirname(folder)) await chown(folder, uid, gid);
}

async function sweepAbandoned(home: string): Promise<void> {
  const prefix = `${basename(home)}.init-`;
  for (const name of await readdir(dirname(home))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (pid > 0 && !isAlive(pid))
      await rm(join(dirname(home), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether a process with this id exists, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
