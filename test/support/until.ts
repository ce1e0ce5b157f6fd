import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;

/** Polls until `isSo` returns true. Throws an error that names `what` when time runs out. */
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
