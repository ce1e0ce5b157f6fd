import { spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { CODE_GUARDS } from './code-guards.js';
import { DATABASE_GUARDS } from './database-guards.js';
import type { Guard } from './guard.js';
import { outcomeOf, type Outcome } from './outcome.js';

const { values } = parseArgs({
  options: {
    /** Only guards with this in their name or file. */
    only: { type: 'string', default: '' },
    /** How many guards are down at a time, each in a copy of its own. */
    copies: { type: 'string', default: '2' },
  },
});

/** Left behind: what is made, and what is linked. */
const NOT_COPIED = new Set(['.git', '.data', 'dist', 'coverage', 'node_modules']);

const GUARDS = [...DATABASE_GUARDS, ...CODE_GUARDS].filter(({ name, file }) =>
  `${file} ${name}`.toLowerCase().includes(values.only.toLowerCase()),
);

run().then(
  (held) => (process.exitCode = held ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

/** Takes away one guard after the other and runs the tests that ought to turn red; whether each did. */
async function run(): Promise<boolean> {
  const copies = await Promise.all(Array.from({ length: Number(values.copies) }, makeCopy));
  try {
    await assertGreen(copies[0]!);
    const waiting = [...GUARDS];
    const rows: (readonly [Guard, Outcome])[] = [];
    await Promise.all(
      copies.map(async (copy) => {
        for (let guard = waiting.shift(); guard; guard = waiting.shift()) {
          const outcome = await without(guard, copy);
          rows.push([guard, outcome]);
          console.log(
            `| ${guard.name} | ${basename(guard.file)} | ${outcome.noticed ? outcome.told : '**UNNOTICED**'} |`,
          );
        }
      }),
    );
    const unnoticed = rows.filter(([, { noticed }]) => !noticed);
    console.log(`\n${rows.length} guards taken away, ${unnoticed.length} unnoticed`);
    for (const [{ file, name }, { told }] of unnoticed) console.log(`  ${file}: ${name} (${told})`);
    return rows.length > 0 && unnoticed.length === 0;
  } finally {
    await Promise.all(copies.map((copy) => rm(copy, { recursive: true, force: true })));
  }
}

async function makeCopy(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'guards-'));
  // Root's PostgreSQL runs as somebody else, who has to get there.
  await chmod(copy, 0o755);
  await cp(PROJECT_ROOT, copy, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** A red test says nothing if it is red with all guards in place. */
async function assertGreen(copy: string): Promise<void> {
  const specs = [...new Set(GUARDS.flatMap((guard) => guard.specs))];
  const { failed, told } = await outcomeOf(await test(copy, specs, ['--maxWorkers=2']));
  if (failed > 0) throw new Error(`Tests are red with all guards in place: ${told}`);
}

async function without({ file, find, replace, specs }: Guard, copy: string): Promise<Outcome> {
  const path = join(copy, file);
  const text = await readFile(path, 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${find}`);
  await writeFile(path, parts.join(replace));
  try {
    return await outcomeOf(await test(copy, specs, ['--runInBand']));
  } finally {
    await writeFile(path, text);
  }
}

/** Runs jest; the file with its report. */
function test(copy: string, specs: readonly string[], workers: readonly string[]): Promise<string> {
  const report = join(copy, 'guards-report.json');
  const jest = join(PROJECT_ROOT, 'node_modules/jest/bin/jest.js');
  const options = ['--silent', '--json', `--outputFile=${report}`, '--runTestsByPath'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [jest, ...workers, ...options, ...specs], { cwd: copy, stdio: 'ignore' });
    child.on('error', reject).on('exit', () => resolve(report));
  });
}
