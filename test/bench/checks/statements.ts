import { Connection } from '../connection.js';
import { type Finding, judge, type Line } from '../lines.js';
import { each, httpLoad } from '../load.js';
import { bidToProduct, freeSlots, spreadBids, toProduct } from '../requests.js';
import { spreadTimes, timeBidToProduct } from '../time-bids.js';
import type { Person } from '../people.js';
import type { Stage } from '../stage.js';

const REQUESTS = 100;

/**
 * Statements inside functions and triggers do not count: they are no round trips. Nor do those that few requests can have made:
 * the server's background work makes some every second.
 */
const COUNT = `
  SELECT coalesce(sum(calls), 0)::integer AS count FROM pg_stat_statements
   WHERE toplevel AND calls >= $1 AND query NOT LIKE '%FROM sessions%' AND query NOT LIKE '%pg_stat_statements%'`;

/** Counts the statements per request, without the one that reads the session. */
export async function statements(stage: Stage): Promise<Finding> {
  const { people } = stage;
  const bids = spreadBids(people).slice(0, REQUESTS);
  const times = spreadTimes(people).slice(0, REQUESTS);
  const same = (person: Person, path: string) => Array.from({ length: REQUESTS }, () => toProduct(person, path));
  const lines: Line[] = [];
  for (const [what, requests, most = 1] of [
    ['booking', bids.map(bidToProduct)],
    ['booking of a time', times.map(timeBidToProduct), 3],
    ['list of 200 coaches', same(people.reader, '/bookings/coaches')],
    ['list of 1 coach', same(people.reader, '/bookings/coaches?limit=1')],
    ['my-bookings of 200', same(people.reader, '/bookings/my-bookings')],
    ['my-bookings of 1', same(people.reader, '/bookings/my-bookings?limit=1')],
    ['page of admin bookings', same(people.admin, '/bookings/admin/bookings')],
    ['list of connected clients', same(people.coach, '/coach/clients')],
  ] as const) {
    const target = { what: `statements per ${what}, after authentication`, aim: most, better: 'less' } as const;
    const floor = most === 1 ? { floor: 2 } : {};
    lines.push(judge({ ...target, ...floor }, await perRequest(stage, requests)));
  }
  await freeSlots(stage);
  return { title: `statements, ${REQUESTS} requests each`, standings: [], lines };
}

async function perRequest({ client, product }: Stage, requests: readonly Buffer[]): Promise<number> {
  await client.query('SELECT pg_stat_statements_reset()');
  await Connection.use(product.port, 8, (connections) => httpLoad(connections, each(requests)));
  const { rows } = await client.query<{ count: number }>(COUNT, [REQUESTS / 10]);
  return rows[0]!.count / requests.length;
}
