import { withCoaches } from '../coach-count.js';
import { requestBytes } from '../connection.js';
import { instantAt, nextMonday, type Session, STARTS, withSessions } from '../hours.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { repeated } from '../load.js';
import { paceOf } from '../options.js';
import { bareRoutes, productParts } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

/** The aims are for the first number; the other one shows how it grows. */
const [JUDGED, MANY] = [1_000, 10_000] as const;
/** Of the week. The first and the last one are the neighbours of the day that is asked for. */
const BOOKED_DAYS = [1, 2, 3];
const ASKED_DAY = 2;
/** So many coaches share a client. */
const SHARING = 5;

/** Who is free at a time: one request at a time, over many coaches with hours and sessions. */
export async function whoIsFree(stage: Stage): Promise<Finding> {
  const few = await measure(stage, JUDGED);
  const many = await measure(stage, MANY);
  const [ours] = few;
  const label = `who is free, of ${JUDGED.toLocaleString('en-US')} coaches`;
  return {
    title: 'who is free at a time, one request at a time',
    standings: [...few, ...many],
    lines: [
      judge({ what: `${label}: p50`, aim: 25, better: 'less', unit: 'ms' }, ours.p50),
      judge(
        { what: `${label}: longest stall of the event loop`, aim: 20, better: 'less', unit: 'ms' },
        ours.longestStallMs,
      ),
    ],
    notes: [
      `Longest stalls of the product's event loop: ${[ours, many[0]].map(({ longestStallMs }) => `${longestStallMs.toFixed(1)} ms`).join(' and ')}.`,
    ],
  };
}

const measure = (stage: Stage, count: number) =>
  withCoaches(stage, count, async () => {
    const { product, bare, people, options, client } = stage;
    const { seconds, rounds } = paceOf(options);
    const monday = nextMonday();
    return withSessions(client, await booked(stage, monday), async () => {
      const query = new URLSearchParams({ starts_at: instantAt(monday + ASKED_DAY, STARTS[2]).toISOString() });
      const parts = productParts(people.reader, `/bookings/times?${query.toString()}`);
      const { whole } = await bareRoutes(stage, 'who-is-free', parts);
      const contender = (name: string, server: ServerProcess, request: Buffer): Contender => ({
        name: `${count.toLocaleString('en-US')} coaches: ${name}`,
        sample: () => httpSample({ server, connections: 1, next: repeated([request], seconds), expect: 200 }),
      });
      return compare(
        [contender('product', product, requestBytes(parts)), contender('bare', bare, whole.asRecorded)],
        rounds,
      );
    });
  });

/** Two sessions a day of each coach. The coaches who share a client have them at different hours. */
async function booked({ client, people: { clients } }: Stage, monday: number): Promise<Session[]> {
  const { rows } = await client.query<{ id: number }>(`SELECT id FROM users WHERE role = 'coach' ORDER BY id`);
  return rows.flatMap(({ id }, index) =>
    BOOKED_DAYS.flatMap((day) =>
      [0, SHARING].map((later) => ({
        coachId: id,
        client: clients[Math.floor(index / SHARING)]!,
        start: instantAt(monday + day, STARTS[(index % SHARING) + later]!),
      })),
    ),
  );
}
