const WINDOW_MS = 60_000;

/** The length of a window, in seconds. */
export const QUOTA_SECONDS = WINDOW_MS / 1000;

/** The state of a key after its request was counted or refused. */
export interface Standing {
  readonly isWithin: boolean;
  readonly remaining: number;
  /** Seconds until the whole quota is available again, at least one. */
  readonly resetsIn: number;
}

interface Window {
  used: number;
  readonly end: number;
}

/**
 * Counts the requests of each key against `limit`, in windows of a minute that begin with the key's first request. Remembers
 * at most `maxKeys` keys and forgets the key with the oldest window first.
 */
export class Quota {
  private readonly windows = new Map<string | number, Window>();

  constructor(
    private readonly limit: number,
    private readonly maxKeys = 20_000,
  ) {}

  /** Counts one request unless the quota is used up. `now` in milliseconds. */
  take(key: string | number, now: number): Standing {
    const window = this.windowOf(key, now);
    const isWithin = window.used < this.limit;
    if (isWithin) window.used++;
    return { isWithin, remaining: this.limit - window.used, resetsIn: Math.ceil((window.end - now) / 1000) };
  }

  private windowOf(key: string | number, now: number): Window {
    const known = this.windows.get(key);
    // Setting the clock back must not make a window longer.
    if (known && now < known.end && known.end - now <= WINDOW_MS) return known;
    // Inserted again at the end, so that the first key always has the oldest window.
    this.windows.delete(key);
    const [oldest] = this.windows.keys();
    if (oldest !== undefined && this.windows.size >= this.maxKeys) this.windows.delete(oldest);
    const begun = { used: 0, end: now + WINDOW_MS };
    this.windows.set(key, begun);
    return begun;
  }
}
