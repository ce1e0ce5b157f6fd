import { Connection } from '../connection.js';
import { type Finding, judge } from '../lines.js';
import { spreadBids } from '../requests.js';
import type { Stage } from '../stage.js';
import { BIDDERS, wave } from '../waves.js';

const BACKENDS = `SELECT pid FROM pg_stat_activity WHERE application_name = 'vibe-coaching'`;
const DEADLOCKS = `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`;

/** 64 clients bid for one free slot at the same moment, again and again. */
export async function oneSlot(stage: Stage): Promise<Finding> {
  const rounds = stage.options.quick ? 10 : 100;
  const coaches = stage.people.coaches;
  const bids = spreadBids(stage.people).slice(0, BIDDERS);
  const before = await serverState(stage);
  const statuses = new Map<number, number>();
  let unfair = 0;
  await Connection.use(stage.product.port, BIDDERS, async (connections) => {
    await wave(stage, connections, bids); // opens all connections of the pool
    before.backends = (await serverState(stage)).backends;
    for (let round = 0; round < rounds; round++) {
      const { id: coachId } = coaches[round % coaches.length]!;
      const result = await wave(
        stage,
        connections,
        bids.map(({ client }) => ({ client, coachId, slotNumber: 1 })),
      );
      if (result.statuses.get(201) !== 1) unfair++;
      for (const [status, count] of result.statuses) statuses.set(status, (statuses.get(status) ?? 0) + count);
    }
  });
  const after = await serverState(stage);
  const strangers = [...after.backends].filter((pid) => !before.backends.has(pid));
  const others = [...statuses].filter(([status]) => status !== 201 && status !== 409);
  const none = { aim: 0, better: 'less' } as const;
  return {
    title: `${BIDDERS} bids on one free slot, ${rounds} rounds`,
    standings: [],
    notes: [`Answers: ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}.`],
    lines: [
      judge({ what: '64 bids on a slot: rounds without exactly one winner', ...none }, unfair),
      judge({ what: '64 bids on a slot: answers that are neither 201 nor 409', ...none }, others.length),
      judge({ what: '64 bids on a slot: deadlocks', ...none }, after.deadlocks - before.deadlocks),
      judge({ what: '64 bids on a slot: new backends', ...none }, strangers.length),
    ],
  };
}

async function serverState({ client }: Stage) {
  const backends = await client.query<{ pid: number }>(BACKENDS);
  const deadlocks = await client.query<{ deadlocks: string }>(DEADLOCKS);
  return { backends: new Set(backends.rows.map(({ pid }) => pid)), deadlocks: Number(deadlocks.rows[0]?.deadlocks) };
}
