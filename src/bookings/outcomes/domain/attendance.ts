import type { DomainError } from '../../../domain-error.js';
import { NotYourBookingError } from '../../domain/booking-errors.js';
import type { BookingParty, BookingStatus } from '../../domain/booking-status.js';
import {
  AlreadyContestedError,
  AttendanceDecidedError,
  AttendanceTooEarlyError,
  AttendanceTooLateError,
  ContestTooLateError,
  NotAttendableError,
  NothingToContestError,
} from './outcome-errors.js';

/** Who came to a session. */
export const ATTENDANCES = ['attended', 'client_no_show', 'coach_no_show'] as const;
export type Attendance = (typeof ATTENDANCES)[number];

/** A coach says who came from so many minutes after the start on, for so many days. A client contests within as many days. */
export const MINUTES_BEFORE_MARKING = 10;
export const DAYS_TO_MARK = 7;
const DAY_MS = 86_400_000;

/** What is known of who came to a booking. */
export interface AttendanceState {
  readonly attendance: Attendance | null;
  readonly markedAt: Date | null;
  readonly markedBy: 'coach' | 'admin' | null;
  readonly contestedAt: Date | null;
  readonly contestReason: string | null;
  readonly decidedAt: Date | null;
}

/** The session that it is about. */
export interface Attended {
  readonly status: BookingStatus;
  readonly scheduledAt: Date | null;
}

type Refusal = () => DomainError;

const isOpen = ({ contestedAt, decidedAt }: AttendanceState) => contestedAt !== null && decidedAt === null;

/**
 * After `party` said who came; null when that changes nothing. An admin's word stands, and closes a contest. Another word of the
 * coach makes the contest of the first one pointless.
 */
export function marked(
  session: Attended,
  state: AttendanceState,
  outcome: Attendance,
  party: BookingParty,
  now: Date,
): AttendanceState | null {
  const refusal = markRefusalOf(session, state, party, now);
  if (refusal) throw refusal();
  if (party === 'admin') {
    if (outcome === state.attendance && !isOpen(state)) return null;
    const decidedAt = isOpen(state) ? now : state.decidedAt;
    return { ...state, attendance: outcome, markedAt: now, markedBy: 'admin', decidedAt };
  }
  if (outcome === state.attendance) return null;
  return {
    ...{ attendance: outcome, markedAt: now, markedBy: 'coach' },
    ...{ contestedAt: null, contestReason: null, decidedAt: null },
  };
}

/** Why `party` may not say who came; null when they may. An error is made only when somebody is told: lists ask for each row. */
export function markRefusalOf(
  { status, scheduledAt }: Attended,
  { markedBy }: AttendanceState,
  party: BookingParty,
  now: Date,
): Refusal | null {
  if (party === 'client') return () => new NotYourBookingError();
  const isPast = scheduledAt !== null && scheduledAt <= now;
  if (status !== 'completed' && !(status === 'confirmed' && isPast)) return () => new NotAttendableError();
  if (party === 'admin') return null;
  if (scheduledAt === null) return () => new NotAttendableError('no time');
  const since = now.getTime() - scheduledAt.getTime();
  if (since < MINUTES_BEFORE_MARKING * 60_000) return () => new AttendanceTooEarlyError();
  if (since > DAYS_TO_MARK * DAY_MS) return () => new AttendanceTooLateError();
  return markedBy === 'admin' ? () => new AttendanceDecidedError() : null;
}

/** Why `party` may not contest who came; null when they may. */
export function contestRefusalOf(
  { attendance, markedAt, contestedAt, decidedAt }: AttendanceState,
  party: BookingParty,
  now: Date,
): Refusal | null {
  if (party !== 'client') return () => new NotYourBookingError();
  if (markedAt === null || attendance === 'coach_no_show') return () => new NothingToContestError();
  if (decidedAt !== null) return () => new AttendanceDecidedError();
  if (contestedAt !== null) return () => new AlreadyContestedError();
  return now.getTime() - markedAt.getTime() > DAYS_TO_MARK * DAY_MS ? () => new ContestTooLateError() : null;
}

/** After its client contested what was said of who came. */
export function contested(state: AttendanceState, reason: string, party: BookingParty, now: Date): AttendanceState {
  const refusal = contestRefusalOf(state, party, now);
  if (refusal) throw refusal();
  return { ...state, contestedAt: now, contestReason: reason };
}
