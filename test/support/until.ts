import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

/** Asks again and again until the answer is yes; throws, naming what did not happen, when it is not yes in time. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  milliseconds = 10_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${milliseconds / 1000} seconds`);
    await sleep(POLL_MS);
  }
}
