import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../seeds/dice.js';
import { KeyedLoad } from './keyed-load.js';
import { Load } from './load.js';
import { msUntilBack, type Outage, untilBack } from './outages.js';
import { type Figure, type Findings, largest } from './proof.js';
import { Stage } from './stage.js';
import { verdict } from './verdict.js';
import { World } from './world.js';

/** The number of kills, and the seed. */
interface KillOptions {
  readonly seed: string;
  readonly kills: number;
}

/** The longest time from the return of one instance to the next kill. */
const LIFE_MS = 400;

/**
 * Kills one of two instances at random moments with kill -9, under load: random requests of many users, and clients who
 * repeat a booking with the same Idempotency-Key until it is answered.
 */
export function killInstances({ seed, kills }: KillOptions): Promise<Findings> {
  return Stage.use(2, async (stage) => {
    const world = await World.settle(stage.people, { coaches: 4, clients: 30 });
    const { origins } = stage;
    const load = new Load(world, { seed, workers: 16, origins: () => origins, administers: true, restMs: 30 });
    const keyed = await KeyedLoad.among(stage.people, origins, new Dice(`${seed}/keyed`));
    load.start();
    keyed.start();
    const outages = await killAtRandom(stage, load, kills, new Dice(seed));
    const attempts = await load.stop();
    await keyed.stop();
    const { figures, flaws } = await verdict(stage, attempts, outages);
    const broken = await keyed.flaws(stage.postgres.sql);
    const repeated = keyed.bookings.filter(({ tries }) => tries > 1);
    const more: Figure[] = [
      ['kill -9 of an instance', outages.length],
      [
        'requests that got no answer',
        attempts.filter(({ outcome, status }) => outcome === 'unknown' && !status).length,
      ],
      [
        'slowest return of an instance, new process included',
        `${largest(outages.map((one) => one.to - one.from)).toFixed(0)} ms`,
      ],
      [
        'slowest acknowledged change after it',
        `${largest(outages.map((one) => msUntilBack(one, attempts))).toFixed(0)} ms`,
      ],
      ['bookings with an Idempotency-Key', keyed.bookings.length],
      [
        'of them sent again / answered from memory',
        `${repeated.length} / ${keyed.bookings.filter(({ replayed }) => replayed).length}`,
      ],
      ['keys without exactly one booking', broken.length],
    ];
    return {
      figures: [['seed', seed], ...more, ...figures],
      flaws: [...flaws, ...broken],
    };
  });
}

async function killAtRandom({ instances }: Stage, load: Load, kills: number, dice: Dice): Promise<Outage[]> {
  const outages: Outage[] = [];
  while (outages.length < kills) {
    const instance = dice.pick(instances);
    await sleep(dice.between(0, LIFE_MS));
    const from = performance.now();
    await instance.end('SIGKILL');
    await instance.restart();
    const outage = { what: 'kill -9 of an instance', origin: instance.origin, from, to: performance.now() };
    await untilBack(outage, load.attempts);
    outages.push(outage);
  }
  return outages;
}
