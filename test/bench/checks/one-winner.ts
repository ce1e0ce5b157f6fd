import { Connection } from '../connection.js';
import { nextMonday, instantAt, STARTS } from '../hours.js';
import { type Finding, judge } from '../lines.js';
import { bidToProduct, spreadBids } from '../requests.js';
import type { Stage } from '../stage.js';
import { timeBidToProduct } from '../time-bids.js';
import { BIDDERS, wave } from '../waves.js';

const BACKENDS = `SELECT pid FROM pg_stat_activity WHERE application_name = 'vibe-coaching'`;
const DEADLOCKS = `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`;

/** What all bidders want of a coach, one round after the other. */
interface Prize {
  readonly name: string;
  readonly rounds: number;
  readonly requests: (coachId: number) => readonly Buffer[];
}

/** 64 clients bid for one free slot at the same moment, again and again. */
export function oneSlot(stage: Stage): Promise<Finding> {
  const bids = spreadBids(stage.people).slice(0, BIDDERS);
  const requests = (coachId: number) => bids.map(({ client }) => bidToProduct({ client, coachId, slotNumber: 1 }));
  return contest(stage, { name: 'slot', rounds: stage.options.quick ? 10 : 100, requests });
}

/** The same for one free time. */
export function oneTime(stage: Stage): Promise<Finding> {
  const clients = stage.people.clients.slice(0, BIDDERS);
  const start = instantAt(nextMonday(), STARTS[0]);
  const requests = (coachId: number) => clients.map((client) => timeBidToProduct({ client, coachId, start }));
  return contest(stage, { name: 'time', rounds: stage.options.quick ? 20 : 200, requests });
}

async function contest(stage: Stage, { name, rounds, requests }: Prize): Promise<Finding> {
  const coaches = stage.people.coaches;
  const spread = spreadBids(stage.people).slice(0, BIDDERS).map(bidToProduct);
  const before = await serverState(stage);
  const statuses = new Map<number, number>();
  let unfair = 0;
  await Connection.use(stage.product.port, BIDDERS, async (connections) => {
    // Opens all connections of the pool: one wave may end before the last of them is needed.
    for (let warm = 0; warm < 3; warm++) await wave(stage, connections, spread);
    before.backends = (await serverState(stage)).backends;
    for (let round = 0; round < rounds; round++) {
      const result = await wave(stage, connections, requests(coaches[round % coaches.length]!.id));
      if (result.statuses.get(201) !== 1) unfair++;
      for (const [status, count] of result.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
    }
  });
  const after = await serverState(stage);
  const strangers = [...after.backends].filter((pid) => !before.backends.has(pid));
  const others = [...statuses].filter(([status]) => status !== 201 && status !== 409);
  const none = { aim: 0, better: 'less' } as const;
  const what = `${BIDDERS} bids on a ${name}`;
  return {
    title: `${BIDDERS} bids on one free ${name}, ${rounds} rounds`,
    standings: [],
    notes: [`Answers: ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}.`],
    lines: [
      judge({ what: `${what}: rounds without exactly one winner`, ...none }, unfair),
      judge({ what: `${what}: answers that are neither 201 nor 409`, ...none }, others.length),
      judge({ what: `${what}: deadlocks`, ...none }, after.deadlocks - before.deadlocks),
      judge({ what: `${what}: new backends`, ...none }, strangers.length),
    ],
  };
}

async function serverState({ client }: Stage) {
  const backends = await client.query<{ pid: number }>(BACKENDS);
  const deadlocks = await client.query<{ deadlocks: string }>(DEADLOCKS);
  return { backends: new Set(backends.rows.map(({ pid }) => pid)), deadlocks: Number(deadlocks.rows[0]?.deadlocks) };
}
