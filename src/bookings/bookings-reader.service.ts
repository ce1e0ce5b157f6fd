import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Database, type Rows } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order, type Parameter } from '../wire/lists/keyset-list.js';
import { NO_TIME, Page } from '../wire/lists/paging.js';
import { BOOKING_COLUMNS, type BookingRowWithDetails, canReview, shownTo } from './booking-columns.js';
import { BookingNotFoundError, CoachNotFoundError } from './domain/booking-errors.js';
import { periodOf } from './domain/period.js';
import type { BookingWithDetailsDto } from './dto/booking.dto.js';
import type { AllBookingsQuery, BookingsQuery, MyBookingsQuery, When } from './dto/booking-lists.dto.js';

const NEWEST: Order<BookingRowWithDetails> = {
  key: 'b.created_at',
  id: 'b.id',
  direction: 'DESC',
  cursorOf: (booking) => ({ value: booking.created_at, id: booking.id }),
};

/**
 * The same, read by the index of the calendar and then sorted: of a few days among years PostgreSQL would else look through all
 * bookings, the newest first.
 */
const NEWEST_OF_FEW_DAYS = { ...NEWEST, key: `(b.created_at + interval '0')` } as const;
const FEW_DAYS_MS = 62 * 86_400_000;

/** By the time of the session; those without one come first. Indexes of this very expression page it and find a period. */
const CALENDAR: Order<BookingRowWithDetails> = {
  key: `coalesce(b.scheduled_at, '${NO_TIME}')`,
  id: 'b.id',
  direction: 'DESC',
  cursorOf: (booking) => ({ value: booking.scheduled_at ?? NO_TIME, id: booking.id }),
};

/** Orders of a list that has several. */
const LATEST = { ...CALENDAR, name: 'latest' } as const;
const SOONEST = { ...CALENDAR, name: 'soonest', direction: 'ASC' } as const;

/**
 * A session is upcoming until it is over; a booking without a time, while it is active. No session is longer than eight hours: so
 * the index of the calendar finds the upcoming ones.
 */
const isWhen = (when: When, now: Parameter) =>
  when === 'upcoming'
    ? `coalesce(b.ends_at > ${now}, b.status IN ('pending', 'confirmed')) AND ${CALENDAR.key} > ${now} - interval '8 hours'`
    : `NOT coalesce(b.ends_at > ${now}, b.status IN ('pending', 'confirmed'))`;

/** Looked up one by one: as a plain join PostgreSQL may read all users for the names of one page. */
const NAMES = `
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = b.coach_id LIMIT 1) coach
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = b.client_id LIMIT 1) client`;

const DETAILS = `${BOOKING_COLUMNS}, coach.full_name AS coach_name, client.full_name AS client_name`;

const ONE = `SELECT ${DETAILS}, ${canReview('$2')} FROM bookings b ${NAMES} WHERE b.id = $1 AND b.kind = 'booking'`;
const ACTIVE_BETWEEN = `
  SELECT ${DETAILS} FROM bookings b ${NAMES}
   WHERE b.coach_id = $1 AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL
     AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange($2, $3)
   ORDER BY b.scheduled_at, b.id`;
const COACH = `SELECT id FROM users WHERE id = $1 AND role = 'coach'`;

/** Its client says that it was otherwise, and no admin has decided yet. */
const CONTESTED = `b.attendance_contested_at IS NOT NULL AND b.attendance_decided_at IS NULL`;

/** Filters besides those that all lists have. */
interface Owner {
  readonly coachId?: number;
  readonly clientId?: number;
  readonly contested?: boolean;
}

/** Reads bookings. A page costs one statement, whatever its length. */
@Injectable()
export class BookingsReaderService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** One booking, for its client, its coach and admins; NotYourBookingError for everyone else. */
  async find(reader: Principal, id: number): Promise<BookingWithDetailsDto> {
    const now = this.clock.now();
    const [booking] = await this.database.rows<BookingRowWithDetails>(ONE, [id, now]);
    if (!booking) throw new BookingNotFoundError();
    return shownTo(reader, booking, now);
  }

  /** The bookings of a client or coach, newest first. */
  listMine(me: Principal, query: MyBookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    const owner = me.role === 'coach' ? { coachId: me.id } : { clientId: me.id };
    const order = query.sort === 'scheduled_at' ? (query.when === 'upcoming' ? SOONEST : LATEST) : NEWEST;
    return this.list(me, owner, order, query, query.when);
  }

  /** A coach's own calendar, latest session first. An admin has none, whatever they were before. */
  async listCalendar(me: Principal, query: BookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    if (me.role !== 'coach') return new Page([], null, query.count ? 0 : null);
    return this.list(me, { coachId: me.id }, CALENDAR, query);
  }

  /** The calendar of any coach; CoachNotFoundError when there is none of this id. */
  async listCalendarOf(admin: Principal, coachId: number, query: BookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    const [coach] = await this.database.rows(COACH, [coachId]);
    if (!coach) throw new CoachNotFoundError();
    return this.list(admin, { coachId }, CALENDAR, query);
  }

  /** The active sessions of a coach that overlap a time, in order. */
  async activeBetween(db: Rows, coach: Principal, start: string, end: string): Promise<BookingWithDetailsDto[]> {
    const rows = await db.rows<BookingRowWithDetails>(ACTIVE_BETWEEN, [coach.id, start, end]);
    return rows.map((row) => shownTo(coach, row, this.clock.now()));
  }

  /** All bookings, newest first. */
  listAll(admin: Principal, query: AllBookingsQuery): Promise<Page<BookingWithDetailsDto>> {
    return this.list(
      admin,
      { coachId: query.coach_id, clientId: query.client_id, contested: query.contested },
      NEWEST,
      query,
    );
  }

  private async list(
    reader: Principal,
    { coachId, clientId, contested }: Owner,
    order: Order<BookingRowWithDetails>,
    query: BookingsQuery,
    when?: When,
  ): Promise<Page<BookingWithDetailsDto>> {
    const now = this.clock.now();
    const { start, end } = periodOf(query.from, query.to);
    const isShort = start && end && end.getTime() - start.getTime() <= FEW_DAYS_MS;
    const isEverybodys = coachId === undefined && clientId === undefined;
    const list = new KeysetList(
      order === NEWEST && isShort && isEverybodys ? NEWEST_OF_FEW_DAYS : order,
      query,
      'bookings b',
    );
    list.where(`b.kind = 'booking'`);
    if (when) list.where(isWhen(when, list.parameter(now)));
    const where = (left: string, value: unknown) => list.where(`${left} ${list.parameter(value)}`);
    if (coachId !== undefined) where('b.coach_id =', coachId);
    if (clientId !== undefined) where('b.client_id =', clientId);
    if (contested !== undefined) list.where(contested ? CONTESTED : `NOT (${CONTESTED})`);
    list.whereAny('b.status', query.status);
    if (start ?? end) list.where('b.scheduled_at IS NOT NULL');
    if (start) where(`${CALENDAR.key} >=`, start);
    if (end) where(`${CALENDAR.key} <`, end);
    const columns = reader.role === 'client' ? `${DETAILS}, ${canReview(list.parameter(now))}` : DETAILS;
    // The page is cut before the names are joined to it.
    const page = await list.page(
      this.database,
      (rest, sorted) => `SELECT ${columns} FROM (SELECT * FROM bookings b ${rest}) b ${NAMES} ${sorted}`,
    );
    return page.map((row) => shownTo(reader, row, now));
  }
}
