import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, Instant, Int, Text } from '../../../wire/fields/fields.js';
import { BOOKING_STATUSES, type BookingStatus } from '../../domain/booking-status.js';

export const MOST_SEATS = 500;

/** A group session as everybody sees it. */
class GroupSessionDto {
  @Int({ example: 1 })
  readonly id: number;

  @Int({ example: 3 })
  readonly coach_id: number;

  @Text({ max: 255, example: 'Coach B' })
  readonly coach_name: string;

  @Int({ example: 4 })
  readonly session_type_id: number;

  @Text({ max: 120, description: 'Its name when the group session was made.', example: 'Mobility in a small group' })
  readonly session_type_name: string;

  @Text({ max: 500, nullable: true, example: 'Studio 2' })
  readonly location: string | null;

  @Instant({ example: '2027-01-12T17:00:00.000Z' })
  readonly starts_at: string;

  @Instant({ description: 'Exclusive.', example: '2027-01-12T17:45:00.000Z' })
  readonly ends_at: string;

  @Int({ max: MOST_SEATS, description: 'Seats.', example: 3 })
  readonly capacity: number;

  @Int({ min: 0, max: MOST_SEATS, description: 'Seats that can be booked now.', example: 1 })
  readonly seats_left: number;

  @Int({ min: 0, description: 'Rises by one each time it is moved, and when it is cancelled.', example: 0 })
  readonly sequence: number;
}

/** A group session as clients find it. */
export class OfferedGroupSessionDto extends GroupSessionDto {
  @Int({ nullable: true, description: "The caller's own seat in it, if they have one.", example: null })
  readonly my_booking_id: number | null;
}

/** A group session as its coach sees it. */
export class CoachGroupSessionDto extends GroupSessionDto {
  @Int({ min: 0, max: MOST_SEATS, description: 'Seats that are booked, or offered to somebody.', example: 2 })
  readonly seats_taken: number;

  @Bool({ example: false })
  readonly is_cancelled: boolean;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly created_at: string;

  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly updated_at: string;
}

/** A client who takes part. */
export class SeatDto {
  @Int({ example: 31 })
  readonly booking_id: number;

  @Int({ example: 8 })
  readonly client_id: number;

  @Text({ max: 255, example: 'Avery Brooks' })
  readonly client_name: string;

  @Choice(BOOKING_STATUSES, 'BookingStatus', { example: 'pending' })
  readonly status: BookingStatus;
}

/** A group session with those who take part, in the order in which they booked. */
export class GroupSessionWithSeatsDto extends CoachGroupSessionDto {
  @ApiProperty({ type: [SeatDto], description: 'Bookings that are not cancelled.' })
  readonly seats: SeatDto[];
}
