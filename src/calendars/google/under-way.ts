import type { Worker } from '../../outbox/worker.js';

/** Work that waits for Google. The worker does not wait for it, so that a slow answer holds up nobody else. */
export class UnderWay {
  private readonly work = new Map<Promise<void>, string>();

  constructor(
    private readonly worker: Worker,
    private readonly most: number,
  ) {}

  /** How much more may begin. */
  get free(): number {
    return this.most - this.work.size;
  }

  /** The calendars that it is for. */
  get calendars(): string[] {
    return [...new Set(this.work.values())];
  }

  begin(calendarId: string, work: Promise<void>): void {
    const done = work.finally(() => {
      this.work.delete(done);
      this.worker.wake();
    });
    this.work.set(done, calendarId);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.work.size > 0) await Promise.all(this.work.keys());
  }
}
