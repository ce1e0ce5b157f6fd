import 'reflect-metadata';
import { join } from 'node:path';
import { book } from './checks/book.js';
import { coaches, myBookings } from './checks/lists.js';
import { login } from './checks/login.js';
import { oneCoach } from './checks/one-coach.js';
import { oneSlot } from './checks/one-slot.js';
import { ping } from './checks/ping.js';
import { statements } from './checks/statements.js';
import type { Finding } from './lines.js';
import { readOptions } from './options.js';
import { tablesOf, writeResults } from './report.js';
import { RESULTS_DIR, setStage, type Stage } from './stage.js';

/**
 * `npm run bench`: starts a PostgreSQL, the built product and the baselines, measures them side by side, shows a table
 * and ends everything. A check is a function from the stage to a finding; a new one is named here.
 */
const CHECKS: Record<string, (stage: Stage) => Promise<Finding>> = {
  ping,
  book,
  coaches,
  'my-bookings': myBookings,
  'one-coach': oneCoach,
  'one-slot': oneSlot,
  statements,
  login,
};

/** What is open and has to be closed, the latest first. */
const closers: (() => Promise<unknown>)[] = [];
let ending: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(130));

run().then(
  () => end(0),
  (error: unknown) => {
    // What was under way fails when everything is being ended.
    if (!ending) console.error(error instanceof Error ? error.stack : error);
    return end(1);
  },
);

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), Object.keys(CHECKS));
  console.error('Starting PostgreSQL, the product and the baselines …');
  const stage = await setStage(options, closers);
  const findings: Finding[] = [];
  for (const name of options.only ?? Object.keys(CHECKS)) {
    console.error(`Measuring ${name} …`);
    findings.push(await CHECKS[name]!(stage));
  }
  const path = join(RESULTS_DIR, 'results.json');
  await writeResults(path, findings);
  console.log(`\n${tablesOf(findings)}\n`);
  console.error(`The same as JSON: ${path}`);
}

function end(code: number): Promise<never> {
  return (ending ??= (async () => {
    for (const close of closers.reverse()) {
      await close().catch((error: unknown) => console.error('Could not be closed:', error));
    }
    process.exit(code);
  })());
}
