import { Connection } from '../connection.js';
import { type Finding, judge, type Line } from '../lines.js';
import { each, httpLoad } from '../load.js';
import { bidToProduct, freeSlots, spreadBids, toProduct } from '../requests.js';
import type { Person } from '../people.js';
import type { Stage } from '../stage.js';

const REQUESTS = 100;

/** Statements inside functions and triggers do not count: they are no round trips. */
const COUNT = `
  SELECT coalesce(sum(calls), 0)::integer AS count FROM pg_stat_statements
   WHERE toplevel AND query NOT LIKE '%FROM sessions%' AND query NOT LIKE '%pg_stat_statements%'`;

/** Counts the statements per request, without the one that reads the session. */
export async function statements(stage: Stage): Promise<Finding> {
  const { people } = stage;
  const bids = spreadBids(people).slice(0, REQUESTS);
  const same = (person: Person, path: string) => Array.from({ length: REQUESTS }, () => toProduct(person, path));
  const lines: Line[] = [];
  for (const [what, requests] of [
    ['booking', bids.map(bidToProduct)],
    ['list of 200 coaches', same(people.reader, '/bookings/coaches')],
    ['list of 1 coach', same(people.reader, '/bookings/coaches?limit=1')],
    ['my-bookings of 200', same(people.reader, '/bookings/my-bookings')],
    ['my-bookings of 1', same(people.reader, '/bookings/my-bookings?limit=1')],
    ['page of admin bookings', same(people.admin, '/bookings/admin/bookings')],
    ['list of connected clients', same(people.coach, '/coach/clients')],
  ] as const) {
    const target = { what: `statements per ${what}, after authentication`, aim: 1, floor: 2, better: 'less' } as const;
    lines.push(judge(target, await perRequest(stage, requests)));
  }
  await freeSlots(stage);
  return { title: `statements, ${REQUESTS} requests each`, standings: [], lines };
}

async function perRequest({ client, product }: Stage, requests: readonly Buffer[]): Promise<number> {
  await client.query('SELECT pg_stat_statements_reset()');
  await Connection.use(product.port, 8, (connections) => httpLoad(connections, each(requests)));
  const { rows } = await client.query<{ count: number }>(COUNT);
  return rows[0]!.count / requests.length;
}
