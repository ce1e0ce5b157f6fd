import {
  AlreadyStartedError,
  InvalidTransitionError,
  NotYourBookingError,
  OnlyCancelError,
  SessionInPastError,
} from './booking-errors.js';
import { type BookingParty, type BookingStatus, isActive, nextStatus } from './booking-status.js';

/** The part of a booking that can change. */
export interface BookingState {
  readonly status: BookingStatus;
  readonly scheduledAt: Date | null;
  readonly notes: string | null;
}

/** The two people of a booking. */
export interface Parties {
  readonly coachId: number;
  readonly clientId: number;
}

/** The user who asks for a change. */
interface Actor {
  readonly id: number;
  readonly role: BookingParty;
}

/**
 * The party of `actor` in a booking. Throws NotYourBookingError for a stranger. A client who was a coach acts as a
 * client.
 */
export function partyTo({ coachId, clientId }: Parties, actor: Actor): BookingParty {
  if (actor.role === 'admin') return 'admin';
  if (coachId === actor.id) return actor.role;
  if (clientId === actor.id) return 'client';
  throw new NotYourBookingError();
}

/** A client or an admin may send `{"status": "cancelled"}` or nothing. Only the coach may send more. */
export function assertMaySend(party: BookingParty, body: object): void {
  const fields = Object.entries(body);
  const cancelsOnly = fields.length === 1 && fields[0]?.[0] === 'status' && fields[0][1] === 'cancelled';
  if (party !== 'coach' && fields.length > 0 && !cancelsOnly) {
    throw new OnlyCancelError();
  }
}

/** The booking after `change`. Sending the current values changes nothing, whatever the status. */
export function changed(
  current: BookingState,
  change: Partial<BookingState>,
  party: BookingParty,
  now: Date,
): BookingState {
  const { scheduledAt = current.scheduledAt, notes = current.notes } = change;
  const moves = scheduledAt?.getTime() !== current.scheduledAt?.getTime();
  if (moves && scheduledAt && scheduledAt <= now) {
    throw new SessionInPastError();
  }
  if (party !== 'coach' && (moves || notes !== current.notes)) {
    throw new OnlyCancelError();
  }
  const status = nextStatus(current.status, change.status ?? current.status, party);
  assertNotTooLate(current.status, status, scheduledAt, party, now);
  if (moves && !isActive(current.status)) {
    throw new InvalidTransitionError(current.status, 'another time');
  }
  return { status, scheduledAt, notes };
}

/** Once a session has started, it is too late to confirm it, and too late for its client to cancel a confirmed one. */
function assertNotTooLate(from: BookingStatus, to: BookingStatus, start: Date | null, party: BookingParty, now: Date) {
  if (start === null || start > now) return;
  const confirms = from === 'pending' && to === 'confirmed';
  const stays = from === 'confirmed' && to === 'cancelled' && party === 'client';
  if (confirms || stays) throw new AlreadyStartedError();
}

/** Whether two states show a reader the same booking. */
export function isSame(a: BookingState, b: BookingState): boolean {
  return a.status === b.status && a.notes === b.notes && a.scheduledAt?.getTime() === b.scheduledAt?.getTime();
}
