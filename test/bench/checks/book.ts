import pg from 'pg';
import { figuresOf, httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { closedLoop, each, expectOnly } from '../load.js';
import { paceOf } from '../options.js';
import {
  bareRoutes,
  type BareRoutes,
  type Bid,
  bidParts,
  bidToProduct,
  freeSlots,
  spreadBids,
  valuesOfBid,
  valuesOfSession,
} from '../requests.js';
import { compare, type Contender, type Figures } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

const CONNECTIONS = 32;

/** Books all 2,000 slots of 200 coaches, each for another client. */
export async function book(stage: Stage): Promise<Finding> {
  const { product, bare, people, options, databaseUrl } = stage;
  const bids = spreadBids(people);
  const routes = await bookRoutes(stage);
  const fresh = (name: string, fill: () => Promise<Figures>): Contender => ({
    name,
    sample: async () => {
      const figures = await fill();
      await freeSlots(stage);
      return figures;
    },
  });
  const overHttp = (name: string, server: ServerProcess, requests: readonly Buffer[], expect: number) =>
    fresh(name, () => httpSample({ server, connections: CONNECTIONS, next: each(requests), expect }));
  const standings = await compare(
    [
      overHttp('product', product, bids.map(bidToProduct), 201),
      overHttp('bare, same INSERT', bare, bids.map(routes.toPlain), 200),
      overHttp('bare, session read and same INSERT', bare, bids.map(routes.toWhole), 200),
      fresh('raw pg, same INSERT (the limit)', () => limit(databaseUrl, bids, routes.insert)),
    ],
    paceOf(options).rounds,
  );
  const [ours, plain, withSession, most] = standings;
  const target = { aim: 0.75, floor: 0.5, better: 'more' } as const;
  return {
    title: `book spread over 200 coaches, ${CONNECTIONS} connections`,
    standings,
    lines: [
      judge({ what: 'book, whole path / bare with the INSERT alone', ...target }, ours.perSecond / plain.perSecond),
      judge(
        { what: 'book, whole path / bare with the session read too', ...target },
        ours.perSecond / withSession.perSecond,
      ),
    ],
    notes: [
      `The product makes ${(ours.perSecond / most.perSecond).toFixed(2)} of the bookings that raw pg makes without any HTTP.`,
    ],
  };
}

/** Bids as requests to the bare server. */
export async function bookRoutes(stage: Stage) {
  const { script, whole, plain }: BareRoutes = await bareRoutes(stage, 'book', bidParts(spreadBids(stage.people)[0]!));
  await freeSlots(stage);
  if (script.statements.length !== 2) throw new Error('A booking is no longer the session and one INSERT.');
  return {
    insert: script.statements[1]!.text,
    toWhole: (bid: Bid) => whole.with([valuesOfSession(bid.client), valuesOfBid(bid)]),
    toPlain: (bid: Bid) => plain.with([valuesOfBid(bid)]),
  };
}

/** Runs the statement alone over ten connections: the most that PostgreSQL can do on this machine. */
async function limit(databaseUrl: string, bids: readonly Bid[], text: string): Promise<Figures> {
  const clients = Array.from({ length: 10 }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const workers = clients.map((client) => async (values: unknown[]) => {
      const { rowCount } = await client.query({ name: 'book', text, values });
      return rowCount === 1 ? 201 : 409;
    });
    const result = await closedLoop(workers, each(bids.map(valuesOfBid)));
    expectOnly(result, 201);
    return figuresOf(result);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
