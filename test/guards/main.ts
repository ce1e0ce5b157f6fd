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
    /** Only guards with this, or one of these, in their file and name. */
    only: { type: 'string', multiple: true, default: [''] },
    /** How many guards are down at a time, each in a copy of its own. */
    copies: { type: 'string', default: '2' },
    /** A file for the table. */
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

/** Takes away one guard after the other and runs the tests that ought to turn red; whether each did. */
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

/** Jest's own --bail would leave no report. */
async function firstToNotice(specs: readonly string[], run: (spec: string) => Promise<Outcome>): Promise<Outcome> {
  const [spec = '', ...others] = specs;
  const outcome = await run(spec);
  return outcome.noticed || others.length === 0 ? outcome : firstToNotice(others, run);
}

/** Runs jest; the file with its report. What is red may leave something open, which jest would wait for. */
function test(copy: string, specs: readonly string[], more: readonly string[]): Promise<string> {
  const report = join(copy, 'guards-report.json');
  const jest = join(PROJECT_ROOT, 'node_modules/jest/bin/jest.js');
  const options = ['--silent', '--forceExit', '--json', `--outputFile=${report}`, '--runTestsByPath'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [jest, ...more, ...options, ...specs], { cwd: copy, stdio: 'ignore' });
    child.on('error', reject).on('exit', () => resolve(report));
  });
}
