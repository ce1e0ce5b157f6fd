import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../seeds/dice.js';
import { ask, PATIENCE_MS, type Reply } from './asking.js';
import { nextDeed } from './deeds.js';
import type { Attempt, Deed } from './history.js';
import type { World } from './world.js';

/** The behaviour of the load. */
interface LoadOptions {
  /** Decides the requests of each worker. The order of the answers depends on the machine. */
  readonly seed: string;
  /** The number of requests in flight. */
  readonly workers: number;
  /** The load ends after this many. Without it, it ends at `stop`. */
  readonly attempts?: number;
  /** The addresses for the next request; asked each time, as a load balancer does. */
  readonly origins: () => readonly string[];
  /** Whether users are also deactivated, reactivated and deleted. */
  readonly administers: boolean;
  /** The share of requests whose client hangs up early. */
  readonly hangUps?: number;
  /** The longest pause of a worker after a request. */
  readonly restMs?: number;
}

/** The pause after a refused connection: immediate retries would only fill the record. */
const UNSENT_REST_MS = 50;

/** Workers that send one request after the other, and the record of all attempts. */
export class Load {
  readonly attempts: Attempt[] = [];
  private begun = 0;
  private stopped = false;
  private work: Promise<unknown> = Promise.resolve();
  /** The moving average of an answer's time. */
  private usualMs = 10;

  constructor(
    readonly world: World,
    private readonly options: LoadOptions,
  ) {}

  start(): void {
    const { workers, seed } = this.options;
    this.work = Promise.all(Array.from({ length: workers }, (_, index) => this.worker(new Dice(`${seed}/${index}`))));
    // A caller of `finished` gets the error. Until then it must not end the process.
    this.work.catch(() => undefined);
  }

  /** Resolves when all attempts are done. */
  async finished(): Promise<readonly Attempt[]> {
    await this.work;
    return this.attempts;
  }

  /** Lets each worker finish its request. */
  stop(): Promise<readonly Attempt[]> {
    this.stopped = true;
    return this.finished();
  }

  private async worker(dice: Dice): Promise<void> {
    const { attempts = Infinity, origins, administers, restMs = 0 } = this.options;
    while (!this.stopped && this.begun < attempts) {
      const number = ++this.begun;
      const deed = nextDeed(this.world, dice, number, administers);
      const reply = await this.attempt(number, deed, dice.pick(origins()), this.hangUp(dice));
      if (reply === 'unsent') await sleep(UNSENT_REST_MS);
      else if (restMs > 0) await sleep(dice.between(0, restMs));
    }
  }

  private hangUp(dice: Dice): number | undefined {
    return dice.chance(this.options.hangUps ?? 0) ? Math.ceil(dice.between(0, 1.5 * this.usualMs)) : undefined;
  }

  private async attempt(number: number, deed: Deed, origin: string, hangUpMs?: number): Promise<Reply> {
    const begin = performance.now();
    const reply = await ask(origin, deed.by.token, deed.question, hangUpMs ?? PATIENCE_MS);
    const times = { number, deed, origin, begin, end: performance.now(), hungUp: hangUpMs !== undefined };
    const attempt = { ...times, ...outcomeOf(reply) };
    this.attempts.push(attempt);
    this.usualMs += (attempt.end - begin - this.usualMs) / 100;
    await this.world.learn(attempt);
    return reply;
  }
}

function outcomeOf(reply: Reply): Pick<Attempt, 'outcome' | 'status' | 'code' | 'retryAfter' | 'body'> {
  if (reply === 'unsent') return { outcome: 'refused' };
  if (reply === 'lost') return { outcome: 'unknown' };
  const { status, headers, body } = reply;
  if (status < 300) return { outcome: 'ok', status, body };
  const code = String((body as { code?: unknown } | null)?.code);
  // After a timeout of ours PostgreSQL may still execute the statement. Only these codes say that nothing was done.
  const isOpen = status >= 500 && !['busy', 'overloaded'].includes(code);
  return { outcome: isOpen ? 'unknown' : 'refused', status, code, retryAfter: headers.get('retry-after') };
}
