import type { Claim } from './claim.js';
import { requestBytes } from './connection.js';
import type { Person } from './people.js';
import type { Stage } from './stage.js';

/** A request to the product as `person`; a body makes it a POST. */
export function toProduct(person: Person, path: string, body?: object): Buffer {
  const headers = { Authorization: `Bearer ${person.token}` };
  return requestBytes({ method: body ? 'POST' : 'GET', path: `/api/v1${path}`, headers, body });
}

/** The same to the bare server; `withSession` makes it read the session as well. */
export function toBare(person: Person, path: string, withSession: boolean, body?: object): Buffer {
  const headers = { 'x-user': String(person.id), ...(withSession && { 'x-session': person.sessionId }) };
  return requestBytes({ method: body ? 'POST' : 'GET', path, headers, body });
}

/** A claim on one slot of one coach, and who makes it. */
export interface Bid {
  readonly client: Person;
  readonly coachId: number;
  readonly slotNumber: number;
}

/** Each client's bid on another slot: all can be had at once. Neighbours bid on different coaches. */
export function spreadBids({ coaches, clients }: Stage['people']): Bid[] {
  return clients.map((client, index) => ({
    client,
    coachId: coaches[index % coaches.length]!.id,
    slotNumber: 1 + Math.floor(index / coaches.length),
  }));
}

/** The bid as the bare server wants it; the slots of a coach follow each other by the hour. */
export function claimOf({ client, coachId, slotNumber }: Bid): Claim {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const scheduled_at = `${tomorrow}T${String(slotNumber).padStart(2, '0')}:00:00Z`;
  return { client_id: client.id, coach_id: coachId, slot_number: slotNumber, scheduled_at };
}

export function bidToProduct(bid: Bid): Buffer {
  const { client_id: _, ...body } = claimOf(bid);
  return toProduct(bid.client, '/bookings/book', body);
}

export const bidToBare = (bid: Bid, withSession: boolean) => toBare(bid.client, '/book', withSession, claimOf(bid));

/** Frees every slot, and leaves the tables as compact as they were: between samples, never while one is measured. */
export async function freeSlots({ client }: Stage): Promise<void> {
  await client.query(`DELETE FROM bookings WHERE status = 'pending'`);
  await client.query('VACUUM bookings, users');
}
