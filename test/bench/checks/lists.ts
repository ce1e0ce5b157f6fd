import { isDeepStrictEqual } from 'node:util';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { repeated } from '../load.js';
import { paceOf } from '../options.js';
import { OWN_BOOKINGS } from '../people.js';
import { toBare, toProduct } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

const CONNECTIONS = 32;

/** The list of all 200 coaches. */
export const coaches = (stage: Stage) => list(stage, 'list of 200 coaches', '/bookings/coaches', '/coaches');

/** The 200 bookings of a client. */
export const myBookings = (stage: Stage) => list(stage, 'my-bookings of 200', '/bookings/my-bookings', '/my-bookings');

async function list(stage: Stage, title: string, path: string, barePath: string): Promise<Finding> {
  const { product, bare, people, options } = stage;
  const { seconds, rounds } = paceOf(options);
  await expectSameRows(stage, path, barePath);
  const contender = (name: string, server: ServerProcess, request: Buffer): Contender => ({
    name,
    sample: () => httpSample({ server, connections: CONNECTIONS, next: repeated([request], seconds), expect: 200 }),
  });
  const standings = await compare(
    [
      contender('product', product, toProduct(people.reader, path)),
      contender('bare, same SELECT', bare, toBare(people.reader, barePath, false)),
      contender('bare, session read and same SELECT', bare, toBare(people.reader, barePath, true)),
    ],
    rounds,
  );
  const [ours, plain, withSession] = standings;
  const target = { aim: 0.85, floor: 0.6, better: 'more' } as const;
  return {
    title: `${title}, ${CONNECTIONS} connections`,
    standings,
    lines: [
      judge({ what: `${title} / bare with the SELECT alone`, ...target }, ours.perSecond / plain.perSecond),
      judge({ what: `${title} / bare with the session read too`, ...target }, ours.perSecond / withSession.perSecond),
    ],
  };
}

/** A ratio means nothing unless both servers answer the same. */
async function expectSameRows(
  { product, bare, people: { reader } }: Stage,
  path: string,
  barePath: string,
): Promise<void> {
  const read = async (url: string, headers: Record<string, string>) =>
    (await (await fetch(url, { headers })).json()) as unknown[];
  const ours = await read(`${product.origin}/api/v1${path}`, { authorization: `Bearer ${reader.token}` });
  const theirs = await read(bare.origin + barePath, { 'x-user': String(reader.id) });
  if (ours.length !== OWN_BOOKINGS || !isDeepStrictEqual(ours, theirs)) {
    throw new Error(`${path} and the baseline do not answer the same ${OWN_BOOKINGS} rows.`);
  }
}
