import { BusyError } from '../auth-errors.js';

/** Of all keys together: whoever waits keeps a place that others need for something else. */
const MOST = 64;

/** Work with the same key is done one after the other, in the order of asking; the rest goes side by side. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();
  private taken = 0;

  /** BusyError when 64 are at it or wait already. */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    if (this.taken >= MOST) throw new BusyError();
    this.taken++;
    const before = this.last.get(key) ?? Promise.resolve();
    // How the one before ended is for whoever asked for it.
    const mine = before.then(work, work);
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      this.taken--;
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }
}
