import { type RequestParts, requestBytes } from './connection.js';
import { instantAt, nextMonday, type Session, STARTS } from './hours.js';
import { productParts } from './requests.js';
import type { Stage } from './stage.js';

/** One session per client, each at another time or of another coach, so that all can succeed. Neighbours bid on different coaches. */
export function spreadTimes({ coaches, clients }: Stage['people']): Session[] {
  const day = nextMonday();
  return clients.map((client, index) => ({
    client,
    coachId: coaches[index % coaches.length]!.id,
    start: instantAt(day, STARTS[Math.floor(index / coaches.length)]!),
  }));
}

export function timeBidParts({ client, coachId, start }: Session): RequestParts {
  return productParts(client, '/bookings/book', { coach_id: coachId, scheduled_at: start.toISOString() });
}

export const timeBidToProduct = (session: Session) => requestBytes(timeBidParts(session));
