import { type RequestParts, requestBytes } from './connection.js';
import type { Person } from './people.js';
import { type BareRoute, layRoute, type Script, withoutSession } from './script.js';
import type { Stage } from './stage.js';

const HOUR = 3_600_000;

/** A request to the product as `person`; a body makes it a POST. */
export function productParts(person: Person, path: string, body?: object): RequestParts {
  const headers = { Authorization: `Bearer ${person.token}` };
  return { method: body ? 'POST' : 'GET', path: `/api/v1${path}`, headers, ...(body && { body }) };
}

export const toProduct = (person: Person, path: string, body?: object) =>
  requestBytes(productParts(person, path, body));

/** The bare server's routes for one route of the product: with all its statements, and without the one that reads the session. */
export interface BareRoutes {
  readonly script: Script;
  readonly whole: BareRoute;
  readonly plain: BareRoute;
}

/** Lets the product execute `request` once and creates bare routes that run the same statements. */
export async function bareRoutes(
  { statements, bare }: Stage,
  name: string,
  request: RequestParts,
): Promise<BareRoutes> {
  const script = await statements.of(request);
  return {
    script,
    whole: await layRoute(bare, name, script),
    plain: await layRoute(bare, `${name}-without-session`, withoutSession(script)),
  };
}

/** A client's attempt to book one slot of one coach. */
export interface Bid {
  readonly client: Person;
  readonly coachId: number;
  readonly slotNumber: number;
}

/** One bid per client, each on another slot, so that all can succeed. Neighbours bid on different coaches. */
export function spreadBids({ coaches, clients }: Stage['people']): Bid[] {
  return clients.map((client, index) => ({
    client,
    coachId: coaches[index % coaches.length]!.id,
    slotNumber: 1 + Math.floor(index / coaches.length),
  }));
}

/** The slots of a coach follow each other by the hour. */
function startOf({ slotNumber }: Bid): Date {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  return new Date(`${tomorrow}T${String(slotNumber).padStart(2, '0')}:00:00Z`);
}

export function bidParts(bid: Bid): RequestParts {
  const { client, coachId, slotNumber } = bid;
  const body = { coach_id: coachId, slot_number: slotNumber, scheduled_at: startOf(bid).toISOString() };
  return productParts(client, '/bookings/book', body);
}

export const bidToProduct = (bid: Bid) => requestBytes(bidParts(bid));

/** The parameters of the product's INSERT. */
export function valuesOfBid(bid: Bid): unknown[] {
  const start = startOf(bid);
  const now = new Date();
  const claim = [bid.coachId, bid.client.id, bid.slotNumber, start, new Date(start.getTime() + HOUR), now, null];
  return [...claim, actorOf(bid.client), null, null];
}

/** The client as the one who acts, which the triggers of bookings note. */
export const actorOf = ({ id }: Person) => `${id} client`;

/** The parameters of the statement that reads a person's session. */
export const valuesOfSession = ({ sessionId, id }: Person): unknown[] => [sessionId, id, new Date()];

/** Frees every slot and time, forgets their history and vacuums the tables. Runs between samples, never during one. */
export async function freeSlots({ client }: Stage): Promise<void> {
  await client.query(`DELETE FROM bookings WHERE status = 'pending'`);
  await client.query('TRUNCATE events, notifications');
  await client.query('VACUUM bookings, booking_history, users');
}
