import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database } from '../database/database.js';
import { KeysetList, type Order } from '../wire/keyset-list.js';
import { NO_TIME, Page } from '../wire/paging.js';
import { BOOKING_COLUMNS, partiesOf } from './booking-columns.js';
import { partyTo } from './domain/booking-change.js';
import { BookingNotFoundError, CoachNotFoundError } from './domain/booking-errors.js';
import { periodOf } from './domain/period.js';
import type { BookingWithDetailsDto } from './dto/booking.dto.js';
import type { AllBookingsQuery, BookingsQuery } from './dto/booking-requests.dto.js';

const NEWEST: Order<BookingWithDetailsDto> = {
  key: 'b.created_at',
  id: 'b.id',
  direction: 'DESC',
  cursorOf: (booking) => ({ value: booking.created_at, id: booking.id }),
};

/**
 * Sorted by the time of the session; bookings without one come first. Indexes on exactly this expression serve pages and
 * periods.
 */
const CALENDAR: Order<BookingWithDetailsDto> = {
  key: `coalesce(b.scheduled_at, '${NO_TIME}')`,
  id: 'b.id',
  direction: 'DESC',
  cursorOf: (booking) => ({ value: booking.scheduled_at ?? NO_TIME, id: booking.id }),
};

/** Looks each name up by itself: with a plain join PostgreSQL may read all users for one page. */
const NAMES = `
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = b.coach_id LIMIT 1) coach
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = b.client_id LIMIT 1) client`;

const DETAILS = `${BOOKING_COLUMNS}, coach.full_name AS coach_name, client.full_name AS client_name`;

const ONE = `SELECT ${DETAILS} FROM bookings b ${NAMES} WHERE b.id = $1`;
const COACH = `SELECT id FROM users WHERE id = $1 AND role = 'coach'`;

/** Filters by person, besides those of the query. */
interface Owner {
  readonly coachId?: number;
  readonly clientId?: number;
}

/** Reads bookings. A page costs one statement, whatever its length. */
@Injectable()
export class BookingsReaderService {
  constructor(private readonly database: Database) {}

  /** One booking, for its client, its coach and admins; NotYourBookingError for everyone else. */
  async find(reader: Principal, id: number): Promise<BookingWithDetailsDto> {
    const [booking] = await this.database.rows<BookingWithDetailsDto>(ONE, [id]);
    if (!booking) throw new BookingNotFoundError();
    partyTo(partiesOf(booking), reader);
    return booking;
  }

  /** The bookings of a client or coach, newest first. */
  listMine({ id, role }: Principal, query: BookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return this.list(role === 'coach' ? { coachId: id } : { clientId: id }, NEWEST, query);
  }

  /** A coach's own calendar, latest session first. An admin has none, even after having been a coach. */
  async listCalendar({ id, role }: Principal, query: BookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return role === 'coach' ? this.list({ coachId: id }, CALENDAR, query) : new Page([]);
  }

  /** The calendar of any coach. Throws CoachNotFoundError when no coach has this id. */
  async listCalendarOf(coachId: number, query: BookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    const [coach] = await this.database.rows(COACH, [coachId]);
    if (!coach) throw new CoachNotFoundError();
    return this.list({ coachId }, CALENDAR, query);
  }

  /** All bookings, newest first. */
  listAll(query: AllBookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return this.list({ coachId: query.coach_id, clientId: query.client_id }, NEWEST, query);
  }

  private list(
    { coachId, clientId }: Owner,
    order: Order<BookingWithDetailsDto>,
    query: BookingsQuery,
  ): Promise<Page<BookingWithDetailsDto>> {
    const list = new KeysetList(order, query);
    const where = (left: string, value: unknown) => list.where(`${left} ${list.parameter(value)}`);
    if (coachId !== undefined) where('b.coach_id =', coachId);
    if (clientId !== undefined) where('b.client_id =', clientId);
    if (query.status !== undefined) where('b.status =', query.status);
    const { start, end } = periodOf(query.from, query.to);
    if (start ?? end) list.where('b.scheduled_at IS NOT NULL');
    if (start) where(`${CALENDAR.key} >=`, start);
    if (end) where(`${CALENDAR.key} <`, end);
    // Cuts the page first, then joins the names to its rows.
    return list.page(
      this.database,
      (rest, sorted) => `SELECT ${DETAILS} FROM (SELECT * FROM bookings b ${rest}) b ${NAMES} ${sorted}`,
    );
  }
}
