import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, Instant, Int, Text } from '../../wire/fields/fields.js';
import { BOOKING_ACTORS, BOOKING_STATUSES, type BookingActor, type BookingStatus } from '../domain/booking-status.js';
import { type Attendance, ATTENDANCES } from '../outcomes/domain/attendance.js';
import type { BookingActions } from '../domain/booking-actions.js';
import { PaymentDto } from '../payment/payment.dto.js';
import { MOST_SLOTS } from '../domain/slot.js';

/** What the caller may do with a booking now. */
export class BookingActionsDto implements BookingActions {
  @Bool({ example: false })
  readonly can_confirm: boolean;

  @Bool({ example: false })
  readonly can_complete: boolean;

  @Bool({ example: true })
  readonly can_cancel: boolean;

  @Bool({ example: true })
  readonly can_move: boolean;

  @Bool({ description: 'Say who came: its coach for seven days, admins always.', example: false })
  readonly can_mark_attendance: boolean;

  @Bool({ description: 'For its client: contest who came.', example: false })
  readonly can_contest_attendance: boolean;

  @Bool({
    description: 'For its client: a completed session, for 30 days, unless the account of its coach is deleted.',
    example: false,
  })
  readonly can_review: boolean;

  @Instant({
    nullable: true,
    description: 'For its client: until then a cancellation is not late.',
    example: '2027-01-11T21:00:00.000Z',
  })
  readonly cancel_free_until: string | null;

  @Instant({
    nullable: true,
    description: 'For its client: until then it can be moved.',
    example: '2027-01-11T21:00:00.000Z',
  })
  readonly move_until: string | null;
}

/** A booking as its client, its coach and admins see it. */
export class BookingDto {
  @Int({ example: 12 })
  readonly id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Int({ example: 5 })
  readonly client_id: number;

  @Int({ max: MOST_SLOTS, nullable: true, description: 'Null when a time was booked.', example: 3 })
  readonly slot_number: number | null;

  @Int({ nullable: true, description: 'What was booked; null for a slot.', example: 1 })
  readonly session_type_id: number | null;

  @Text({ max: 120, nullable: true, description: 'Its name at that time.', example: 'Training session' })
  readonly session_type_name: string | null;

  @Int({ nullable: true, description: 'The group session that it is a seat of.', example: 3 })
  readonly group_session_id: number | null;

  @Int({ nullable: true, description: 'The series that it belongs to.', example: 4 })
  readonly series_id: number | null;

  @Instant({ nullable: true, description: 'When the session starts.', example: '2027-01-12T09:00:00.000Z' })
  readonly scheduled_at: string | null;

  @Instant({
    nullable: true,
    description: 'When it is over; the next one may start at that moment.',
    example: '2027-01-12T10:00:00.000Z',
  })
  readonly ends_at: string | null;

  @Choice(BOOKING_STATUSES, 'BookingStatus', {
    description: 'Pending and confirmed ones hold their slot.',
    example: 'pending',
  })
  readonly status: BookingStatus;

  @Text({ max: 2000, nullable: true, example: 'First session: goals and a movement check.' })
  readonly notes: string | null;

  @Choice(BOOKING_ACTORS, 'BookingActor', {
    nullable: true,
    description:
      'Who cancelled it; `system` when nobody confirmed it in time. Null as well for what was cancelled before this was noted.',
    example: 'client',
  })
  readonly cancelled_by: BookingActor | null;

  @Text({ max: 500, nullable: true, example: 'I have a cold.' })
  readonly cancel_reason: string | null;

  @Bool({
    description:
      'Its client cancelled it later than the coach asks for. A request that was not confirmed before its start is never late.',
    example: false,
  })
  readonly is_late_cancellation: boolean;

  @Instant({
    nullable: true,
    description: 'When the time of a late cancellation was taken again, so that it costs nothing.',
    example: null,
  })
  readonly late_fee_waived_at: string | null;

  @Choice(ATTENDANCES, 'AttendanceOutcome', {
    nullable: true,
    description: 'Who came; of sessions that are completed, or confirmed and past. Null: nobody has said.',
    example: null,
  })
  readonly attendance: Attendance | null;

  @Instant({ nullable: true, description: 'When its client contested that.', example: null })
  readonly attendance_contested_at: string | null;

  @Instant({ nullable: true, description: 'When an admin decided on that.', example: null })
  readonly attendance_decided_at: string | null;

  @ApiProperty({ type: PaymentDto, description: 'What it costs, and what of it was paid.' })
  readonly payment: PaymentDto;

  @Int({ min: 0, description: 'Rises by one with each change of status or time.', example: 0 })
  readonly sequence: number;

  @ApiProperty({ type: BookingActionsDto, description: 'What the caller may do with it now.' })
  readonly actions: BookingActionsDto;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly created_at: string;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly updated_at: string;
}

/** A booking with the names of the two people. */
export class BookingWithDetailsDto extends BookingDto {
  @Text({ max: 255, example: 'Coach A' })
  readonly coach_name: string;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;
}
