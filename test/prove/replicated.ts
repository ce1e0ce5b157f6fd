import { setTimeout as sleep } from 'node:timers/promises';
import type { Standby } from '../support/standby.js';
import { Load } from './load.js';
import { PgBouncer } from './pgbouncer.js';
import type { Figure, Findings } from './proof.js';
import { Proxy } from './proxy.js';
import type { Postgres } from './postgres.js';
import { type Neighbour, Stage } from './stage.js';
import { verdict } from './verdict.js';
import { World } from './world.js';

const CALM_MS = 2_000;
/** Longer than the application needs to notice a fault. */
const TROUBLE_MS = 4_000;

/**
 * Runs the whole set-up under load: two instances behind a proxy, over PgBouncer if it is installed, with a replica that
 * lags, freezes, dies and comes back.
 */
export function readFromReplica({ seed, rounds }: { seed: string; rounds: number }): Promise<Findings> {
  const pooler = PgBouncer.version();
  const neighbours = [replicaOf, ...(pooler === undefined ? [] : [(postgres: Postgres) => PgBouncer.before(postgres)])];
  return Stage.use(2, (stage) => Proxy.use(stage.origins, (proxy) => work(stage, proxy)), neighbours);

  async function work(stage: Stage, proxy: Proxy): Promise<Findings> {
    const world = await World.settle(stage.people, { coaches: 8, clients: 60 });
    const origins = () => [proxy.origin];
    const load = new Load(world, { seed, workers: 30, origins, administers: true, restMs: 20 });
    load.start();
    const standby = stage.neighbours.find((neighbour) => neighbour instanceof Replicated)?.standby;
    if (!standby) throw new Error('There is no replica.');
    for (let round = 0; round < rounds; round++) await trouble(standby);
    const [byReplica, byPrimary] = await readsOf(stage);
    await sleep(CALM_MS);
    const [inTheEnd] = await readsOf(stage);
    const attempts = await load.stop();
    const { figures, flaws } = await verdict(stage, attempts, []);
    const more: Figure[] = [
      ['PgBouncer', pooler ?? 'NOT THERE: not installed'],
      ['requests to each instance', proxy.given.join(' / ')],
      ['the replica lagged / froze / was stopped', `${rounds} / ${rounds} / ${rounds}`],
      ['lists answered by the replica / by the primary meanwhile', `${byReplica} / ${byPrimary}`],
    ];
    const wrong = [
      byReplica === 0 && 'the replica was never asked',
      byPrimary === 0 && 'the primary never stood in for it',
      inTheEnd <= byReplica && 'the replica is not asked again',
    ].filter((flaw) => flaw !== false);
    return { figures: [['seed', seed], ...more, ...figures], flaws: [...flaws, ...wrong] };
  }
}

async function trouble(standby: Standby): Promise<void> {
  await sleep(CALM_MS);
  await standby.sql('SELECT pg_wal_replay_pause()');
  await sleep(TROUBLE_MS);
  await standby.sql('SELECT pg_wal_replay_resume()');
  await sleep(CALM_MS);
  await standby.whileFrozen(() => sleep(TROUBLE_MS));
  await sleep(TROUBLE_MS);
  await standby.stop();
  await sleep(TROUBLE_MS);
  await standby.restart();
  await sleep(TROUBLE_MS);
}

class Replicated implements Neighbour {
  constructor(readonly standby: Standby) {}

  get environment() {
    return { DATABASE_REPLICA_URL: this.standby.url };
  }

  stop(): Promise<void> {
    return this.standby.stop();
  }
}

async function replicaOf(postgres: Postgres): Promise<Neighbour> {
  return new Replicated(await postgres.standby());
}

/** The number of lists that replica and primary answered, over all instances. */
async function readsOf({ origins }: Stage): Promise<readonly [replica: number, primary: number]> {
  const texts = await Promise.all(origins.map(async (origin) => (await fetch(`${origin}/metrics`)).text()));
  const sum = (by: string) =>
    texts.reduce((total, text) => total + Number(new RegExp(`answered_by="${by}"} (\\d+)`).exec(text)?.[1]), 0);
  return [sum('replica'), sum('primary')];
}
