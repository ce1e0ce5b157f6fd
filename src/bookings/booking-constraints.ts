import { applyDecorators } from '@nestjs/common';
import { Check, Exclusion } from 'typeorm';

/** What the table of bookings refuses. ARCHITECTURE.md says what each is for. */
export const BookingConstraints = () =>
  applyDecorators(
    Check('bookings_two_people', `coach_id <> client_id`),
    Check('bookings_slot_number_limits', `slot_number BETWEEN 1 AND 500`),
    Check(
      'bookings_kind_is_whole',
      `CASE kind WHEN 'booking' THEN client_id IS NOT NULL AND num_nonnulls(slot_number, scheduled_at) > 0 AND num_nonnulls(hold_id, held_until, waitlist_entry_id) = 0 AND (group_session_id IS NULL OR slot_number IS NULL AND scheduled_at IS NOT NULL) WHEN 'hold' THEN client_id IS NOT NULL AND num_nonnulls(scheduled_at, hold_id, held_until) = 3 AND num_nonnulls(group_session_id, series_id, waitlist_entry_id) = 0 AND status = 'pending' WHEN 'offer' THEN client_id IS NOT NULL AND num_nonnulls(hold_id, held_until, waitlist_entry_id) = 3 AND num_nonnulls(slot_number, scheduled_at) = 1 AND series_id IS NULL AND status = 'pending' WHEN 'group_session' THEN client_id IS NULL AND num_nonnulls(group_session_id, scheduled_at) = 2 AND num_nonnulls(slot_number, hold_id, held_until, series_id, waitlist_entry_id) = 0 AND status = 'pending' ELSE false END`,
    ),
    Check(
      'bookings_minutes_range',
      `buffer_before BETWEEN 0 AND 120 AND buffer_after BETWEEN 0 AND 120 AND move_notice_minutes BETWEEN 0 AND 43200 AND cancel_notice_minutes BETWEEN 0 AND 43200`,
    ),
    Check(
      'bookings_cancellation',
      `CASE WHEN status = 'cancelled' THEN cancelled_by IN ('client', 'coach', 'admin', 'system') ELSE num_nonnulls(cancelled_by, cancel_reason) = 0 AND NOT is_late_cancellation END`,
    ),
    Check('bookings_cancel_reason_length', `char_length(cancel_reason) <= 500`),
    Check(
      'bookings_attendance',
      `CASE WHEN attendance IS NULL THEN num_nonnulls(attendance_at, attendance_by, attendance_contested_at, attendance_decided_at) = 0 ELSE attendance IN ('attended', 'client_no_show', 'coach_no_show') AND attendance_at IS NOT NULL AND attendance_by IN ('coach', 'admin') AND attendance_by IS NOT NULL AND kind = 'booking' AND status IN ('confirmed', 'completed') END`,
    ),
    Check(
      'bookings_attendance_contest',
      `(attendance_contested_at IS NOT NULL OR num_nonnulls(attendance_contest_reason, attendance_decided_at) = 0) AND (attendance_decided_at IS NULL OR attendance_by = 'admin') AND char_length(attendance_contest_reason) BETWEEN 1 AND 1000`,
    ),
    Check('bookings_policy', `late_cancellation_percent BETWEEN 0 AND 100 AND no_show_percent BETWEEN 0 AND 100`),
    Check('bookings_fee_waived', `late_fee_waived_at IS NULL OR is_late_cancellation`),
    Check(
      'bookings_price',
      `(price_minor IS NULL) = (currency IS NULL) AND price_minor BETWEEN 1 AND 100000000 AND currency ~ '^[A-Z]{3}$'`,
    ),
    Check(
      'bookings_payment_amounts',
      `CASE WHEN payment_status = 'none' THEN num_nonnulls(payment_minor, pay_until) = 0 AND refunded_minor = 0 WHEN payment_method = 'credit' THEN num_nonnulls(payment_minor, pay_until) = 0 AND refunded_minor = 0 AND kind = 'booking' ELSE price_minor IS NOT NULL AND payment_minor BETWEEN 0 AND price_minor AND refunded_minor BETWEEN 0 AND payment_minor AND payment_minor IS NOT NULL AND kind = 'booking' AND (pay_until IS NOT NULL) = (payment_status = 'due' AND payment_method = 'card') AND (refunded_minor = payment_minor) = (payment_status IN ('refunded', 'waived')) AND (refunded_minor > 0) = (payment_status IN ('refunded', 'partly_refunded')) END`,
    ),
    Check(
      'bookings_payment_states',
      `CASE coalesce(payment_method, '') || ' ' || payment_status WHEN ' none' THEN true WHEN 'card due' THEN status = 'pending' WHEN 'card paid' THEN true WHEN 'card partly_refunded' THEN true WHEN 'card refunded' THEN true WHEN 'at_session due' THEN true WHEN 'at_session paid' THEN true WHEN 'at_session waived' THEN true WHEN 'credit paid' THEN true WHEN 'credit refunded' THEN status IN ('completed', 'cancelled') ELSE false END`,
    ),
    Check('bookings_credit', `(credit_purchase_id IS NOT NULL) = (coalesce(payment_method, '') = 'credit')`),
    Check('bookings_time_whole', `(scheduled_at IS NULL) = (ends_at IS NULL)`),
    Check('bookings_end_after_start', `ends_at > scheduled_at`),
    Check('bookings_series_whole', `(series_id IS NULL) = (series_at IS NULL)`),
    Check('bookings_notes_length', `char_length(notes) <= 2000`),
    Exclusion(
      'bookings_coach_no_overlap',
      `USING gist (coach_id WITH =, bookings_kept_free(scheduled_at, ends_at, buffer_before, buffer_after) WITH &&) WHERE (status IN ('pending', 'confirmed') AND scheduled_at IS NOT NULL AND (group_session_id IS NULL OR kind = 'group_session'))`,
    ),
    Exclusion(
      'bookings_client_no_overlap',
      `USING gist (client_id WITH =, tstzrange(scheduled_at, ends_at) WITH &&) WHERE (status IN ('pending', 'confirmed') AND scheduled_at IS NOT NULL)`,
    ),
  );
