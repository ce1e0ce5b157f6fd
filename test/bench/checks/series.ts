import { requestBytes, type RequestParts } from '../connection.js';
import { instantAt, nextMonday, STARTS } from '../hours.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { each } from '../load.js';
import { paceOf } from '../options.js';
import { freeSlots, productParts } from '../requests.js';
import { compare } from '../rounds.js';
import { withoutSession } from '../script.js';
import type { Stage } from '../stage.js';

/** The most that a series may have: nine weeks of the coaches' workdays, after their time off. */
const COUNT = 52;
const WORKDAYS = [1, 2, 3, 4, 5, 6];
const FIRST_DAY = 63;
const CLIENTS = 40;

/** Books series of 52 sessions, one request at a time, each of another coach for another client. */
export async function series(stage: Stage): Promise<Finding> {
  const { client, product, options, statements } = stage;
  await client.query('UPDATE schedules SET series_weeks = 52');
  const parts = partsOf(stage);
  const script = withoutSession(await statements.of(parts[0]!));
  await freeSlots(stage);
  const sample = async () => {
    const requests = parts.map(requestBytes);
    const figures = await httpSample({ server: product, connections: 1, next: each(requests), expect: 201 });
    await freeSlots(stage);
    return figures;
  };
  const [ours] = await compare([{ name: 'product', sample }], paceOf(options).rounds);
  const what = `a series of ${COUNT}, one request at a time`;
  return {
    title: what,
    standings: [ours],
    lines: [
      judge({ what: `${what}: p50`, aim: 60, better: 'less', unit: 'ms' }, ours.p50),
      judge({ what: `${what}: statements after authentication`, aim: 8, better: 'less' }, script.statements.length),
    ],
  };
}

function partsOf({ people: { clients, coaches } }: Stage): RequestParts[] {
  const starts_at = instantAt(nextMonday() + FIRST_DAY, STARTS[0]).toISOString();
  const wish = { starts_at, every_weeks: 1, weekdays: WORKDAYS, count: COUNT };
  return clients
    .slice(0, CLIENTS)
    .map((person, index) => productParts(person, '/bookings/series', { coach_id: coaches[index]!.id, ...wish }));
}
