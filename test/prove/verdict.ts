import { documentedBy, tally, wrongAnswers } from './answers.js';
import { audit } from './audit.js';
import type { Attempt } from './history.js';
import { type Outage, slowReturns, wrongSilence } from './outages.js';
import type { Findings } from './proof.js';
import type { Stage } from './stage.js';

/** The verdict on a load that went through outages. */
export async function verdict(
  stage: Stage,
  attempts: readonly Attempt[],
  outages: readonly Outage[],
): Promise<Findings> {
  const [origin = ''] = stage.origins;
  const { bookings, unacknowledged, flaws } = await audit(attempts, stage.postgres.sql);
  return {
    figures: [
      ['attempts under load', attempts.length],
      ['answers', [...tally(attempts)].map(([what, count]) => `${count} × ${what}`).join(', ')],
      ['bookings stored / of them not acknowledged', `${bookings} / ${unacknowledged}`],
    ],
    flaws: [
      ...flaws,
      ...wrongAnswers(attempts, await documentedBy(origin)),
      ...wrongSilence(outages, attempts),
      ...slowReturns(outages, attempts),
      ...stage.defects(),
    ],
  };
}
