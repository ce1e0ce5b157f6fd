import { Worker } from '../../src/outbox/worker.js';
import type { TestApp } from './app.js';

/** One task may make another due: bookings change, then events are handled, then messages are delivered. */
const CALM_TICKS = 3;

/** Works off everything that is due at `now`, and all that follows from it. */
export async function workOff(app: TestApp, now?: Date): Promise<void> {
  const worker = app.nest.get(Worker);
  for (let calm = 0; calm < CALM_TICKS;) calm = (await worker.tick(now)) ? 0 : calm + 1;
}
