import type { Session } from '../hours.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { each } from '../load.js';
import { paceOf } from '../options.js';
import { actorOf, bareRoutes, freeSlots, valuesOfSession } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';
import { spreadTimes, timeBidParts, timeBidToProduct } from '../time-bids.js';

const CONNECTIONS = 32;
const DAY_MS = 86_400_000;

/** Books 2,000 times of 200 coaches, ten a coach, each for another client. */
export async function bookTime(stage: Stage): Promise<Finding> {
  const sessions = spreadTimes(stage.people);
  const toBare = await bareRequests(stage, sessions[0]!);
  const contender = (name: string, server: ServerProcess, requests: readonly Buffer[], expect: number): Contender => ({
    name,
    sample: async () => {
      const figures = await httpSample({ server, connections: CONNECTIONS, next: each(requests), expect });
      await freeSlots(stage);
      return figures;
    },
  });
  const [ours, same] = await compare(
    [
      contender('product', stage.product, sessions.map(timeBidToProduct), 201),
      contender('bare, same statements', stage.bare, sessions.map(toBare), 200),
    ],
    paceOf(stage.options).rounds,
  );
  return {
    title: `book a time, spread over 200 coaches, ${CONNECTIONS} connections`,
    standings: [ours, same],
    lines: [
      judge(
        { what: 'book a time, whole path / bare with the same statements', aim: 0.7, better: 'more' },
        ours.perSecond / same.perSecond,
      ),
    ],
  };
}

/** Other sessions as requests to the bare server, which runs the statements that book `first`. */
async function bareRequests(stage: Stage, first: Session): Promise<(session: Session) => Buffer> {
  const typeOf = await sessionTypes(stage);
  const { script, whole } = await bareRoutes(stage, 'book-time', timeBidParts(first));
  await freeSlots(stage);
  const [, situation, insert] = script.statements;
  if (!situation || !insert || script.statements.length !== 3) {
    throw new Error('A time is no longer booked by the session, what decides, and one INSERT.');
  }
  return ({ client, coachId, start }) => {
    const day = (days: number) => new Date(start.getTime() + days * DAY_MS);
    const end = new Date(start.getTime() + DAY_MS / 24);
    const asked = [coachId, null, client.id, day(-2), day(2), new Date(), [], true, start];
    const written = [actorOf(client), coachId, client.id, start, end, 'pending', null, typeOf.get(coachId)];
    return whole.with([
      valuesOfSession(client),
      [...asked, ...situation.values.slice(asked.length)],
      [...written, ...insert.values.slice(written.length)],
    ]);
  };
}

async function sessionTypes({ client }: Stage): Promise<ReadonlyMap<number, number>> {
  const { rows } = await client.query<{ id: number; coach_id: number }>('SELECT id, coach_id FROM session_types');
  return new Map(rows.map(({ id, coach_id: coachId }) => [coachId, id]));
}
