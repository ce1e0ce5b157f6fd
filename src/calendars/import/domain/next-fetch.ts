const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Between two fetches of a feed that works. */
const EVERY_MS = 15 * MINUTE;

/** Pauses differ by up to a tenth, so that what was fetched together does not come back together. */
const JITTER = 0.1;

/** What the time of the next fetch depends on. */
export interface LastFetch {
  readonly at: Date;
  /** Failures in a row; none after a success. */
  readonly failures: number;
  /** What the host asked for in `Retry-After`, if it did. */
  readonly retryAfter: Date | null;
}

/** When to fetch a feed again. Each failure doubles the pause, up to a day. `chance` is from 0 to 1. */
export function nextFetch({ at, failures, retryAfter }: LastFetch, chance: number): Date {
  const pause = Math.min(EVERY_MS * 2 ** Math.max(0, failures - 1), DAY) * (1 + JITTER * (chance - 1));
  const wanted = Math.min(retryAfter?.getTime() ?? 0, at.getTime() + DAY);
  return new Date(Math.max(at.getTime() + Math.round(pause), wanted));
}
