import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { lchown, lstat, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WAY_OUT, copyBinaries, program } from './binaries.js';

/** How PostgreSQL's programs are run: which copy, as which user, on which folder. */
export interface Runner {
  native: string;
  home: string;
  /** Owner of the server's files. Its programs run as this user, unless `through` is set. */
  owner?: { uid: number; gid: number };
  /** Command that starts the programs; empty when they are started directly. */
  through: string[];
}

const USER_NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

const isRoot = () => process.geteuid?.() === 0;

/** Options of `spawn` for one of PostgreSQL's programs. */
export function spawnAs(runner: Runner) {
  const { uid, gid } = runner.through.length > 0 ? {} : (runner.owner ?? {});
  // PostgreSQL's programs read PGPORT and the like; a fixed locale gives the same messages on every machine.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name)));
  return { cwd: dirname(runner.home), env: { ...env, LC_ALL: 'C' }, windowsHide: true, ...(uid ? { uid, gid } : {}) };
}

const refugeOf = (home: string) => join(tmpdir(), `embedded-postgres-data-${shortHash(home)}`);

/** The folder in which an earlier start as root put the files, because no other user can reach the wanted folder. */
export async function refugeInUse(home: string): Promise<string | undefined> {
  const nobody = accountOf('nobody');
  if (!isRoot() || !nobody) return undefined;
  const found = await lstat(refugeOf(home)).catch(() => undefined);
  // Any user can create a folder of that name. Ours belongs to `nobody`.
  return found?.isDirectory() && found.uid === nobody.uid ? refugeOf(home) : undefined;
}

/**
 * Finds a way to run PostgreSQL. An ordinary user runs it directly; root has to run it as another user, because PostgreSQL
 * refuses to run as root. `mayMove` allows another data folder than `home`. The error lists what was tried.
 */
export async function chooseRunner(native: string, home: string, mayMove: boolean): Promise<Runner> {
  const plain = { native, home, through: [] };
  if (!isRoot()) return plain;
  const failures: string[] = [];
  for (const way of waysForRoot(plain, mayMove)) {
    const failure = await way.prepare?.().catch((error: unknown) => (error as Error).message);
    const reason = failure ?? refusal(way.runner);
    if (reason === undefined) return way.runner;
    failures.push(`- ${way.name}: ${reason}`);
  }
  throw new Error(`PostgreSQL does not run as root, and no other way was found.\n${failures.join('\n')}\n${WAY_OUT}`);
}

interface Way {
  name: string;
  runner: Runner;
  prepare?: () => Promise<void>;
}

function waysForRoot(plain: Runner, mayMove: boolean): Way[] {
  const landlord = ownerOf(plain.home);
  const nobody = accountOf('nobody');
  const copy = { ...plain, native: join(tmpdir(), `embedded-postgres-${shortHash(binariesKey(plain.native))}`) };
  const prepare = () => copyBinaries(plain.native, copy.native);
  const ways: Way[] = [];
  if (landlord)
    ways.push({ name: `as user ${landlord.uid}, who owns the folder`, runner: { ...plain, owner: landlord } });
  if (nobody) ways.push({ name: 'as user nobody', runner: { ...plain, owner: nobody } });
  if (process.platform === 'linux') {
    const owner = { uid: 0, gid: 0 };
    ways.push({ name: 'in a user namespace', runner: { ...plain, owner, through: USER_NAMESPACE } });
  }
  for (const owner of [landlord, nobody]) {
    if (owner) ways.push({ name: `as user ${owner.uid} with copied binaries`, runner: { ...copy, owner }, prepare });
  }
  if (nobody && mayMove) {
    const runner = { ...copy, home: refugeOf(plain.home), owner: nobody };
    ways.push({ name: `as user nobody with binaries and data in ${tmpdir()}`, runner, prepare });
  }
  return ways;
}

/** Why the runner cannot enter its folder or start its binaries; undefined when it can. */
function refusal(runner: Runner): string | undefined {
  const { uid, gid } = spawnAs(runner);
  const script = 'cd -- "$1" && "$2" --version';
  const shell = ['/bin/sh', '-c', script, 'sh', dirname(runner.home), program(runner.native, 'postgres')];
  const [command = '', ...args] = [...runner.through, ...shell];
  const tried = spawnSync(command, args, { cwd: '/', encoding: 'utf8', timeout: 10_000, uid, gid });
  if (tried.error) return tried.error.message;
  return tried.status === 0
    ? undefined
    : tried.stderr.trim() || `exit code ${tried.status ?? tried.signal ?? 'unknown'}`;
}

/** Owner of the folder, or of its parent while the folder is missing; undefined for root. */
function ownerOf(folder: string): Runner['owner'] {
  const { uid, gid } = statSync(existsSync(folder) ? folder : dirname(folder));
  return uid === 0 ? undefined : { uid, gid };
}

function accountOf(name: string): Runner['owner'] {
  const line = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
  const fields = line
    .split('\n')
    .find((row) => row.startsWith(`${name}:`))
    ?.split(':');
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Makes the runner's user the owner of the server's folder. An ordinary user owns it already. */
export async function handOver(runner: Runner, folder = runner.home): Promise<void> {
  const { owner } = runner;
  if (!owner || (await lstat(folder)).uid === owner.uid) return;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await lchown(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
  // The folder comes last: its owner shows that everything inside is handed over.
  await lchown(folder, owner.uid, owner.gid);
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** The version is part of the key, so that an update of the package does not use the old copy. */
const binariesKey = (native: string) => native + readFileSync(join(dirname(native), 'package.json'), 'utf8');
