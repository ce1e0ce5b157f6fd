import { type BookingState, type BookingTerms, minutesBefore } from './booking-change.js';
import { contestRefusalOf, markRefusalOf } from '../outcomes/domain/attendance.js';
import { type BookingParty, isActive } from './booking-status.js';

/** What one reader of a booking may do with it now, so that frontends need no rules of their own. */
export interface BookingActions {
  readonly can_confirm: boolean;
  readonly can_complete: boolean;
  readonly can_cancel: boolean;
  readonly can_move: boolean;
  /** Say who came. */
  readonly can_mark_attendance: boolean;
  /** For its client: contest who came. */
  readonly can_contest_attendance: boolean;
  /** For its client. */
  readonly can_review: boolean;
  /** For its client: until then a cancellation is not late. */
  readonly cancel_free_until: string | null;
  /** For its client: until then the session can be moved. */
  readonly move_until: string | null;
}

export function actionsOf(
  { status, scheduledAt }: BookingState,
  { isTimed, isSeat, moveNoticeMinutes, cancelNoticeMinutes, isReviewable, isUnpaid, attendance }: BookingTerms,
  party: BookingParty,
  now: Date,
): BookingActions {
  const hasStarted = scheduledAt !== null && scheduledAt <= now;
  const isClients = party === 'client' && isActive(status) && scheduledAt !== null;
  const moveUntil = isClients && !isSeat ? minutesBefore(scheduledAt, moveNoticeMinutes) : null;
  const freeUntil = isClients ? minutesBefore(scheduledAt, cancelNoticeMinutes) : null;
  return {
    can_confirm: party === 'coach' && status === 'pending' && !hasStarted && !isUnpaid,
    can_complete: party === 'coach' && status === 'confirmed' && (!isTimed || hasStarted),
    can_cancel: isActive(status) && !(party === 'client' && status === 'confirmed' && hasStarted),
    can_move: !isSeat && isActive(status) && scheduledAt !== null && (moveUntil === null || now <= moveUntil),
    can_mark_attendance: markRefusalOf({ status, scheduledAt }, attendance, party, now) === null,
    can_contest_attendance: contestRefusalOf(attendance, party, now) === null,
    can_review: party === 'client' && isReviewable,
    cancel_free_until: freeUntil?.toISOString() ?? null,
    move_until: moveUntil?.toISOString() ?? null,
  };
}
