import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where packages put several versions beside each other: Debian and its like, Red Hat and its like, Homebrew. */
const PARENTS = [
  { folder: '/usr/lib/postgresql', bin: 'bin' },
  { folder: '/usr', bin: 'bin', name: /^pgsql-\d+$/ },
  { folder: '/opt/homebrew/opt', bin: 'bin', name: /^(postgresql|libpq)(@\d+)?$/ },
  { folder: '/usr/local/opt', bin: 'bin', name: /^(postgresql|libpq)(@\d+)?$/ },
];

const NAMES = ['pg_dump', 'pg_restore'] as const;

/** A folder that has pg_dump and pg_restore, and their major version. */
export interface Tools {
  readonly folder: string;
  readonly major: number;
}

/** The oldest tools that can dump a server of this version. Throws an Error that says what is missing. */
export function toolsFor(serverMajor: number): Tools {
  const found = foldersOf(process.env['PATH'] ?? '').flatMap((folder) => toolsIn(folder) ?? []);
  const [best] = found.filter(({ major }) => major >= serverMajor).sort((a, b) => a.major - b.major);
  if (best) return best;
  const have = found.map(({ major, folder }) => `${major} in ${folder}`).join(', ');
  throw new Error(
    `The drill needs pg_dump and pg_restore of PostgreSQL ${serverMajor} or newer; ${have === '' ? 'there are none' : `there is ${have}`}. ` +
      `Debian and Ubuntu have them in the package postgresql-client-${serverMajor}.`,
  );
}

/** Runs one of the tools. Throws an Error with what it said. */
export async function runTool({ folder }: Tools, name: (typeof NAMES)[number], args: readonly string[]): Promise<void> {
  const child = spawn(join(folder, name), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`${name} ended with ${code ?? 'a signal'}: ${said.trim()}`);
}

function foldersOf(path: string): string[] {
  const besides = PARENTS.flatMap(({ folder, bin, name = /./ }) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((entry) => name.test(entry))
          .map((entry) => join(folder, entry, bin))
      : [],
  );
  return [...new Set([...path.split(delimiter), ...besides])];
}

function toolsIn(folder: string): Tools | null {
  if (!NAMES.every((name) => existsSync(join(folder, name)))) return null;
  const { stdout } = spawnSync(join(folder, 'pg_dump'), ['--version'], { encoding: 'utf8' });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
  return Number.isInteger(major) ? { folder, major } : null;
}
