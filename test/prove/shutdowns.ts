import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from './instance.js';
import { Load } from './load.js';
import { type Figure, type Findings, largest } from './proof.js';
import { Stage } from './stage.js';
import { verdict } from './verdict.js';
import { World } from './world.js';

/** The number of instances, and how many of them are stopped. */
interface ShutdownOptions {
  readonly seed: string;
  readonly instances: number;
  readonly ended: number;
}

/** The interval in which the load balancer checks readiness. */
const PROBE_MS = 100;
const LOAD_MS = 500;

/** Stops one instance after the other with SIGTERM under load, behind a balancer that checks readiness. */
export function shutDownInTurn({ seed, instances, ended }: ShutdownOptions): Promise<Findings> {
  return Stage.use(instances, async (stage) => {
    const world = await World.settle(stage.people, { coaches: 4, clients: 30 });
    const balancer = new Balancer(stage.instances);
    const load = new Load(world, { seed, workers: 20, origins: () => balancer.ready, administers: false, restMs: 10 });
    load.start();
    balancer.start();
    const endings: { code: number | string; ms: number }[] = [];
    for (const instance of stage.instances.slice(0, ended)) {
      await sleep(LOAD_MS);
      const begin = performance.now();
      const code = await instance.end('SIGTERM');
      endings.push({ code, ms: performance.now() - begin });
      await instance.restart();
      await balancer.seen(instance);
    }
    const attempts = await load.stop();
    await balancer.stop();
    const { figures, flaws } = await verdict(stage, attempts, []);
    const wrong = endings
      .filter(({ code }) => code !== 0)
      .map(({ code }) => `an instance ended with ${code} after SIGTERM`);
    const more: Figure[] = [
      ['SIGTERM in turn / exit codes', `${endings.length} / ${endings.map(({ code }) => code).join(', ')}`],
      ['slowest end, 5 s of draining included', `${largest(endings.map(({ ms }) => ms)).toFixed(0)} ms`],
      ['requests that got no answer', attempts.filter(({ status }) => status === undefined).length],
    ];
    return { figures: [['seed', seed], ...more, ...figures], flaws: [...flaws, ...wrong] };
  });
}

/** Sends requests only to instances that were ready at the last check. */
class Balancer {
  ready: readonly string[];
  private stopped = false;
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly instances: readonly Instance[]) {
    this.ready = instances.map(({ origin }) => origin);
  }

  start(): void {
    this.work = this.probe();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
  }

  /** Resolves when an instance gets requests again. */
  async seen({ origin }: Instance): Promise<void> {
    while (!this.ready.includes(origin)) await sleep(PROBE_MS);
  }

  private async probe(): Promise<void> {
    while (!this.stopped) {
      const answers = await Promise.all(this.instances.map((instance) => instance.isReady()));
      this.ready = this.instances.filter((_, index) => answers[index]).map(({ origin }) => origin);
      await sleep(PROBE_MS);
    }
  }
}
