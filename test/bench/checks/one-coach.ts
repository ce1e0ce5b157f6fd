import { Connection } from '../connection.js';
import { type Finding, judge } from '../lines.js';
import { expectOnly, Latencies, type LoadResult } from '../load.js';
import { type Bid, bidToProduct, spreadBids } from '../requests.js';
import { compare, type Contender, type Figures } from '../rounds.js';
import type { Stage } from '../stage.js';
import { BIDDERS, wave } from '../waves.js';

const SLOTS = 10;

/** Bids that are sent at once, and how many of them can win. */
interface Crowd {
  readonly bids: readonly Bid[];
  readonly winners: number;
}

/** Compares many bids for the slots of one coach with as many bids for different coaches. */
export async function oneCoach(stage: Stage): Promise<Finding> {
  const { quick } = stage.options;
  const spread = spreadBids(stage.people).slice(0, BIDDERS);
  const coachId = stage.people.coaches[0]!.id;
  const crowd = spread.map((bid, index) => ({ ...bid, coachId, slotNumber: 1 + (index % SLOTS) }));
  const contender = (name: string, { bids, winners }: Crowd): Contender => ({
    name,
    sample: () => waves(stage, { bids, winners }, quick ? 5 : 30),
  });
  const standings = await compare(
    [
      contender('64 bids on the 10 slots of one coach', { bids: crowd, winners: SLOTS }),
      contender('64 bids on 64 coaches', { bids: spread, winners: BIDDERS }),
      contender('10 bids on the 10 slots of one coach', { bids: crowd.slice(0, SLOTS), winners: SLOTS }),
      contender('10 bids on 10 coaches', { bids: spread.slice(0, SLOTS), winners: SLOTS }),
    ],
    quick ? 1 : 3,
  );
  const [crowded, free, full, apart] = standings;
  const made = (crowded.perSecond * SLOTS) / BIDDERS / free.perSecond;
  const target = { aim: 0.25, floor: 0.1, better: 'more' } as const;
  return {
    title: 'one coach beside many, bids answered',
    standings,
    lines: [
      judge(
        { what: 'one coach under 64 bidders / spread, bids answered', ...target },
        crowded.perSecond / free.perSecond,
      ),
      judge(
        { what: 'ten bookings at once of one coach / of ten coaches', ...target },
        full.perSecond / apart.perSecond,
      ),
    ],
    notes: [
      `Of the 64 bids on one coach ten can win, so bookings made are ${made.toFixed(2)} of ` +
        'those of the spread bids; were a refusal as dear as a booking, that would be 0.16.',
    ],
  };
}

/** Sends the bids again and again, each time after all answers came and the slots are free again. */
async function waves(stage: Stage, { bids, winners }: Crowd, count: number): Promise<Figures> {
  const { product } = stage;
  const requests = bids.map(bidToProduct);
  return Connection.use(product.port, bids.length, async (connections) => {
    const results: LoadResult[] = [];
    const { cpuMicros: before } = await product.usage();
    for (let index = 0; index < count; index++) {
      const result = await wave(stage, connections, requests);
      expectOnly(result, 201, 409);
      if (result.statuses.get(201) !== winners) throw new Error(`Expected ${winners} bookings of a wave.`);
      results.push(result);
    }
    const { cpuMicros, peakMegabytes, longestStallMs } = await product.usage();
    const latencies = new Latencies(results.flatMap((result) => [...result.latencies.all]));
    return {
      perSecond: latencies.count / results.reduce((sum, { seconds }) => sum + seconds, 0),
      p50: latencies.percentile(0.5),
      p99: latencies.percentile(0.99),
      cpuMicros: (cpuMicros - before) / latencies.count,
      peakMegabytes,
      longestStallMs,
    };
  });
}
