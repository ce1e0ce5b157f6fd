import fc from 'fast-check';
import { TimePassingService } from '../../src/bookings/time-passing.service.js';
import { CreditExpiryService } from '../../src/packs/credit-expiry.service.js';
import { FakePaymentsService } from '../../src/payments/providers/fake/fake-payments.service.js';
import { ReconcilingService } from '../../src/payments/reconciling/reconciling.service.js';
import { RefundSenderService } from '../../src/payments/refunds/refund-sender.service.js';
import { TestApp } from '../support/app.js';
import { miscountedCredits } from '../support/credits.js';
import { expectSoundBooks } from '../support/invariants.js';
import { act, CHOICES, type Deed } from './deeds.js';
import { checkEnd, checkNow } from './life-checks.js';
import { Life, type Stage } from './life.js';
import { DAY } from './paid-things.js';
import { ProviderSide } from './provider-side.js';

const MINUTE_MS = 60_000;
/** Many lives take longer than a token lasts. */
const SETTINGS = { WORKER: 'off', LOG_LEVEL: 'silent', ACCESS_TOKEN_TTL: '1d' };
/** Lives that run side by side, with one clock. */
const ABREAST = 10;
const ROUNDS = 24;
const MOST_DAYS = Math.ceil((ROUNDS * 900) / 1_440) + 1;
const SHRINK_MS = Number(process.env['SHRINK_SECONDS'] ?? 20) * 1_000;

/** Time passes, each life does one deed, and then the worker does some of its work. */
interface Round {
  readonly minutes: number;
  readonly passes: boolean;
  readonly refunds: boolean;
  readonly deeds: readonly { readonly deed: Deed; readonly which: number }[];
}

/** As many lives as fit in the time, and at most so many. */
interface Size {
  readonly lives: number;
  readonly seconds: number;
}

interface Plan {
  readonly confirms: readonly boolean[];
  readonly rounds: readonly Round[];
}

const times = <One>(one: fc.Arbitrary<One>, count: number) => fc.array(one, { minLength: count, maxLength: count });

const rounds = fc.record({
  minutes: fc.constantFrom(0, 0, 0, 1, 1, 5, 5, 31, 100, 400, 900),
  passes: fc.boolean(),
  refunds: fc.boolean(),
  deeds: times(fc.record({ deed: fc.constantFrom(...CHOICES), which: fc.nat(59) }), ABREAST),
});
const plans: fc.Arbitrary<Plan> = fc.record({
  confirms: times(fc.boolean(), ABREAST),
  rounds: times(rounds, ROUNDS),
});

/** Random lives of bookings and packs that are paid for. After each deed ledger and bookings say what the model says. */
export async function expectSoundLives({ lives, seconds }: Size): Promise<void> {
  const app = await TestApp.start(SETTINGS);
  try {
    const stage = { app, admin: await app.admin(), provider: app.nest.get(FakePaymentsService), now: Date.now() };
    const begun = new Date();
    await search({ lives, seconds }, (plan) => live(stage, plan, begun));
    expect(await miscountedCredits(app)).toEqual([]);
    await expectSoundBooks(app);
    await reconcile(app, begun);
  } finally {
    await app.stop();
  }
}

/** Throws what went wrong in the shortest life that was found in time, with the seed that finds it again. */
async function search({ lives, seconds }: Size, run: (plan: Plan) => Promise<void>): Promise<void> {
  let end = performance.now() + seconds * 1_000;
  let hasFailed = false;
  const timed = async (plan: Plan) => {
    if (performance.now() > end) return;
    await run(plan).catch((error: unknown) => {
      if (!hasFailed) end = performance.now() + SHRINK_MS;
      hasFailed = true;
      throw error;
    });
  };
  const seed = Number(process.env['LIFE_SEED'] ?? Date.now() % 2 ** 31);
  const { failed, errorInstance } = await fc.check(fc.asyncProperty(plans, timed), {
    ...{ seed, numRuns: Math.ceil(lives / ABREAST) },
  });
  if (failed) throw new Error(`LIFE_SEED=${seed}\n${String(errorInstance)}`);
}

async function live(stage: Stage, { confirms, rounds: all }: Plan, begun: Date): Promise<void> {
  setTime(stage, begun.getTime());
  const lives = await Promise.all(confirms.map((one) => Life.begin(stage, one)));
  const actors = lives.map((life) => ({ life, provider: new ProviderSide(life) }));
  for (const { minutes, passes, refunds, deeds } of all) {
    setTime(stage, stage.now + minutes * MINUTE_MS);
    await each(actors, async (actor, place) => {
      await actor.provider.hearWhatIsOld();
      const { deed, which } = deeds[place]!;
      await act(deed, { ...actor, which });
    });
    await work(stage, lives, { passes, refunds });
    await each(actors, ({ life }) => checkNow(life));
  }
  for (const refunds of [false, true]) {
    await each(actors, ({ provider }) => provider.calm());
    await work(stage, lives, { passes: true, refunds });
  }
  await each(actors, async ({ life, provider }) => {
    await provider.hearAll();
    await checkEnd(life);
  });
}

function setTime(stage: Stage, now: number): void {
  stage.now = now;
  stage.app.setTime(new Date(now));
}

/** Whoever reads a failure sees the life in which it was. */
async function each<One extends { readonly life: Life }>(
  all: readonly One[],
  run: (one: One, place: number) => Promise<void>,
) {
  const named = async (one: One, place: number) => {
    try {
      await run(one, place);
    } catch (error) {
      throw new Error(`Life ${place}:\n${one.life.trail.join('\n')}\n${String(error)}`);
    }
  };
  await Promise.all(all.map(named));
}

/** The worker's tasks look at all lives at once. */
async function work(
  { app, now }: Stage,
  lives: readonly Life[],
  { passes, refunds }: Pick<Round, 'passes' | 'refunds'>,
) {
  const [passing, expiry, sender] = [TimePassingService, CreditExpiryService, RefundSenderService].map((task) =>
    app.nest.get(task),
  );
  if (passes) {
    for (const task of [passing!, expiry!]) while (await task.run(new Date(now)));
    for (const { model } of lives) {
      model.passTime(now);
      model.expireCredits(now);
    }
  }
  if (refunds) {
    while (await sender!.run(new Date(now)));
    for (const { model } of lives) model.sendRefunds();
  }
}

/** The provider's books have the same movements, day by day. */
async function reconcile(app: TestApp, begun: Date): Promise<void> {
  for (let day = 0; day < MOST_DAYS; day++) {
    const date = new Date(begun.getTime() + day * DAY).toISOString().slice(0, 10);
    expect([date, await app.nest.get(ReconcilingService).compare(date)]).toEqual([date, []]);
  }
}
