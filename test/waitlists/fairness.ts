import fc from 'fast-check';
import { TestApp } from '../support/app.js';
import { expectSoundBooks } from '../support/invariants.js';
import { expectSoundWaitlists } from '../support/waitlist-invariants.js';
import { QueueWorld, START } from './queue-world.js';
import { type Step, steps } from './steps.js';

/** Takes random steps in random worlds, and compares each with a small model of the queue. */
export async function expectFairWorlds(worlds: number, length: number): Promise<void> {
  const app = await TestApp.start();
  try {
    app.setTime(START);
    const admin = await app.admin();
    const run = async (taken: readonly Step[]) => {
      const world = await QueueWorld.make(app, admin);
      for (const step of taken) await world.take(step);
      await expectSoundWaitlists(app);
      await expectSoundBooks(app);
    };
    await fc.assert(fc.asyncProperty(steps(length), run), { numRuns: worlds, endOnFailure: true });
  } finally {
    await app.stop();
  }
}
