import {
  AlreadyStartedError,
  InvalidTransitionError,
  NotYourBookingError,
  OnlyCancelError,
  SessionInPastError,
} from './booking-errors.js';
import { type BookingParty, type BookingStatus, isActive, nextStatus } from './booking-status.js';

/** What of a booking can change. */
export interface BookingState {
  readonly status: BookingStatus;
  readonly scheduledAt: Date | null;
  readonly notes: string | null;
}

/** Whose booking it is. */
export interface Parties {
  readonly coachId: number;
  readonly clientId: number;
}

/** Who asks. */
interface Actor {
  readonly id: number;
  readonly role: BookingParty;
}

/** In what capacity `actor` stands to a booking; refused when in none. Who is no coach any more acts as its client does. */
export function partyTo({ coachId, clientId }: Parties, actor: Actor): BookingParty {
  if (actor.role === 'admin') return 'admin';
  if (coachId === actor.id) return actor.role;
  if (clientId === actor.id) return 'client';
  throw new NotYourBookingError();
}

/** Only its coach may ask for more of a booking than nothing at all or its cancellation. */
export function assertMaySend(party: BookingParty, body: object): void {
  const fields = Object.entries(body);
  const cancelsOnly = fields.length === 1 && fields[0]?.[0] === 'status' && fields[0][1] === 'cancelled';
  if (party !== 'coach' && fields.length > 0 && !cancelsOnly) {
    throw new OnlyCancelError();
  }
}

/** The booking after `change`. Sending what it already is changes nothing, whatever its status. */
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

/** From its start on nobody confirms a session, and its client no longer cancels one that is confirmed. */
function assertNotTooLate(from: BookingStatus, to: BookingStatus, start: Date | null, party: BookingParty, now: Date) {
  if (start === null || start > now) return;
  const confirms = from === 'pending' && to === 'confirmed';
  const stays = from === 'confirmed' && to === 'cancelled' && party === 'client';
  if (confirms || stays) throw new AlreadyStartedError();
}

/** Whether two states of a booking are the same to a reader. */
export function isSame(a: BookingState, b: BookingState): boolean {
  return a.status === b.status && a.notes === b.notes && a.scheduledAt?.getTime() === b.scheduledAt?.getTime();
}
