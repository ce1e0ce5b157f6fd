import pg from 'pg';
import { valuesOf } from '../claim.js';
import { figuresOf, httpSample } from '../http-sample.js';
import { type Finding, judge } from '../lines.js';
import { closedLoop, each, expectOnly } from '../load.js';
import { paceOf } from '../options.js';
import { productStatements } from '../product-statements.js';
import { type Bid, bidToBare, bidToProduct, claimOf, freeSlots, spreadBids } from '../requests.js';
import { compare, type Contender, type Figures } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Stage } from '../stage.js';

const CONNECTIONS = 32;

/** Booking all 2,000 slots of 200 coaches, each by another client. */
export async function book(stage: Stage): Promise<Finding> {
  const { product, bare, people, options } = stage;
  const bids = spreadBids(people);
  const fresh = (name: string, fill: () => Promise<Figures>): Contender => ({
    name,
    sample: async () => {
      const figures = await fill();
      await freeSlots(stage);
      return figures;
    },
  });
  const overHttp = (server: ServerProcess, requests: readonly Buffer[]) => () =>
    httpSample({ server, connections: CONNECTIONS, next: each(requests), expect: 201 });
  const standings = await compare(
    [
      fresh('product', overHttp(product, bids.map(bidToProduct))),
      fresh(
        'bare, same INSERT',
        overHttp(
          bare,
          bids.map((bid) => bidToBare(bid, false)),
        ),
      ),
      fresh(
        'bare, session read and same INSERT',
        overHttp(
          bare,
          bids.map((bid) => bidToBare(bid, true)),
        ),
      ),
      fresh('raw pg, same INSERT (the limit)', () => limit(stage.databaseUrl, bids)),
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

/** The statement alone over ten connections: what PostgreSQL gives on this machine. */
async function limit(databaseUrl: string, bids: readonly Bid[]): Promise<Figures> {
  const { book: text } = await productStatements();
  const clients = Array.from({ length: 10 }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const workers = clients.map((client) => async (values: unknown[]) => {
      const { rowCount } = await client.query({ name: 'book', text, values });
      return rowCount === 1 ? 201 : 409;
    });
    const result = await closedLoop(workers, each(bids.map((bid) => valuesOf(claimOf(bid)))));
    expectOnly(result, 201);
    return figuresOf(result);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
