import { Choice, Instant, Int, Text } from '../../wire/fields.js';
import { TimePageQuery } from '../../wire/paging.js';
import { NotAfter, NotBefore, QueryChoice, QueryDateOrInstant, QueryInt } from '../../wire/query-fields.js';
import type { BookingState } from '../domain/booking-change.js';
import { BOOKING_STATUSES, type BookingStatus } from '../domain/booking-status.js';
import { type SlotRequest, TOTAL_SLOTS } from '../domain/slot.js';

const notes = () =>
  Text({ max: 2000, optional: true, nullable: true, emptyIsNull: true, example: 'My left knee is sore.' });

/** Body of `POST /bookings/book`. */
export class BookSlotDto {
  @Int({ description: 'The coach, as in `GET /bookings/coaches`.', example: 2 })
  readonly coach_id: number;

  @Int({ max: TOTAL_SLOTS, description: 'The slot of the coach, 1 to 10.', example: 3 })
  readonly slot_number: number;

  @Instant({
    optional: true,
    nullable: true,
    description: 'When the session of 60 minutes starts, in the future; may be agreed on later.',
    example: '2027-01-12T09:00:00Z',
  })
  readonly scheduled_at?: string | null;

  @notes()
  readonly notes?: string | null;

  toRequest(): SlotRequest {
    return {
      coachId: this.coach_id,
      slotNumber: this.slot_number,
      scheduledAt: instantOrNull(this.scheduled_at),
      notes: this.notes ?? null,
    };
  }
}

/** Body of `PUT /bookings/bookings/{id}`: only what is sent changes. */
export class ChangeBookingDto {
  @Choice(BOOKING_STATUSES, 'BookingStatus', { optional: true, example: 'confirmed' })
  readonly status?: BookingStatus;

  @Instant({
    optional: true,
    nullable: true,
    description: 'A new time; null takes the time away.',
    example: '2027-01-12T10:00:00Z',
  })
  readonly scheduled_at?: string | null;

  @notes()
  readonly notes?: string | null;

  toChange(): Partial<BookingState> {
    const { status, scheduled_at, notes } = this;
    return {
      ...(status !== undefined && { status }),
      ...(scheduled_at !== undefined && { scheduledAt: instantOrNull(scheduled_at) }),
      ...(notes !== undefined && { notes }),
    };
  }
}

/** Typical changes by the parties of a booking. */
export const CHANGES = {
  cancel: { summary: 'Cancel (client, coach, admin)', value: { status: 'cancelled' } },
  confirm: { summary: 'Confirm (coach)', value: { status: 'confirmed' } },
  complete: { summary: 'Complete (coach)', value: { status: 'completed', notes: 'Good form; more weight next time.' } },
  move: { summary: 'Move (coach)', value: { scheduled_at: '2027-01-12T10:00:00Z' } },
};

const instantOrNull = (text: string | null | undefined) => (text == null ? null : new Date(text));

/** Filters of a list of bookings. */
export class BookingsQuery extends TimePageQuery {
  @QueryChoice(BOOKING_STATUSES, 'BookingStatus', { description: 'Only bookings in this status.' })
  readonly status?: BookingStatus;

  @NotAfter('to')
  @QueryDateOrInstant({
    description: 'Only sessions from this day (UTC) or moment on. Bookings without a time are left out.',
    example: '2026-11-01',
  })
  readonly from?: string;

  @NotBefore('from')
  @QueryDateOrInstant({
    description: 'Only sessions up to this day (UTC), included, or before this moment.',
    example: '2026-11-30',
  })
  readonly to?: string;
}

/** Filters of the admin's list of bookings. */
export class AllBookingsQuery extends BookingsQuery {
  @QueryInt({ description: 'Only bookings of this coach.' })
  readonly coach_id?: number;

  @QueryInt({ description: 'Only bookings of this client.' })
  readonly client_id?: number;
}
