import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { faultOf, reasonOf } from '../database/postgres-errors.js';
import { Clock } from '../time/clock.js';

/** How long an idle worker waits before it asks the database again. */
const PAUSE_MS = 1_000;
/** The least time between two questions: many writes at once wake the worker once. */
const LEAST_PAUSE_MS = 20;

/** Work that time or an event makes due. Several instances run it at once, so it locks the rows that it takes, and skips locked ones. */
export interface Task {
  readonly name: string;
  /** An SQL condition: whether anything is due at `$1`. It must be cheap, since the worker asks every second. */
  readonly due: string;
  /** Does one batch of what is due at `now`. True when more may be due already, of this task or of another. */
  run(now: Date): Promise<boolean>;
}

/** Runs the registered tasks while the server runs. WORKER=off leaves that to other instances. */
@Injectable()
export class Worker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Worker.name);
  private readonly tasks: Task[] = [];
  /** The batch that each task runs at the moment. */
  private readonly running = new Map<Task, Promise<boolean>>();
  /** Why a task, or the question what is due, failed the last time. */
  private readonly failures = new Map<Task | null, string>();
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> = Promise.resolve();
  private askedAt = 0;
  /** How long to wait after the question that is under way; short when somebody calls `wake` meanwhile. */
  private nextPause = PAUSE_MS;
  /** Tasks that were due while they ran. */
  private readonly dueAgain = new Set<Task>();
  private isClosed = false;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  register(task: Task): void {
    this.tasks.push(task);
  }

  onApplicationBootstrap(): void {
    if (this.config.worker) this.askIn(PAUSE_MS);
  }

  /** Batches that run end first: the connections are still open at this point of the shutdown. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.asking;
    await Promise.all(this.running.values());
  }

  /** Asks soon what is due. Called after a write, so that what follows from it does not wait for a second. */
  wake(): void {
    if (this.timer) this.askIn(Math.max(0, this.askedAt + LEAST_PAUSE_MS - performance.now()));
    else this.nextPause = LEAST_PAUSE_MS;
  }

  /** Runs one batch of each task that is due. True when a task has more to do at once. Never throws: what fails runs again later. */
  async tick(now = this.clock.now()): Promise<boolean> {
    let hasMore = false;
    for (const task of await this.dueAt(now)) hasMore = (await this.batch(task, now)) || hasMore;
    return hasMore;
  }

  private askIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.asking = this.ask();
    }, milliseconds).unref();
  }

  /** Starts each due task that does not run already: one that waits for another machine holds up no other. */
  private async ask(): Promise<void> {
    this.askedAt = performance.now();
    this.nextPause = PAUSE_MS;
    const now = this.clock.now();
    for (const task of await this.dueAt(now)) {
      if (this.running.has(task)) this.dueAgain.add(task);
      else this.running.set(task, this.start(task, now));
    }
    if (!this.isClosed) this.askIn(this.nextPause);
  }

  private async start(task: Task, now: Date): Promise<boolean> {
    const hasMore = await this.batch(task, now);
    this.running.delete(task);
    if (this.dueAgain.delete(task) || hasMore) this.wake();
    return hasMore;
  }

  /** One statement for all tasks: an idle worker costs one a second. */
  private async dueAt(now: Date): Promise<Task[]> {
    if (this.isClosed || this.tasks.length === 0) return [];
    const question = ['SELECT', this.tasks.map(({ due }, index) => `(${due}) AS "${index}"`).join(', ')].join(' ');
    try {
      const answer = await this.database.one<Record<string, boolean>>(question, [now]);
      this.failures.delete(null);
      return this.tasks.filter((_, index) => answer[index]);
    } catch (error) {
      this.report(null, error);
      return [];
    }
  }

  private async batch(task: Task, now: Date): Promise<boolean> {
    if (this.isClosed) return false;
    try {
      const hasMore = await task.run(now);
      this.failures.delete(task);
      return hasMore;
    } catch (error) {
      this.report(task, error);
      return false;
    }
  }

  /** One line for each new reason: what fails every second must not fill the log. A lost database is nothing new to it. */
  private report(task: Task | null, error: unknown): void {
    const reason = reasonOf(error);
    const isLost = faultOf(error)?.kind === 'unavailable';
    if (this.failures.get(task) === reason) return;
    this.failures.set(task, reason);
    this.logger[isLost ? 'debug' : 'error'](
      { task: task?.name ?? 'what is due', reason },
      'the worker failed and will try again',
    );
  }
}
