/** Seconds before each new try. */
const PAUSES = [10, 30, 120, 600, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400] as const;

/** So many times a delivery is tried before it rests as failed. */
export const MOST_ATTEMPTS = PAUSES.length + 1;

/**
 * Milliseconds to wait after attempt number `attempts` failed; null when it was the last one. `chance`, from 0 to 1, spreads the
 * tries of many deliveries that failed together over a tenth of the pause.
 */
export function pauseAfter(attempts: number, chance: number): number | null {
  const seconds = PAUSES[attempts - 1];
  return seconds === undefined ? null : Math.round(seconds * 1_000 * (1 + chance / 10));
}
