/** Seconds before each new try. */
const PAUSES = [10, 60, 600] as const;

/** When an export whose try number `tries` failed at `now` is tried again; null when that was the last one. */
export function nextTry(tries: number, now: Date): Date | null {
  const seconds = PAUSES[tries - 1];
  return seconds === undefined ? null : new Date(now.getTime() + seconds * 1_000);
}
