import { setTimeout as sleep } from 'node:timers/promises';
import { nameOf } from './answers.js';
import type { Attempt } from './history.js';

/** Service must be back this long after what was in its way is gone. */
const BACK_MS = 5_000;

/** Something was broken from `from` to `to`, in milliseconds of performance.now(); at one instance or behind all. */
export interface Outage {
  readonly what: string;
  readonly origin?: string;
  readonly from: number;
  readonly to: number;
}

const WRITES = new Set(['POST /bookings/book', 'PUT /bookings/bookings/{id}']);

/** How long after the end of an outage the first change that was asked for since then was acknowledged. */
export function msUntilBack(outage: Outage, attempts: readonly Attempt[]): number {
  const done = attempts.filter(
    ({ deed, outcome, begin, origin }) =>
      outcome === 'ok' && WRITES.has(deed.route) && begin >= outage.to && (outage.origin ?? origin) === origin,
  );
  return Math.min(...done.map(({ end }) => end)) - outage.to;
}

/** Waits for that change, for as long as it may take: whoever breaks the next thing sooner would blur what is measured. */
export async function untilBack(outage: Outage, attempts: readonly Attempt[]): Promise<void> {
  while (msUntilBack(outage, attempts) === Infinity && performance.now() < outage.to + BACK_MS) await sleep(50);
}

/** What was slow to come back. */
export function slowReturns(outages: readonly Outage[], attempts: readonly Attempt[]): string[] {
  return outages.flatMap((outage) => {
    const ms = msUntilBack(outage, attempts);
    return ms <= BACK_MS ? [] : [`after ${outage.what} it took ${ms.toFixed(0)} ms until a change was acknowledged`];
  });
}

/** Answers that did not come although their server was alive, and refusals to serve while nothing was broken. */
export function wrongSilence(outages: readonly Outage[], attempts: readonly Attempt[]): string[] {
  const kills = outages.filter(({ origin }) => origin !== undefined);
  const meets = (all: readonly Outage[], { begin, end, origin }: Attempt, afterMs: number) =>
    all.some((one) => (one.origin ?? origin) === origin && begin <= one.to + afterMs && end >= one.from);
  return attempts.flatMap((attempt) => {
    const { status, hungUp } = attempt;
    if (status === undefined && !hungUp && !meets(kills, attempt, 0)) return [`${nameOf(attempt)} got no answer`];
    if (status === 503 && attempt.code !== 'busy' && !meets(outages, attempt, BACK_MS)) {
      return [`${nameOf(attempt)} was 503 while nothing was broken`];
    }
    return [];
  });
}
