import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Principal } from '../auth/access/principal.js';
import { Database, type Handle, type Transaction } from '../database/database.js';
import { catchUpIds } from '../database/taken-ids.js';
import { Clock } from '../time/clock.js';
import { Booking } from './booking.entity.js';
import { BOOKING_COLUMNS, partiesOf, stateOf } from './booking-columns.js';
import { CoachesService } from './coaches.service.js';
import { type BookingState, changed, isSame, partyTo } from './domain/booking-change.js';
import { BookingNotFoundError, BookingsBusyError, SessionInPastError } from './domain/booking-errors.js';
import { refusalOf, type SlotSituation } from './domain/booking-refusal.js';
import { BOOKING_STATUSES, isActive } from './domain/booking-status.js';
import { sessionEnd, type SlotRequest } from './domain/slot.js';
import type { BookingDto } from './dto/booking.dto.js';

const ATTEMPTS = 5;

const OVERLAPS = `b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL
  AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange($4, $5)`;
const TIME_IS_TAKEN = `$4::timestamptz IS NOT NULL AND (
  EXISTS (SELECT FROM bookings b WHERE b.coach_id = $1 AND ${OVERLAPS}) OR
  EXISTS (SELECT FROM bookings b WHERE b.client_id = $2 AND ${OVERLAPS}))`;
const HOLDER = `b.coach_id = u.id AND b.slot_number = $3 AND b.status IN ('pending', 'confirmed')`;

/** `version` is another one after each change. */
const READ = `SELECT ${BOOKING_COLUMNS}, b.xmin::text AS version FROM bookings b WHERE b.id = $1`;

/**
 * Nothing, unless the booking is still what `$2` was read of. Both people are locked before the booking, and the client before
 * the coach, as a new booking and a deletion lock them; shared, so that only who deletes them or changes what they are has to wait.
 */
const SAVE = `
  WITH parties AS MATERIALIZED (
    SELECT FROM bookings b JOIN users u ON u.id IN (b.client_id, b.coach_id)
     WHERE b.id = $1 ORDER BY u.id = b.coach_id FOR KEY SHARE OF u
  )
  UPDATE bookings b SET status = $3, scheduled_at = $4, ends_at = $5, notes = $6, updated_at = $7
   WHERE b.id = $1 AND b.xmin = $2::xid AND (SELECT count(*) FROM parties) > 0
  RETURNING ${BOOKING_COLUMNS}`;

const IS_ACTIVE = In(BOOKING_STATUSES.filter(isActive));

/** The active bookings of a user, as client or as coach. */
const activeOf = (userId: number) => [
  { clientId: userId, status: IS_ACTIVE },
  { coachId: userId, status: IS_ACTIVE },
];

/** Booking slots and changing bookings: all that writes them. */
@Injectable()
export class BookingsService {
  private readonly insert: string;
  private readonly situation: string;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    coaches: CoachesService,
  ) {
    // Who is late gets no row back instead of an error, whichever constraint stood in the way. Each row that comes as far as the
    // constraints takes an id for good: were all who are refused to come there, ids would run out.
    this.insert = `
      INSERT INTO bookings AS b (coach_id, client_id, slot_number, scheduled_at, ends_at, notes)
      SELECT u.id, $2, $3, $4, $5, $6 FROM users u
       WHERE u.id = $1 AND ${coaches.bookable}
         AND NOT EXISTS (SELECT FROM bookings b WHERE ${HOLDER}) AND NOT (${TIME_IS_TAKEN})
          ON CONFLICT DO NOTHING
      RETURNING ${BOOKING_COLUMNS}`;
    this.situation = `
      SELECT ${coaches.bookable} AS "bookable", u.available_slots AS "availableSlots", b.client_id AS "holderId",
             ${TIME_IS_TAKEN} AS "timeTaken"
        FROM users u LEFT JOIN bookings b ON ${HOLDER}
       WHERE u.id = $1`;
  }

  /**
   * Books a slot for a client. However many ask at once, PostgreSQL lets one of them have it; the others are told why
   * not: CoachNotFoundError, AlreadyBookedError, NoAvailableSlotsError, SlotTakenError or TimeConflictError.
   * BookingsBusyError when every reason was gone again by the time it was looked for.
   */
  async book(db: Handle, clientId: number, request: SlotRequest): Promise<BookingDto> {
    const { coachId, slotNumber, scheduledAt, notes } = request;
    if (scheduledAt && scheduledAt <= this.clock.now()) throw new SessionInPastError();
    const claim = [coachId, clientId, slotNumber, scheduledAt, scheduledAt && sessionEnd(scheduledAt)];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const [booking] = await db.rows<BookingDto>(this.insert, [...claim, notes]);
      if (booking) return booking;
      const [situation = NO_COACH] = await db.rows<SlotSituation>(this.situation, claim);
      const refusal = refusalOf(situation, clientId, slotNumber);
      if (refusal) throw refusal;
      // What stood in the way went away in between, or an imported booking has the id: try again.
      if (attempt === 1) await catchUpIds(db, 'bookings');
    }
    throw new BookingsBusyError();
  }

  /** Of changes that race each is decided on what the one before it left: who was overtaken reads and decides again. */
  async change(actor: Principal, id: number, change: Partial<BookingState>): Promise<BookingDto> {
    for (;;) {
      const [read] = await this.database.rows<BookingDto & { version: string }>(READ, [id]);
      if (!read) throw new BookingNotFoundError();
      const { version, ...booking } = read;
      const current = stateOf(booking);
      const now = this.clock.now();
      const next = changed(current, change, partyTo(partiesOf(booking), actor), now);
      if (isSame(current, next)) return booking;
      const { status, scheduledAt, notes } = next;
      const values = [status, scheduledAt, scheduledAt && sessionEnd(scheduledAt), notes, now];
      const [saved] = await this.database.rows<BookingDto>(SAVE, [id, version, ...values]);
      if (saved) return saved;
    }
  }

  /** Whether a user has active bookings, as client or as coach. Nobody can add one while the user's row is locked. */
  hasActive(tx: Transaction, userId: number): Promise<boolean> {
    return tx.repository(Booking).existsBy(activeOf(userId));
  }

  /** Cancels the active bookings of a user, whose row is locked; their slots are free again. One such call at a time. */
  async cancelActiveOf(tx: Transaction, userId: number): Promise<void> {
    await tx.repository(Booking).update(activeOf(userId), { status: 'cancelled', updatedAt: this.clock.now() });
  }
}

const NO_COACH: SlotSituation = { bookable: false, availableSlots: 0, holderId: null, timeTaken: false };
