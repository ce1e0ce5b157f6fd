import { setTimeout as sleep } from 'node:timers/promises';
import { Load } from './load.js';
import { msUntilBack, type Outage, untilBack } from './outages.js';
import { type Figure, type Findings, largest } from './proof.js';
import { Stage } from './stage.js';
import { verdict } from './verdict.js';
import { World } from './world.js';

export const DATABASE_FAULTS = [
  'kill -9 of a backend',
  'kill -9 of PostgreSQL',
  'SIGSTOP of PostgreSQL',
  'a locked table',
  'an exhausted pool',
] as const;
export type DatabaseFault = (typeof DATABASE_FAULTS)[number];

/** The kinds of faults, and how often each occurs. */
interface FaultOptions {
  readonly seed: string;
  readonly faults: readonly DatabaseFault[];
  readonly rounds: number;
}

/** Longer than the query timeout of 6 s. */
const FROZEN_MS = 6_500;
/** Longer than the lock timeout of 2 s. */
const LOCKED_MS = 2_500;
/** The pause between two faults, long enough that each recovery is clearly after one fault. */
const CALM_MS = 700;
/** More than the connections of both pools, which have ten each. */
const WORKERS = 40;

/** Causes each of the listed faults of PostgreSQL while two instances are under load. */
export function breakDatabase({ seed, faults, rounds }: FaultOptions): Promise<Findings> {
  return Stage.use(2, async (stage) => {
    const world = await World.settle(stage.people, { coaches: 6, clients: 40 });
    const { origins } = stage;
    const load = new Load(world, { seed, workers: WORKERS, origins: () => origins, administers: false, restMs: 20 });
    load.start();
    const outages: Outage[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const fault of faults) {
        await sleep(CALM_MS);
        const broken = await outage(stage, fault);
        await untilBack(broken, load.attempts);
        outages.push(broken);
      }
    }
    const attempts = await load.stop();
    const { figures, flaws } = await verdict(stage, attempts, outages);
    const returns = faults.map((fault): Figure => {
      const slowest = largest(outages.filter(({ what }) => what === fault).map((one) => msUntilBack(one, attempts)));
      return [`${rounds} × ${fault}: slowest return`, `${slowest.toFixed(0)} ms`];
    });
    const unavailable = attempts.filter(({ status }) => status === 503);
    const patience = largest([0, ...unavailable.map(({ begin, end }) => end - begin)]);
    return {
      figures: [['seed', seed], ...returns, ['slowest 503', `${patience.toFixed(0)} ms`], ...figures],
      flaws: [...flaws, ...(await deaf(stage))],
    };
  });
}

async function outage({ postgres }: Stage, what: DatabaseFault): Promise<Outage> {
  const from = performance.now();
  switch (what) {
    case 'kill -9 of a backend':
      await postgres.killBackend();
      break;
    case 'kill -9 of PostgreSQL':
      postgres.kill();
      await postgres.restart();
      break;
    case 'SIGSTOP of PostgreSQL':
      await postgres.freeze(FROZEN_MS);
      break;
    case 'a locked table':
      await postgres.holdLocked('bookings', LOCKED_MS);
      break;
    case 'an exhausted pool':
      // Every request first reads its session, so all connections wait here. Later requests wait for a connection.
      await postgres.holdLocked('sessions', LOCKED_MS);
      break;
  }
  return { what, from, to: performance.now() };
}

/** The instances that did not survive. */
async function deaf({ instances }: Stage): Promise<string[]> {
  const ready = await Promise.all(instances.map((instance) => instance.isReady()));
  return ready.every(Boolean) ? [] : ['an instance is not ready after the last fault'];
}
