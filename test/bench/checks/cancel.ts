import { requestBytes, type RequestParts } from '../connection.js';
import { httpSample } from '../http-sample.js';
import type { Finding } from '../lines.js';
import { each } from '../load.js';
import { briefPaceOf } from '../options.js';
import { actorOf, bareRoutes, freeSlots, productParts, spreadBids, valuesOfBid } from '../requests.js';
import { compare, type Contender } from '../rounds.js';
import { valuesOf } from '../script.js';
import type { ServerProcess } from '../server-process.js';
import type { Person } from '../people.js';
import type { Stage } from '../stage.js';

const CONNECTIONS = 32;

const BOOK = `
  INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at)
  SELECT * FROM unnest($1::int[], $2::int[], $3::int[], $4::timestamptz[], $5::timestamptz[])
  RETURNING id, client_id AS "clientId", xmin::text AS version, scheduled_at AS start, ends_at AS end`;

interface Pending {
  readonly id: number;
  readonly client: Person;
  /** The version of the row, which the product reads before it saves. */
  readonly version: string;
  readonly start: Date;
  readonly end: Date;
}

/** Cancels 2,000 bookings of 200 coaches, each as its client. */
export async function cancel(stage: Stage): Promise<Finding> {
  const { product, bare } = stage;
  const [first] = await bookAll(stage);
  const { script, whole, plain } = await bareRoutes(stage, 'cancel', cancelParts(first!));
  await remove(stage);
  const replacements = ({ id, client, version, start, end }: Pending) =>
    new Map<unknown, unknown>([
      [first!.id, id],
      [first!.version, version],
      [first!.start.toISOString(), start],
      [first!.end.toISOString(), end],
      [first!.client.id, client.id],
      [actorOf(first!.client), actorOf(client)],
      [first!.client.sessionId, client.sessionId],
    ]);
  const contender = (name: string, server: ServerProcess, toRequest: (booking: Pending) => Buffer): Contender => ({
    name,
    sample: async () => {
      const requests = (await bookAll(stage)).map(toRequest);
      const figures = await httpSample({ server, connections: CONNECTIONS, next: each(requests), expect: 200 });
      await remove(stage);
      return figures;
    },
  });
  const [ours, same, without] = await compare(
    [
      contender('product', product, (booking) => requestBytes(cancelParts(booking))),
      contender('bare, same statements', bare, (booking) => whole.with(valuesOf(script, replacements(booking)))),
      contender('bare, no session read', bare, (booking) =>
        plain.with(valuesOf(script, replacements(booking)).slice(1)),
      ),
    ],
    briefPaceOf(stage.options).rounds,
  );
  return {
    title: `cancel, ${CONNECTIONS} connections`,
    standings: [ours, same, without],
    lines: [],
    notes: [
      `The product makes ${(ours.perSecond / same.perSecond).toFixed(2)} of the cancellations of the bare server with the same statements: ` +
        `${script.statements.length - 1} after the session's.`,
    ],
  };
}

function cancelParts({ id, client }: Pending): RequestParts {
  return { ...productParts(client, `/bookings/bookings/${id}`, { status: 'cancelled' }), method: 'PUT' };
}

/** Makes a pending booking in every slot, in bulk. */
async function bookAll({ client, people }: Stage): Promise<Pending[]> {
  const bids = spreadBids(people);
  const claims = bids.map(valuesOfBid);
  const columns = [0, 1, 2, 3, 4].map((column) => claims.map((claim) => claim[column]));
  const { rows } = await client.query<Omit<Pending, 'client'> & { clientId: number }>(BOOK, columns);
  const byId = new Map(people.clients.map((person) => [person.id, person]));
  return rows.map(({ clientId, ...booking }) => ({ ...booking, client: byId.get(clientId)! }));
}

async function remove(stage: Stage): Promise<void> {
  await stage.client.query(`DELETE FROM bookings WHERE status = 'cancelled' AND scheduled_at > now()`);
  await freeSlots(stage);
}
