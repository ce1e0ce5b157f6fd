import { requestBytes } from '../connection.js';
import { exponentOf, type Point } from '../fit.js';
import { httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { each, repeated } from '../load.js';
import { growthPaceOf, sizesOf } from '../options.js';
import { ADMIN_DEEP, ADMIN_FIRST, CONNECTED, COACHES, MY_BOOKINGS, type Read } from '../read-table.js';
import { bidToProduct, freeSlots, spreadBids } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import type { Stage } from '../stage.js';

const LISTS = [COACHES, MY_BOOKINGS, ADMIN_FIRST, ADMIN_DEEP, CONNECTED];
const BIDS = 200;

/** Measures how the latency of single requests grows with the number of bookings. */
export async function growth(stage: Stage): Promise<Finding> {
  const sizes = sizesOf(stage.options);
  const series = new Map<string, Point[]>();
  for (const size of sizes) {
    await stage.past.bookUpTo(size);
    const contenders = await contendersOf(stage);
    // Warms up first. Otherwise the time of V8's compiler would count as the cost of more rows.
    if (size === sizes[0]) for (const { sample } of [...contenders, ...contenders]) await sample();
    const standings = await compare(contenders, growthPaceOf(stage.options).rounds);
    for (const { name, p50 } of standings) series.set(name, [...(series.get(name) ?? []), [size, p50]]);
  }
  const growing = [...series].map(([name, points]) => ({ name, points, exponent: exponentOf(points) }));
  return {
    title: 'growth: p50 in ms of one request at a time, by the number of bookings',
    standings: [],
    table: [
      ['', ...sizes.map((size) => size.toLocaleString('en-US')), 'exponent'],
      ...growing.map(({ name, points, exponent }) => [
        name,
        ...points.map(([, p50]) => p50.toFixed(2)),
        exponent.toFixed(3),
      ]),
    ],
    lines: growing.map(({ name, exponent }) =>
      judge({ what: `growth of ${name}: exponent`, aim: 0.1, floor: 0.3, better: 'less' }, exponent),
    ),
    plot: {
      file: 'performance-size.svg',
      title: 'Latency against size: one request at a time',
      panels: [
        {
          title: 'p50 of the product',
          x: { label: 'bookings in the database', powers: true },
          y: { label: 'latency in ms' },
          series: growing.map(({ name, points }) => ({ name, points })),
        },
      ],
    },
  };
}

async function contendersOf(stage: Stage): Promise<Contender[]> {
  const { product: server, people, options } = stage;
  const { seconds } = growthPaceOf(options);
  const list = async ({ title, request }: Read): Promise<Contender> => {
    const bytes = requestBytes(await request(stage));
    const load = { server, connections: 1, expect: 200 };
    return { name: title, sample: () => httpSample({ ...load, next: repeated([bytes], seconds) }) };
  };
  const bids = spreadBids(people).slice(0, BIDS).map(bidToProduct);
  const book: Contender = {
    name: 'book',
    sample: async () => {
      const figures = await httpSample({ server, connections: 1, next: each(bids), expect: 201 });
      await freeSlots(stage);
      return figures;
    },
  };
  return [...(await Promise.all(LISTS.map(list))), book];
}
