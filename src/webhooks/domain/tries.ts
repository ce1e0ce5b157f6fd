const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pause before each further try, counted from the failure before. */
const PAUSES_MS = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR),
] as const;

/** Pauses differ by up to a tenth, so that what failed together does not come back together. */
const JITTER = 0.1;

/** How a try failed, as far as the next one depends on it. */
export interface FailedTry {
  /** How many tries there were, this one included. */
  readonly attempts: number;
  readonly at: Date;
  /** What the receiver asked for in `Retry-After`, if it did. */
  readonly retryAfter: Date | null;
}

/** When to try again; null when it was tried often enough. `chance` is from 0 to 1. */
export function nextTry({ attempts, at, retryAfter }: FailedTry, chance: number): Date | null {
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return null;
  const next = at.getTime() + Math.round(pause * (1 + JITTER * (2 * chance - 1)));
  return new Date(Math.max(next, Math.min(retryAfter?.getTime() ?? 0, at.getTime() + 24 * HOUR)));
}
