import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, Instant, Int, Text } from '../../../wire/fields/fields.js';
import { type Attendance, ATTENDANCES } from '../domain/attendance.js';
import type { Amount, CancellationQuote } from '../domain/cancellation-quote.js';

const MOST_OF_REASON = 1000;

/** Body of `POST /bookings/bookings/{id}/attendance`. */
export class MarkAttendanceDto {
  @Choice(ATTENDANCES, 'AttendanceOutcome', { description: 'Who came, or did not.', example: 'attended' })
  readonly outcome: Attendance;
}

/** Body of `POST /bookings/bookings/{id}/attendance/contest`. */
export class ContestAttendanceDto {
  @Text({
    max: MOST_OF_REASON,
    description: 'What happened, in the words of the client; its coach and admins read it.',
    example: 'I was there on time and the door was closed.',
  })
  readonly reason: string;
}

/** What is known of who came to a session. */
export class AttendanceDto {
  @Choice(ATTENDANCES, 'AttendanceOutcome', {
    nullable: true,
    description: 'Who came; null: nobody has said.',
    example: 'client_no_show',
  })
  readonly outcome: Attendance | null;

  @Instant({ nullable: true, description: 'When that was said.', example: '2027-01-12T10:05:00.000Z' })
  readonly marked_at: string | null;

  @Choice(['coach', 'admin'], 'AttendanceMarker', { nullable: true, description: 'Who said so.', example: 'coach' })
  readonly marked_by: 'coach' | 'admin' | null;

  @Instant({ nullable: true, description: 'When its client contested it.', example: '2027-01-12T12:00:00.000Z' })
  readonly contested_at: string | null;

  @Text({
    max: MOST_OF_REASON,
    nullable: true,
    description: 'Why its client contested it.',
    example: 'I was there on time.',
  })
  readonly contest_reason: string | null;

  @Instant({ nullable: true, description: 'When an admin decided on that.', example: null })
  readonly decided_at: string | null;
}

export class AmountDto implements Amount {
  @Int({ min: 0, description: 'In minor units.', example: 2500 })
  readonly amount_minor: number;

  @Text({ max: 3, description: 'ISO 4217.', example: 'EUR' })
  readonly currency: string;
}

/** What the cancellation of a booking by the caller costs now. */
export class CancellationQuoteDto implements CancellationQuote {
  @Bool({ description: 'A cancellation now is late.', example: false })
  readonly now_is_late: boolean;

  @Instant({
    nullable: true,
    description: 'For its client: until then it costs nothing. Null without a time.',
    example: '2027-01-11T21:00:00.000Z',
  })
  readonly free_until: string | null;

  @ApiProperty({ type: AmountDto, nullable: true, description: 'Null when nothing is to be paid with money.' })
  readonly fee: AmountDto | null;

  @ApiProperty({
    type: AmountDto,
    nullable: true,
    description:
      'The price, or what of it was neither returned nor waived, less the fee. What was paid in person goes back by hand.',
  })
  readonly refund: AmountDto | null;

  @Int({ min: 0, description: 'Sessions of a pack that come back.', example: 0 })
  readonly credits_returned: number;
}

/** How often a client and a coach met, or did not. */
export class AttendanceCountsDto {
  @Int({ min: 0, description: 'Confirmed ones that have started, and completed ones.', example: 12 })
  readonly sessions: number;

  @Int({ min: 0, description: 'Both came.', example: 9 })
  readonly attended: number;

  @Int({ min: 0, description: 'The client did not come.', example: 1 })
  readonly client_no_shows: number;

  @Int({ min: 0, description: 'The coach did not come.', example: 0 })
  readonly coach_no_shows: number;

  @Int({ min: 0, description: 'Cancelled by the client later than the coach asks for.', example: 2 })
  readonly late_cancellations: number;
}
