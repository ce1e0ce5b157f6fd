import { setTimeout as sleep } from 'node:timers/promises';
import { nameOf } from './answers.js';
import type { Attempt } from './history.js';

/** The service must be back within this time after a fault ends; twice that in a test, which shares its cores with another one. */
const BACK_MS = process.env['JEST_WORKER_ID'] === undefined ? 5_000 : 10_000;

/** A fault from `from` to `to`, in milliseconds of performance.now(), at one instance or, without `origin`, at all. */
export interface Outage {
  readonly what: string;
  readonly origin?: string;
  readonly from: number;
  readonly to: number;
}

const WRITES = new Set(['POST /bookings/book', 'PUT /bookings/bookings/{id}']);

/** The time from the end of an outage to the first acknowledged change that was sent after it. */
export function msUntilBack(outage: Outage, attempts: readonly Attempt[]): number {
  const done = attempts.filter(
    ({ deed, outcome, begin, origin }) =>
      outcome === 'ok' && WRITES.has(deed.route) && begin >= outage.to && (outage.origin ?? origin) === origin,
  );
  return Math.min(...done.map(({ end }) => end)) - outage.to;
}

/** Waits for that change, up to BACK_MS: a new fault before it would distort the measurement. */
export async function untilBack(outage: Outage, attempts: readonly Attempt[]): Promise<void> {
  while (msUntilBack(outage, attempts) === Infinity && performance.now() < outage.to + BACK_MS) await sleep(50);
}

/** The outages after which the service came back too late. */
export function slowReturns(outages: readonly Outage[], attempts: readonly Attempt[]): string[] {
  return outages.flatMap((outage) => {
    const ms = msUntilBack(outage, attempts);
    return ms <= BACK_MS ? [] : [`after ${outage.what} it took ${ms.toFixed(0)} ms until a change was acknowledged`];
  });
}

/** Missing answers of a running server, and 503 while nothing was broken. */
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
