import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../../seeds/dice.js';
import { ask, PATIENCE_MS, type Reply } from './asking.js';
import { nextDeed } from './deeds.js';
import type { Attempt, Deed } from './history.js';
import type { World } from './world.js';

/** How the load behaves. */
interface LoadOptions {
  /** Decides what each worker asks for. What is answered first is up to the machine. */
  readonly seed: string;
  /** So many requests are on their way at a time. */
  readonly workers: number;
  /** Ends after so many; without it at `stop`. */
  readonly attempts?: number;
  /** Where each request may go; asked anew each time, as a load balancer does. */
  readonly origins: () => readonly string[];
  /** Whether people are deactivated, reactivated and deleted. */
  readonly administers: boolean;
  /** The share of requests whose sender does not wait for the answer. */
  readonly hangUps?: number;
  /** How long a worker rests after each request, at most. */
  readonly restMs?: number;
}

/** After a refused connection: a worker that tried again at once would only fill the record. */
const UNSENT_REST_MS = 50;

/** Workers that do one thing after the other, and a record of all that they did. */
export class Load {
  readonly attempts: Attempt[] = [];
  private begun = 0;
  private stopped = false;
  private work: Promise<unknown> = Promise.resolve();
  /** How long an answer takes, as it has been lately. */
  private usualMs = 10;

  constructor(
    readonly world: World,
    private readonly options: LoadOptions,
  ) {}

  start(): void {
    const { workers, seed } = this.options;
    this.work = Promise.all(Array.from({ length: workers }, (_, index) => this.worker(new Dice(`${seed}/${index}`))));
    // Whoever waits for the end hears of it; until then it must not end the process.
    this.work.catch(() => undefined);
  }

  /** Resolves when all attempts are through. */
  async finished(): Promise<readonly Attempt[]> {
    await this.work;
    return this.attempts;
  }

  /** Lets everybody finish what they are at. */
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
  // A timeout of ours does not stop what PostgreSQL was told to do; only these say that nothing was done.
  const isOpen = status >= 500 && !['busy', 'overloaded'].includes(code);
  return { outcome: isOpen ? 'unknown' : 'refused', status, code, retryAfter: headers.get('retry-after') };
}
