import { TimePageQuery } from '../../wire/lists/paging.js';
import {
  NotAfter,
  NotBefore,
  QueryBool,
  QueryChoice,
  QueryChoices,
  QueryDateOrInstant,
  QueryInt,
} from '../../wire/fields/query-fields.js';
import { BOOKING_STATUSES, type BookingStatus } from '../domain/booking-status.js';

/** Filters of a list of bookings. */
export class BookingsQuery extends TimePageQuery {
  @QueryChoices(BOOKING_STATUSES, 'BookingStatus', { description: 'Only bookings in this status.' })
  readonly status?: readonly BookingStatus[];

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

  @QueryBool({
    description: '`true`: only those whose client contests who came, until an admin has decided.',
    example: true,
  })
  readonly contested?: boolean;
}

export const WHENS = ['upcoming', 'past'] as const;
export type When = (typeof WHENS)[number];
const SORTS = ['created_at', 'scheduled_at'] as const;

/** Filters of a client's or a coach's own list. */
export class MyBookingsQuery extends BookingsQuery {
  @QueryChoice(WHENS, 'When', {
    description: '`upcoming`: sessions that are not over, and active bookings without a time; `past`: all others.',
    example: 'upcoming',
  })
  readonly when?: When;

  @QueryChoice(SORTS, 'BookingSort', {
    description:
      '`created_at`: the newest booking first. `scheduled_at`: the latest session first; with `when=upcoming` the next one first.',
    default: 'created_at',
    example: 'scheduled_at',
  })
  readonly sort?: (typeof SORTS)[number];
}
