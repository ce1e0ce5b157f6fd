import { Choice, Instant, Int, Text } from '../../wire/fields.js';
import { BOOKING_STATUSES, type BookingStatus } from '../domain/booking-status.js';
import { TOTAL_SLOTS } from '../domain/slot.js';

/** A booking as its client, its coach and admins see it. */
export class BookingDto {
  @Int({ example: 12 })
  readonly id: number;

  @Int({ example: 2 })
  readonly coach_id: number;

  @Int({ example: 5 })
  readonly client_id: number;

  @Int({ max: TOTAL_SLOTS, example: 3 })
  readonly slot_number: number;

  @Instant({
    nullable: true,
    description: 'When the session of 60 minutes starts.',
    example: '2027-01-12T09:00:00.000Z',
  })
  readonly scheduled_at: string | null;

  @Choice(BOOKING_STATUSES, 'BookingStatus', {
    description: 'Pending and confirmed ones hold their slot.',
    example: 'pending',
  })
  readonly status: BookingStatus;

  @Text({ max: 2000, nullable: true, example: 'First session: goals and a movement check.' })
  readonly notes: string | null;

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
