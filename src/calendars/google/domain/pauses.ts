/** A calendar is read so often. */
const EVERY_SECONDS = 300;
const LONGEST_SECONDS = 86_400;

/** Seconds until a calendar is read again, after so many failures in a row. */
export function readAgainIn(failures: number): number {
  return Math.min(LONGEST_SECONDS, EVERY_SECONDS * 2 ** Math.min(failures, 20));
}

/** Seconds until something is tried again, after so many failures in a row. `chance`, from 0 to 1, spreads tries that failed together. */
export function tryAgainIn(failures: number, chance: number): number {
  return Math.min(LONGEST_SECONDS, 10 * 3 ** Math.min(failures - 1, 12)) * (1 + chance / 10);
}
