import type { Sql } from '../support/books.js';
import { documentedBy, tally, wrongAnswers } from './answers.js';
import { audit } from './audit.js';
import { Load } from './load.js';
import type { People } from './people.js';
import type { Findings } from './proof.js';
import { type Census, World } from './world.js';

/** The size and the seed of one history. */
interface HistoryOptions {
  readonly seed: string;
  readonly attempts: number;
  /** The number of requests in flight. */
  readonly workers: number;
  readonly census: Census;
  readonly origins: readonly string[];
  readonly people: People;
  readonly sql: Sql;
}

/** Runs random requests of many users at several instances of one database, and audits the result. */
export async function runHistory({ origins, census, people, sql, ...options }: HistoryOptions): Promise<Findings> {
  const documented = await documentedBy(origins[0] ?? '');
  const world = await World.settle(people, census);
  const load = new Load(world, { ...options, origins: () => origins, administers: true, hangUps: 0.02 });
  load.start();
  const attempts = await load.finished();
  const { bookings, unacknowledged, flaws } = await audit(attempts, sql);
  const lost = attempts.filter(({ status, hungUp }) => status === undefined && !hungUp);
  const of = (outcome: string) => attempts.filter((attempt) => attempt.outcome === outcome).length;
  return {
    figures: [
      ['seed', options.seed],
      ['attempts', attempts.length],
      ['addresses asked / requests at once', `${origins.length} / ${options.workers}`],
      ['coaches / clients', `${census.coaches} / ${census.clients}`],
      ['done / refused / unknown (hung up)', `${of('ok')} / ${of('refused')} / ${of('unknown')}`],
      ['bookings stored / of them not acknowledged', `${bookings} / ${unacknowledged}`],
      ['answers', [...tally(attempts)].map(([what, count]) => `${count} × ${what}`).join(', ')],
      ['histories that no legal order explains', flaws.filter((flaw) => flaw.includes('no order explains')).length],
    ],
    flaws: [
      ...flaws,
      ...wrongAnswers(attempts, documented),
      ...lost.map(({ number }) => `#${number} was never answered`),
    ],
  };
}
