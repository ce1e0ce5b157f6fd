import {
  AlreadyStartedError,
  InvalidTransitionError,
  NotStartedError,
  NotYourBookingError,
  OnlyCancelError,
  PaymentDueError,
  ReasonWithoutCancellationError,
  SessionInPastError,
  TimeNeededError,
} from './booking-errors.js';
import { SeatMovesWithSessionError } from '../group-sessions/domain/group-session-errors.js';
import type { AttendanceState } from '../outcomes/domain/attendance.js';
import { type BookingActor, type BookingParty, type BookingStatus, isActive, nextStatus } from './booking-status.js';

/** The part of a booking that can change. */
export interface BookingState {
  readonly status: BookingStatus;
  readonly scheduledAt: Date | null;
  readonly notes: string | null;
}

/** What does not change, and decides who may do what until when. */
export interface BookingTerms {
  /** A time was booked, and no slot: the booking cannot lose its time. */
  readonly isTimed: boolean;
  /** It is a seat of a group session, which has its time from it. */
  readonly isSeat: boolean;
  /** Minutes before the start. */
  readonly moveNoticeMinutes: number;
  readonly cancelNoticeMinutes: number;
  /** Its client can write its review now, and has not. */
  readonly isReviewable: boolean;
  /** It must be paid before anybody can confirm it. */
  readonly isUnpaid: boolean;
  readonly attendance: AttendanceState;
}

/** A wish to change a booking. The reason belongs to a cancellation. */
export type BookingChange = Partial<BookingState> & { readonly reason?: string | null };

/** A booking after a change. */
export interface ChangedBooking extends BookingState {
  readonly cancelledBy: BookingActor | null;
  readonly cancelReason: string | null;
  readonly isLateCancellation: boolean;
}

/** Whose booking it is. */
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

/** Only its coach may ask for more of a booking than nothing at all or its cancellation, with a reason. */
export function assertMaySend(party: BookingParty, body: object): void {
  const fields = Object.entries(body);
  const cancelsOnly = fields.every(
    ([field, value]) => field === 'reason' || (field === 'status' && value === 'cancelled'),
  );
  if (party !== 'coach' && !cancelsOnly) throw new OnlyCancelError();
}

/** The booking after `change`; null when nothing changes. Sending what it already is changes nothing, whatever its status. */
export function changed(
  current: BookingState,
  change: BookingChange,
  terms: BookingTerms,
  party: BookingParty,
  now: Date,
): ChangedBooking | null {
  const { scheduledAt = current.scheduledAt, notes = current.notes, reason } = change;
  const moves = scheduledAt?.getTime() !== current.scheduledAt?.getTime();
  if (moves && scheduledAt && scheduledAt <= now) throw new SessionInPastError();
  if (party !== 'coach' && (moves || notes !== current.notes)) throw new OnlyCancelError();
  if (scheduledAt === null && terms.isTimed) throw new TimeNeededError();
  if (moves && terms.isSeat) throw new SeatMovesWithSessionError();
  const status = nextStatus(current.status, change.status ?? current.status, party);
  if (reason !== undefined && status !== 'cancelled') throw new ReasonWithoutCancellationError();
  for (const one of [current.status, status]) {
    if (moves && !isActive(one)) throw new InvalidTransitionError(one, 'another time');
  }
  if (status === current.status && !moves && notes === current.notes) return null;
  assertNotTooLate(current.status, status, scheduledAt, party, now);
  assertNotTooEarly(current.status, status, current.scheduledAt, terms, now);
  if (terms.isUnpaid && current.status === 'pending' && status === 'confirmed') throw new PaymentDueError();
  const cancels = status === 'cancelled' && current.status !== 'cancelled';
  return {
    status,
    scheduledAt,
    notes,
    cancelledBy: cancels ? party : null,
    cancelReason: cancels ? (reason ?? null) : null,
    isLateCancellation: cancels && party === 'client' && isLate(current, terms, now),
  };
}

/** Once a session has started, it is too late to confirm it, and too late for its client to cancel a confirmed one. */
function assertNotTooLate(from: BookingStatus, to: BookingStatus, start: Date | null, party: BookingParty, now: Date) {
  if (start === null || start > now) return;
  const confirms = from === 'pending' && to === 'confirmed';
  const stays = from === 'confirmed' && to === 'cancelled' && party === 'client';
  if (confirms || stays) throw new AlreadyStartedError();
}

/** A time that was booked is completed from its start on. What has a slot may be completed at any time. */
function assertNotTooEarly(
  from: BookingStatus,
  to: BookingStatus,
  start: Date | null,
  { isTimed }: BookingTerms,
  now: Date,
) {
  if (isTimed && from !== to && to === 'completed' && start !== null && now < start) throw new NotStartedError();
}

/** Whether a cancellation by the client comes later than the coach asks for. Nobody missed a session that was not confirmed before its start. */
export function isLate(
  { status, scheduledAt }: Pick<BookingState, 'status' | 'scheduledAt'>,
  { cancelNoticeMinutes }: Pick<BookingTerms, 'cancelNoticeMinutes'>,
  now: Date,
): boolean {
  if (scheduledAt === null || (status === 'pending' && scheduledAt <= now)) return false;
  return now > minutesBefore(scheduledAt, cancelNoticeMinutes);
}

export const minutesBefore = (start: Date, minutes: number) => new Date(start.getTime() - minutes * 60_000);
