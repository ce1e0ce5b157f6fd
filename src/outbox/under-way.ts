import type { Worker } from './worker.js';

/** Work that waits for somebody else's server. The worker does not wait for it, so a slow answer holds up nobody else. */
export class UnderWay<Key extends string | number> {
  private readonly work = new Map<Promise<void>, Key>();

  constructor(
    private readonly worker: Worker,
    private readonly most: number,
  ) {}

  /** How much more may begin. */
  get free(): number {
    return this.most - this.work.size;
  }

  /** Those for whom at least so much is under way. */
  busy(count = 1): Key[] {
    const counts = new Map<Key, number>();
    for (const key of this.work.values()) counts.set(key, (counts.get(key) ?? 0) + 1);
    return [...counts].filter(([, own]) => own >= count).map(([key]) => key);
  }

  begin(key: Key, work: Promise<void>): void {
    const done = work.finally(() => {
      this.work.delete(done);
      this.worker.wake();
    });
    this.work.set(done, key);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.work.size > 0) await Promise.all(this.work.keys());
  }
}
