import type { Logger } from 'pino';
import { tellStartFailure } from '../config/start-failure.js';
import { explanation } from '../database/explanation.js';

const HARD_STOP_MS = 25_000;
const PARENT_MS = 500;

/** An error that the operator can fix; the message says how. */
export class StartError extends Error {}

/**
 * The life of a process: starts it, and stops it in order after a signal, after the end of npm, or after a defect. What `start`
 * opens it hands to `closeLater`; the latest is closed first.
 */
export class Life {
  private readonly closers: (() => Promise<unknown>)[] = [];
  private started: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly log: Logger,
    private readonly isProduction: boolean,
  ) {}

  /** `start` opens one resource after the other and returns early when a signal arrived meanwhile. */
  begin(start: () => Promise<void>): void {
    this.outliveReaders();
    this.heedSignals();
    this.followNpm();
    // Unhandled rejections arrive here too. After a defect the state of the process is unknown, so it stops.
    process.on('uncaughtException', (error) => {
      this.log.fatal({ err: error }, 'defect');
      void this.stop(1);
    });
    this.started = start().catch((error: unknown) => {
      this.log.debug({ err: error }, 'not started');
      const text = error instanceof StartError ? error.message : explanation(error, 'The server could not start: ');
      tellStartFailure(text, this.isProduction);
      void this.stop(1);
    });
  }

  isStopping(): boolean {
    return this.stopping;
  }

  closeLater(close: () => Promise<unknown>): void {
    this.closers.push(close);
  }

  /** EPIPE: the process that read our output is gone. We go on. */
  private outliveReaders(): void {
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
      });
    }
  }

  private heedSignals(): void {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        this.log.info({ signal }, 'stopping');
        void this.stop(0);
      });
    }
  }

  /**
   * npm sends SIGTERM to the shell that it started us with, and the shell ends without passing the signal on. Without this check
   * we would keep running as an orphan.
   */
  private followNpm(): void {
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const { ppid } = process;
    setInterval(() => {
      if (process.ppid !== ppid) void this.stop(0);
    }, PARENT_MS).unref();
  }

  /** Closes every open resource and ends the process. A second call does nothing. */
  private async stop(code: number): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    setTimeout(() => {
      this.log.fatal('stopped hard: not everything could be closed in time');
      process.exit(1);
    }, HARD_STOP_MS).unref();
    await this.started;
    for (const close of this.closers.reverse()) {
      await close().catch((error: unknown) => {
        this.log.error({ err: error }, 'could not be closed');
      });
    }
    process.exit(code);
  }
}
