import { FuzzOracle } from '../prove/fuzz-oracle.js';
import { Wire } from '../prove/wire.js';
import { TestApp } from '../support/app.js';
import { unsoundIn } from '../support/books.js';
import { miscountedCredits } from '../support/credits.js';
import { committedDocument } from '../support/openapi-document.js';
import { deadlocksIn } from '../support/statements.js';
import { expectSoundWaitlists } from '../support/waitlist-invariants.js';
import { act } from './deeds.js';
import { type Stage, Walk } from './walk.js';

/** A walk lasts some days, longer than a token. */
const SETTINGS = { LOG_LEVEL: 'error', ACCESS_TOKEN_TTL: '30d' };
const STEPS = 150;
/** Every other walk has so many do something at once; the others are easier to read when they fail. */
const AT_ONCE = 3;

/** As many walks as fit in the time, and at most so many. */
interface Size {
  readonly walks: number;
  readonly seconds: number;
}

/**
 * A few people do at random whatever can be done to bookings, series, group sessions, waitlists, payments and credits, while time passes.
 * Where a model knows what comes (payment lives, waitlists), other tests compare. Here it is enough that each answer is documented, that
 * neither a request nor the worker meets a defect, that nobody waits in a circle, and that slots, times and credits are sound after each step.
 */
export async function expectSoundWalks({ walks, seconds }: Size): Promise<void> {
  const first = await TestApp.start();
  const defects: string[] = [];
  const app = await first.twin(SETTINGS, { write: (line: string) => void defects.push(line) });
  const wire = new Wire(app.origin, AT_ONCE);
  try {
    const stage = { app, wire, admin: await app.admin(), oracle: new FuzzOracle(committedDocument()), defects };
    const given = process.env['WALK_SEED'];
    const begun = new Date();
    const end = performance.now() + seconds * 1_000;
    for (let number = 0; number < (given ? 1 : walks) && performance.now() < end; number++) {
      await walk(stage, given ?? `${begun.getTime()}/${number}`, begun);
    }
    await expectSoundWaitlists(app);
    expect(await deadlocksIn(app)).toBe(0);
  } finally {
    wire.close();
    await first.stop();
  }
}

/** Throws what went wrong, with all that was done before. */
async function walk(stage: Stage & { readonly defects: readonly string[] }, seed: string, now: Date): Promise<void> {
  const taken = await Walk.begin(stage, seed, now);
  try {
    const lanes = Array.from({ length: taken.dice.chance(0.5) ? AT_ONCE : 1 });
    for (let step = 0; step < STEPS; step++) {
      await Promise.all(lanes.map(() => act(taken)));
      if (stage.defects.length > 0) throw new Error(stage.defects.join('\n'));
      await expectSound(stage.app);
    }
  } catch (error) {
    throw new Error(`WALK_SEED=${seed}\n${taken.trail.join('\n')}\n${String(error)}`);
  }
}

async function expectSound(app: TestApp): Promise<void> {
  const unsound = await unsoundIn((statement, values) => app.sql(statement, values));
  const found = { ...unsound, credits: await miscountedCredits(app) };
  if (Object.values(found).some(({ length }) => length > 0)) throw new Error(JSON.stringify(found));
}
