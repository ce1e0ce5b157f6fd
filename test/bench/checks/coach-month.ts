import { performance } from 'node:perf_hooks';
import { Calendar, freeTimes } from '../../../src/availability/domain/free-times.js';
import { lengthOf, type SituationRow, toSituation } from '../../../src/bookings/times/situation.js';
import { dateOf } from '../../../src/time/zones.js';
import { requestBytes } from '../connection.js';
import { instantAt, nextMonday, type Session, STARTS, withSessions } from '../hours.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { repeated } from '../load.js';
import { paceOf } from '../options.js';
import { bareRoutes, productParts } from '../requests.js';
import { compare, type Contender, median } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

const CONNECTIONS = 16;
const DAYS = 28;
const WORKING_DAYS = 24;
const BOOKINGS = 100;

/** The free times of a coach-month: 24 working days with 100 bookings. */
export async function coachMonth(stage: Stage): Promise<Finding> {
  const first = nextMonday();
  return withSessions(stage.client, bookedMonth(stage, first), () => measure(stage, first));
}

async function measure(stage: Stage, first: number): Promise<Finding> {
  const { product, bare, people, options } = stage;
  const { seconds, rounds } = paceOf(options);
  const query = new URLSearchParams({ from: dateOf(first), to: dateOf(first + DAYS - 1) });
  const parts = productParts(people.newcomer, `/bookings/coaches/${people.coach.id}/times?${query.toString()}`);
  const { whole } = await bareRoutes(stage, 'coach-month', parts);
  const contender = (name: string, server: ServerProcess, request: Buffer): Contender => ({
    name,
    sample: () => httpSample({ server, connections: CONNECTIONS, next: repeated([request], seconds), expect: 200 }),
  });
  const standings = await compare(
    [contender('product', product, requestBytes(parts)), contender('bare, same statements', bare, whole.asRecorded)],
    rounds,
  );
  const [ours, same] = standings;
  const [row] = (await (await fetch(`${bare.origin}/coach-month`)).json()) as SituationRow[];
  const answer = await fetch(product.origin + parts.path, { headers: parts.headers ?? {} });
  const { times } = (await answer.json()) as { times: object[] };
  const { micros, found } = computing(row!, first);
  if (found !== times.length) throw new Error(`The computing finds ${found} times, the product ${times.length}.`);
  return {
    title: `free times of ${WORKING_DAYS} working days with ${BOOKINGS} bookings, ${CONNECTIONS} connections`,
    standings,
    lines: [
      judge({ what: 'free times of a coach-month: computing alone', aim: 100, better: 'less', unit: 'µs' }, micros),
      judge(
        { what: 'free times of a coach-month over HTTP / bare with the same statements', aim: 0.6, better: 'more' },
        ours.perSecond / same.perSecond,
      ),
    ],
    notes: [
      `The product lists ${found} times; the bare server sends the row from which they are computed, a fraction of the bytes.`,
    ],
  };
}

/** Four sessions on each working day, and a fifth on the first ones. */
function bookedMonth({ people: { coach, clients } }: Stage, first: number): Session[] {
  return Array.from({ length: BOOKINGS }, (_, index) => {
    const workday = index % WORKING_DAYS;
    const hour = STARTS[2 * Math.floor(index / WORKING_DAYS)]!;
    const day = first + Math.floor(workday / 6) * 7 + (workday % 6);
    return { coachId: coach.id, client: clients[index]!, start: instantAt(day, hour) };
  });
}

/** The median time of one computation in this process, once it is warm, and the number of times it finds. */
function computing(row: SituationRow, first: number): { micros: number; found: number } {
  const now = new Date();
  const situation = toSituation(row, { clientId: null, now }, lengthOf(row.type), null);
  const [start, end] = [first, first + DAYS].map((day) => instantAt(day, 0).getTime() / 60_000) as [number, number];
  let found = 0;
  const batch = (size: number) => {
    const begin = performance.now();
    for (let index = 0; index < size; index++)
      found = freeTimes(new Calendar(situation, start, end), start, end).length;
    return ((performance.now() - begin) * 1000) / size;
  };
  batch(2_000);
  return { micros: median(Array.from({ length: 30 }, () => batch(100))), found };
}
