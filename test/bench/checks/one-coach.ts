import { Connection } from '../connection.js';
import { type Finding, judge } from '../lines.js';
import { expectOnly, Latencies, type LoadResult } from '../load.js';
import { type Bid, spreadBids } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import type { Stage } from '../stage.js';
import { BIDDERS, wave } from '../waves.js';

/** 64 clients at once: for the ten slots of one coach, and each for a slot of another coach. */
export async function oneCoach(stage: Stage): Promise<Finding> {
  const { quick } = stage.options;
  const spread = spreadBids(stage.people).slice(0, BIDDERS);
  const coachId = stage.people.coaches[0]!.id;
  const crowd = spread.map((bid, index) => ({ ...bid, coachId, slotNumber: 1 + (index % 10) }));
  const contender = (name: string, bids: readonly Bid[], booked: number): Contender => ({
    name,
    sample: () => waves(stage, bids, booked, quick ? 5 : 30),
  });
  const standings = await compare(
    [contender('one coach, 10 slots', crowd, 10), contender('64 coaches, a slot each', spread, BIDDERS)],
    quick ? 1 : 3,
  );
  const [crowded, free] = standings.map(({ perSecond }) => perSecond) as [number, number];
  return {
    title: `bookings made of ${BIDDERS} bids at once`,
    standings,
    lines: [
      judge(
        { what: 'one coach under 64 bidders / spread, bookings made', aim: 0.25, floor: 0.1, better: 'more' },
        crowded / free,
      ),
    ],
  };
}

/** Only bookings that were made count as done; refusals take their time all the same. */
async function waves(stage: Stage, bids: readonly Bid[], booked: number, count: number) {
  const { product } = stage;
  return Connection.use(product.port, bids.length, async (connections) => {
    const results: LoadResult[] = [];
    const { cpuMicros: before } = await product.usage();
    for (let index = 0; index < count; index++) {
      const result = await wave(stage, connections, bids);
      expectOnly(result, 201, 409);
      if (result.statuses.get(201) !== booked) throw new Error(`Expected ${booked} bookings of a wave.`);
      results.push(result);
    }
    const { cpuMicros, peakMegabytes, longestStallMs } = await product.usage();
    const latencies = new Latencies(results.flatMap((result) => [...result.latencies.all]));
    return {
      perSecond: (booked * count) / results.reduce((sum, { seconds }) => sum + seconds, 0),
      p50: latencies.percentile(0.5),
      p99: latencies.percentile(0.99),
      cpuMicros: (cpuMicros - before) / latencies.count,
      peakMegabytes,
      longestStallMs,
    };
  });
}
