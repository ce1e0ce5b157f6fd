import type { Principal } from '../auth/access/principal.js';
import { actionsOf } from './domain/booking-actions.js';
import { type BookingState, type BookingTerms, type Parties, partyTo } from './domain/booking-change.js';
import { REVIEW_DAYS } from './domain/booking-status.js';
import type { AttendanceState } from './outcomes/domain/attendance.js';
import { type PaymentColumns, paymentOf } from './payment/payment-columns.js';
import type { BookingDto, BookingWithDetailsDto } from './dto/booking.dto.js';

/** The columns of a BookingRow; `b` is the alias of the table. */
export const BOOKING_COLUMNS = `
  b.id, b.coach_id, b.client_id, b.slot_number, b.session_type_id, b.session_type_name, b.group_session_id, b.series_id, b.scheduled_at, b.ends_at, b.status,
  b.notes, b.cancelled_by, b.cancel_reason, b.is_late_cancellation, b.sequence, b.created_at, b.updated_at,
  b.attendance, b.attendance_contested_at, b.attendance_decided_at, b.late_fee_waived_at, b.attendance_at, b.attendance_by,
  b.price_minor, b.currency, b.payment_status, b.payment_method, b.payment_minor, b.refunded_minor, b.pay_until,
  CASE WHEN b.pay_until IS NOT NULL THEN (SELECT c.url FROM checkouts c WHERE c.booking_id = b.id AND c.status = 'open') END AS checkout_url,
  b.late_cancellation_percent, b.move_notice_minutes, b.cancel_notice_minutes, b.buffer_before, b.buffer_after`;

/** When the session `b` was completed. Its history knows; of older ones the last change was that. */
const COMPLETED_AT = `
  coalesce((SELECT max(h.at) FROM booking_history h WHERE h.booking_id = b.id AND h.to_status = 'completed'), b.updated_at)`;

/** SQL condition: the session `b` took place, and nobody failed to come. */
export const TOOK_PLACE = `(b.kind = 'booking' AND b.status = 'completed' AND coalesce(b.attendance, 'attended') = 'attended')`;

/**
 * SQL condition: the session `b` took place, and lately enough at `now` to be reviewed. The last change is no earlier than the
 * completion, so that old ones cost no look into the history.
 */
export const isReviewable = (now: string) => `(
  ${TOOK_PLACE}
  AND b.updated_at > ${now}::timestamptz - interval '${REVIEW_DAYS} days' AND ${COMPLETED_AT} > ${now}::timestamptz - interval '${REVIEW_DAYS} days')`;

/** A column for clients: whether they can still write the review of `b`. For EXISTS PostgreSQL would hash all reviews, and all users. */
export const canReview = (now: string) => `
  CASE WHEN ${isReviewable(now)}
       THEN (SELECT r.id FROM reviews r WHERE r.booking_id = b.id) IS NULL AND (SELECT u.deleted_at IS NULL FROM users u WHERE u.id = b.coach_id)
       ELSE false END AS can_review`;

/** What a row does not hold: it depends on the reader. */
type Unstored = 'actions' | 'payment';

/** A row as BOOKING_COLUMNS read it. */
export type BookingRow = Omit<BookingDto, Unstored> & Terms;
/** The same with the names of the two people. */
export type BookingRowWithDetails = Omit<BookingWithDetailsDto, Unstored> & Terms;

/** What was agreed on when it was booked, and who said who came. No booking shows it. */
interface Terms extends PaymentColumns {
  readonly attendance_at: string | null;
  readonly attendance_by: 'coach' | 'admin' | null;
  readonly late_cancellation_percent: number;
  readonly move_notice_minutes: number;
  readonly cancel_notice_minutes: number;
  readonly buffer_before: number;
  readonly buffer_after: number;
  /** Only clients' readings have it. */
  readonly can_review?: boolean;
}

/** The two people of a row, as the rules take them. */
export function partiesOf({ coach_id, client_id }: Pick<BookingRow, 'coach_id' | 'client_id'>): Parties {
  return { coachId: coach_id, clientId: client_id };
}

/** The part of a row that can change, as the rules take it. */
export function stateOf({
  status,
  scheduled_at,
  notes,
}: Pick<BookingRow, 'status' | 'scheduled_at' | 'notes'>): BookingState {
  return { status, scheduledAt: scheduled_at === null ? null : new Date(scheduled_at), notes };
}

const instantOf = (text: string | null) => (text === null ? null : new Date(text));

/** What is known of who came. */
export const attendanceOf = (row: BookingRow): AttendanceState => ({
  attendance: row.attendance,
  markedAt: instantOf(row.attendance_at),
  markedBy: row.attendance_by,
  contestedAt: instantOf(row.attendance_contested_at),
  contestReason: null,
  decidedAt: instantOf(row.attendance_decided_at),
});

/** The part of a row that says who may do what until when. */
export function termsOf(row: BookingRow): BookingTerms {
  const { slot_number, group_session_id, move_notice_minutes, cancel_notice_minutes, can_review = false } = row;
  return {
    isTimed: slot_number === null,
    isSeat: group_session_id !== null,
    moveNoticeMinutes: move_notice_minutes,
    cancelNoticeMinutes: cancel_notice_minutes,
    isReviewable: can_review,
    isUnpaid: row.pay_until !== null,
    attendance: attendanceOf(row),
  };
}

/** A booking as one of its readers sees it. NotYourBookingError for everyone else. */
export function shownTo<Row extends BookingRow>(
  reader: Pick<Principal, 'id' | 'role'>,
  row: Row,
  now: Date,
): Omit<Row, keyof Terms> & Pick<BookingDto, Unstored> {
  const {
    move_notice_minutes,
    cancel_notice_minutes,
    buffer_before,
    buffer_after,
    can_review,
    attendance_at,
    attendance_by,
    late_cancellation_percent,
    price_minor,
    currency,
    payment_status,
    payment_method,
    payment_minor,
    refunded_minor,
    pay_until,
    checkout_url,
    ...booking
  } = row;
  const actions = actionsOf(stateOf(row), termsOf(row), partyTo(partiesOf(row), reader), now);
  return { ...booking, payment: paymentOf(row, row.client_id === reader.id), actions };
}
