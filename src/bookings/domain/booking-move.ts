import { SeatMovesWithSessionError } from '../group-sessions/domain/group-session-errors.js';
import { type BookingState, type BookingTerms, minutesBefore } from './booking-change.js';
import { InvalidTransitionError, NoTimeYetError, TooLateToMoveError } from './booking-errors.js';
import { type BookingParty, isActive } from './booking-status.js';

/** Refuses what cannot be moved, and clients who come too late. Coach and admin may move at any time. */
export function assertMovable(
  { status, scheduledAt }: BookingState,
  { moveNoticeMinutes, isSeat }: BookingTerms,
  party: BookingParty,
  now: Date,
): void {
  if (!isActive(status)) throw new InvalidTransitionError(status, 'another time');
  if (isSeat) throw new SeatMovesWithSessionError();
  if (scheduledAt === null) throw new NoTimeYetError();
  if (party === 'client' && now > minutesBefore(scheduledAt, moveNoticeMinutes)) {
    throw new TooLateToMoveError(moveNoticeMinutes);
  }
}
