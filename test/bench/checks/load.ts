import { overloadSample } from '../http-sample.js';
import type { Finding } from '../lines.js';
import { each, repeated } from '../load.js';
import { briefPaceOf } from '../options.js';
import type { Panel } from '../plot.js';
import { COACHES } from '../read-table.js';
import { bareRoutes, bidToProduct, freeSlots, spreadBids } from '../requests.js';
import { compare, type Standing } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';
import { requestBytes } from '../connection.js';
import { bookRoutes } from './book.js';

const LOADS = [1, 4, 16, 64, 256];
/** Fewer connections need fewer bids and so less time. */
const BIDS_OF_A_CONNECTION = 250;

/** The same requests for both servers. */
interface Route {
  readonly name: string;
  readonly ours: Work;
  readonly theirs: Work;
}

interface Work {
  readonly next: (connections: number) => () => Buffer | undefined;
  readonly expect: number;
  readonly after?: () => Promise<void>;
}

/** Loads booking and the list of coaches, from one request at a time to more than the server accepts. */
export async function load(stage: Stage): Promise<Finding> {
  const routes = [await booking(stage), await listing(stage)];
  const refusals: string[] = [];
  const measured = [];
  for (const { name, ours, theirs } of routes) {
    const points: { connections: number; pair: readonly [Standing, Standing] }[] = [];
    for (const connections of LOADS) {
      let most = 0;
      const contender = (who: string, server: ServerProcess, { next, expect, after }: Work) => ({
        name: `${name}, ${connections} at once: ${who}`,
        sample: async () => {
          const wanted = { server, connections, next: next(connections), expect };
          const figures = await overloadSample(wanted, (share) => (most = Math.max(most, share)));
          await after?.();
          return figures;
        },
      });
      const pair = await compare([contender('product', stage.product, ours), contender('bare', stage.bare, theirs)], 1);
      if (most > 0) refusals.push(`${name}, ${connections} at once: up to ${(100 * most).toFixed(0)} %`);
      points.push({ connections, pair });
    }
    measured.push({ name, points });
  }
  return {
    title: 'latency against load',
    standings: measured.flatMap(({ points }) => points.flatMap(({ pair }) => pair)),
    lines: [],
    notes: [
      refusals.length === 0
        ? 'Nothing was refused.'
        : `Refused at once, and not in these figures: ${refusals.join('; ')}.`,
    ],
    plot: {
      file: 'performance-load.svg',
      title: 'Latency against load: product and bare server with the same statements',
      panels: measured.map(({ name, points }) => panelOf(name, points)),
    },
  };
}

function panelOf(
  title: string,
  points: readonly { connections: number; pair: readonly [Standing, Standing] }[],
): Panel {
  const line = (index: 0 | 1, figure: 'p50' | 'p99') =>
    points.map(({ connections, pair }) => [connections, pair[index][figure]] as const);
  return {
    title,
    x: { label: 'connections, each with one request on its way' },
    y: { label: 'latency in ms' },
    series: [
      { name: 'product, p50', points: line(0, 'p50') },
      { name: 'product, p99', points: line(0, 'p99'), colour: 0, dashed: true },
      { name: 'bare, p50', points: line(1, 'p50'), colour: 1 },
      { name: 'bare, p99', points: line(1, 'p99'), colour: 1, dashed: true },
    ],
  };
}

async function booking(stage: Stage): Promise<Route> {
  const bids = spreadBids(stage.people);
  const { toWhole } = await bookRoutes(stage);
  const work = (requests: readonly Buffer[], expect: number): Work => ({
    next: (connections) => each(requests.slice(0, connections * BIDS_OF_A_CONNECTION)),
    expect,
    after: () => freeSlots(stage),
  });
  return { name: 'book', ours: work(bids.map(bidToProduct), 201), theirs: work(bids.map(toWhole), 200) };
}

async function listing(stage: Stage): Promise<Route> {
  const parts = await COACHES.request(stage);
  const { whole } = await bareRoutes(stage, 'coaches', parts);
  const { seconds } = briefPaceOf(stage.options);
  const work = (request: Buffer): Work => ({ next: () => repeated([request], seconds), expect: 200 });
  return { name: COACHES.title, ours: work(requestBytes(parts)), theirs: work(whole.asRecorded) };
}
