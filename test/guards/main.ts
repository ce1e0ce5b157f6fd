import { spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { ALL_GUARDS } from './all-guards.js';
import type { Guard } from './guard.js';
import { outcomeOf, type Outcome } from './outcome.js';
import { lineOf, pageOf, type Row, summaryOf } from './table.js';

const { values } = parseArgs({
  options: {
    /** Only guards with one of these texts in their file or name. */
    only: { type: 'string', multiple: true, default: [''] },
    /** How many copies of the project run tests at the same time, each without one guard. */
    copies: { type: 'string', default: '2' },
    /** The file to write the table to. */
    out: { type: 'string' },
  },
});

/** Generated folders, and the one that is linked instead. */
const NOT_COPIED = new Set(['.git', '.data', 'dist', 'dist-tools', 'coverage', 'node_modules']);

const GUARDS = ALL_GUARDS.filter(({ name, file }) =>
  values.only.some((part) => `${file} ${name}`.toLowerCase().includes(part.toLowerCase())),
);

run().then(
  (held) => (process.exitCode = held ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

/** Removes one guard at a time and runs the tests that must turn red. Returns whether each did. */
async function run(): Promise<boolean> {
  const begin = performance.now();
  const copies = await Promise.all(Array.from({ length: Number(values.copies) }, makeCopy));
  try {
    await assertGreen(copies[0]!);
    const outcomes = await outcomesIn(copies);
    const rows = GUARDS.map((guard): Row => [guard, outcomes.get(guard)!]);
    console.log(`\n${summaryOf(rows)}`);
    if (values.out !== undefined) await writeFile(values.out, pageOf(rows, (performance.now() - begin) / 1000));
    return rows.length > 0 && rows.every(([, { noticed }]) => noticed);
  } finally {
    await Promise.all(copies.map((copy) => rm(copy, { recursive: true, force: true })));
  }
}

async function outcomesIn(copies: readonly string[]): Promise<Map<Guard, Outcome>> {
  const outcomes = new Map<Guard, Outcome>();
  const waiting = [...GUARDS];
  const lanes = copies.map(async (copy) => {
    for (let guard = waiting.shift(); guard; guard = waiting.shift()) {
      const outcome = await without(guard, copy);
      outcomes.set(guard, outcome);
      console.log(lineOf([guard, outcome]));
    }
  });
  await Promise.all(lanes);
  return outcomes;
}

async function makeCopy(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'guards-'));
  // As root, PostgreSQL runs as another user, who has to enter the copy.
  await chmod(copy, 0o755);
  await cp(PROJECT_ROOT, copy, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** A red test proves nothing if it is also red with all guards in place. */
async function assertGreen(copy: string): Promise<void> {
  const specs = [...new Set(GUARDS.flatMap((guard) => guard.specs))];
  const { failed, told } = await outcomeOf(await test(copy, specs, ['--maxWorkers=2']));
  if (failed > 0) throw new Error(`Tests are red with all guards in place: ${told}`);
}

async function without({ file, find, replace, specs, tests }: Guard, copy: string): Promise<Outcome> {
  const path = join(copy, file);
  const text = await readFile(path, 'utf8');
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${find}`);
  await writeFile(path, parts.join(replace));
  try {
    const some = tests === undefined ? [] : ['--testNamePattern', tests];
    return await firstToNotice(specs, async (spec) => outcomeOf(await test(copy, [spec], ['--runInBand', ...some])));
  } finally {
    await writeFile(path, text);
  }
}

/** Runs spec after spec until one notices. Jest's own --bail writes no report. */
async function firstToNotice(specs: readonly string[], run: (spec: string) => Promise<Outcome>): Promise<Outcome> {
  const [spec = '', ...others] = specs;
  const outcome = await run(spec);
  return outcome.noticed || others.length === 0 ? outcome : firstToNotice(others, run);
}

/** Runs jest and returns the path of its report. `--forceExit`, because a failed test may leave handles open. */
function test(copy: string, specs: readonly string[], more: readonly string[]): Promise<string> {
  const report = join(copy, 'guards-report.json');
  const jest = join(PROJECT_ROOT, 'node_modules/jest/bin/jest.js');
  const options = ['--silent', '--forceExit', '--json', `--outputFile=${report}`, '--runTestsByPath'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [jest, ...more, ...options, ...specs], { cwd: copy, stdio: 'ignore' });
    child.on('error', reject).on('exit', () => resolve(report));
  });
}
