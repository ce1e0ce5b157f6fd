import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config.js';
import { faultOf, reasonOf } from '../database/postgres-errors.js';
import { Clock } from '../time/clock.js';

/** How long an idle worker waits. Each task may ask the database once in that time. */
const PAUSE_MS = 1_000;

/** Work that time alone makes due. Several instances run it at once, so it locks the rows that it takes, and skips locked ones. */
export interface Task {
  readonly name: string;
  /** Does one batch of what is due at `now`. True when more may be due already. */
  run(now: Date): Promise<boolean>;
}

/** Runs the registered tasks again and again while the server runs. WORKER=off leaves that to other instances. */
@Injectable()
export class Worker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Worker.name);
  private readonly tasks: Task[] = [];
  /** Why a task failed the last time that it ran. */
  private readonly failures = new Map<Task, string>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  register(task: Task): void {
    this.tasks.push(task);
  }

  onApplicationBootstrap(): void {
    if (this.config.worker) this.wait(PAUSE_MS);
  }

  /** A batch that runs ends first: the connections are still open at this point of the shutdown. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Runs one batch of each task. True when a task has more to do at once. Never throws: a task that fails runs again later. */
  async tick(now = this.clock.now()): Promise<boolean> {
    let hasMore = false;
    for (const task of this.tasks) hasMore = (await this.attempt(task, now)) || hasMore;
    return hasMore;
  }

  private wait(milliseconds: number): void {
    this.timer = setTimeout(() => {
      this.running = this.turn();
    }, milliseconds).unref();
  }

  private async turn(): Promise<void> {
    const hasMore = await this.tick();
    if (!this.isClosed) this.wait(hasMore ? 0 : PAUSE_MS);
  }

  private async attempt(task: Task, now: Date): Promise<boolean> {
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

  /** One line for each new reason: a task that fails every second must not fill the log. A lost database is nothing new to it. */
  private report(task: Task, error: unknown): void {
    const reason = reasonOf(error);
    const isLost = faultOf(error)?.kind === 'unavailable';
    if (this.failures.get(task) === reason) return;
    this.failures.set(task, reason);
    this.logger[isLost ? 'debug' : 'error']({ task: task.name, reason }, 'a task failed and will run again');
  }
}
