import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { breakDatabase, DATABASE_FAULTS } from './database-faults.js';
import { withDeadlocks } from './deadlocks.js';
import { proveEffects } from './effects.js';
import { proveFuzz } from './fuzz.js';
import { runHistory } from './histories.js';
import { killInstances } from './kills.js';
import { proveOverload } from './overload.js';
import { provePayments } from './payments.js';
import { poolTransactions } from './pooled.js';
import { type Findings, outcomeOf, partOf, type Proof, type Result, tableOf } from './proof.js';
import { standBehindProxy } from './proxied.js';
import { readFromReplica } from './replicated.js';
import { shutDownInTurn } from './shutdowns.js';
import { Stage } from './stage.js';
import { proveWaitlists } from './waitlists.js';
import { proveWebhooks } from './webhooks.js';

const { values } = parseArgs({
  options: {
    /** The share of the full size, e.g. 0.1. */
    size: { type: 'string', default: '1' },
    /** Only proofs whose names contain this text. */
    only: { type: 'string', default: '' },
    /** Repeats the workers' requests of an earlier run. */
    seed: { type: 'string', default: randomUUID() },
    /** A file for the table. */
    out: { type: 'string' },
  },
});
const { seed } = values;

/** One proof for each promise of docs/reliability.md. */
const PROOFS: readonly Proof[] = [
  {
    name: 'Histories',
    run: (share) =>
      Stage.use(2, async ({ origins, people, postgres: { sql } }) => {
        const size = { attempts: partOf(50_000, share), workers: 100, census: { coaches: 12, clients: 100 } };
        return withDeadlocks(await runHistory({ seed, ...size, origins, people, sql }), sql);
      }),
  },
  { name: 'kill -9 of the server', run: (share) => killInstances({ seed, kills: partOf(100, share) }) },
  {
    name: 'Faults of PostgreSQL',
    run: (share) => breakDatabase({ seed, faults: DATABASE_FAULTS, rounds: partOf(5, share) }),
  },
  { name: 'SIGTERM under load', run: () => shutDownInTurn({ seed, instances: 3, ended: 3 }) },
  {
    name: 'Two instances behind a proxy',
    run: (share) => standBehindProxy({ seed, attempts: partOf(5_000, share) }),
  },
  {
    name: 'PgBouncer in transaction mode',
    run: (share) => poolTransactions({ seed, attempts: partOf(5_000, share) }),
  },
  {
    name: 'A streaming replica that lags and dies',
    run: (share) => readFromReplica({ seed, rounds: partOf(3, share) }),
  },
  {
    name: 'Effects of events',
    run: (share) =>
      proveEffects({ seed, events: partOf(10_000, share), kills: partOf(100, share), outages: partOf(10, share) }),
  },
  {
    name: 'Webhooks',
    run: (share) =>
      proveWebhooks({ seed, events: partOf(10_000, share), kills: partOf(100, share), outages: partOf(10, share) }),
  },
  { name: 'Payments', run: (share) => provePayments({ seed, kills: partOf(100, share) }) },
  { name: 'Waitlists', run: (share) => proveWaitlists({ seed, kills: partOf(100, share) }) },
  { name: 'Fuzz from the OpenAPI document', run: (share) => proveFuzz(partOf(200_000, share)) },
  { name: 'Twice the capacity', run: proveOverload },
];

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Stage.clearAll().finally(() => process.exit(130)));
}
run().then(
  (held) => (process.exitCode = held ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

/** Runs the chosen proofs. Returns whether all of them held. */
async function run(): Promise<boolean> {
  const results: Result[] = [];
  const chosen = PROOFS.filter(({ name }) => name.toLowerCase().includes(values.only.toLowerCase()));
  if (chosen.length === 0) {
    const names = PROOFS.map(({ name }) => `  ${name}`).join('\n');
    throw new Error(`No proof has "${values.only}" in its name. There are:\n${names}`);
  }
  for (const proof of chosen) {
    console.error(`${proof.name} …`);
    results.push(await resultOf(proof));
  }
  const page = pageOf(results);
  console.log(`\n${page}`);
  if (values.out !== undefined) await writeFile(values.out, page);
  return results.every(({ flaws }) => flaws.length === 0);
}

async function resultOf(proof: Proof): Promise<Result> {
  const { name } = proof;
  const begin = performance.now();
  const findings = await proof.run(Number(values.size)).catch((error: unknown): Findings => {
    // The page still shows the findings of the other proofs.
    console.error(error);
    return { figures: [], flaws: [`it broke off: ${String(error)}`] };
  });
  const seconds = (performance.now() - begin) / 1000;
  console.error(`${name}: ${outcomeOf(findings)} in ${seconds.toFixed(0)} s`);
  for (const flaw of findings.flaws) console.error(`  ${flaw}`);
  return { name, ...findings, seconds };
}

function pageOf(results: readonly Result[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  const head = `\`npm run prove -- --size ${values.size}\` on ${new Date().toISOString().slice(0, 10)}, ${machine}:`;
  return `${head}\n\n${tableOf(results)}\n`;
}
