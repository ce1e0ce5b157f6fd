import { Choice, Instant, Text } from '../../wire/fields/fields.js';
import { BOOKING_ACTORS, BOOKING_STATUSES, type BookingActor, type BookingStatus } from '../domain/booking-status.js';

/** One change of a booking. */
export class HistoryEntryDto {
  @Instant({ example: '2026-11-23T08:59:40.355Z' })
  readonly at: string;

  @Choice(BOOKING_ACTORS, 'BookingActor', {
    description: '`system`: the platform, because time had passed.',
    example: 'client',
  })
  readonly by: BookingActor;

  @Text({ max: 255, nullable: true, description: 'Null for `system`.', example: 'Avery Brooks' })
  readonly by_name: string | null;

  @Choice(BOOKING_STATUSES, 'BookingStatus', {
    nullable: true,
    description: 'Null when it was made.',
    example: 'pending',
  })
  readonly from_status: BookingStatus | null;

  @Choice(BOOKING_STATUSES, 'BookingStatus', { example: 'confirmed' })
  readonly to_status: BookingStatus;

  @Instant({ nullable: true, example: '2027-01-12T09:00:00.000Z' })
  readonly from_time: string | null;

  @Instant({ nullable: true, example: '2027-01-12T09:00:00.000Z' })
  readonly to_time: string | null;

  @Text({ max: 500, nullable: true, description: 'Why it was cancelled.', example: null })
  readonly reason: string | null;
}
