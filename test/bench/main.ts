import 'reflect-metadata';
import { book } from './checks/book.js';
import { bookTime } from './checks/book-time.js';
import { cancel } from './checks/cancel.js';
import { coachMonth } from './checks/coach-month.js';
import { effects } from './checks/effects.js';
import { growth } from './checks/growth.js';
import { load } from './checks/load.js';
import { login } from './checks/login.js';
import { oneCoach } from './checks/one-coach.js';
import { oneSlot, oneTime } from './checks/one-winner.js';
import { ping } from './checks/ping.js';
import { reads } from './checks/reads.js';
import { series } from './checks/series.js';
import { signUp } from './checks/sign-up.js';
import { startUp } from './checks/start-up.js';
import { statements } from './checks/statements.js';
import { whoIsFree } from './checks/who-is-free.js';
import type { Finding } from './lines.js';
import { type Options, readOptions, sizesOf } from './options.js';
import { READS } from './read-table.js';
import { tablesOf, writeResults } from './report.js';
import { RESULTS_DIR, setStage, type Stage } from './stage.js';

/**
 * `npm run bench`: starts PostgreSQL, the built product and the baselines, measures them side by side, prints a table and
 * stops everything. A check is a function from the stage to a finding. Add a new check here.
 */
const CHECKS: Record<string, (stage: Stage) => Promise<Finding>> = {
  // First, because later checks make the database larger.
  growth,
  ping,
  book,
  'book-time': bookTime,
  'one-coach': oneCoach,
  'one-slot': oneSlot,
  'one-time': oneTime,
  cancel,
  ...Object.fromEntries(Object.entries(READS).map(([name, group]) => [name, reads(group)])),
  'coach-month': coachMonth,
  'who-is-free': whoIsFree,
  series,
  statements,
  effects,
  login,
  'sign-up': signUp,
  load,
  'start-up': startUp,
};

/** Closes each open resource; call the latest first. */
const closers: (() => Promise<unknown>)[] = [];
let ending: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(130));

run().then(
  () => end(0),
  (error: unknown) => {
    // When everything is being stopped, running work fails: that is no error.
    if (!ending) console.error(error instanceof Error ? error.stack : error);
    return end(1);
  },
);

async function run(): Promise<void> {
  const args = process.argv.slice(2);
  const options = readOptions(args, Object.keys(CHECKS));
  console.error('Starting PostgreSQL, the product and the baselines …');
  const stage = await setStage(options, closers);
  const findings: Finding[] = [];
  for (const name of chosen(options)) {
    const begin = performance.now();
    if (name !== 'growth') await fill(stage);
    findings.push(await CHECKS[name]!(stage));
    console.error(`Measured ${name} in ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  }
  console.log(`\n${tablesOf(findings)}\n`);
  const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  const folder = options.out ?? RESULTS_DIR;
  await writeResults(folder, command, findings);
  console.error(`Also as JSON and pictures in ${folder}`);
}

/** The chosen checks, in the order of CHECKS. */
function chosen({ only }: Options): string[] {
  return Object.keys(CHECKS).filter((name) => only?.some((wanted) => name.startsWith(wanted)) ?? true);
}

/** Fills the database to its largest size. */
async function fill({ past, options }: Stage): Promise<void> {
  const most = Math.max(...sizesOf(options));
  await past.bookUpTo(most);
  await past.log(most);
}

function end(code: number): Promise<never> {
  return (ending ??= (async () => {
    for (const close of closers.reverse()) {
      await close().catch((error: unknown) => console.error('Could not be closed:', error));
    }
    process.exit(code);
  })());
}
