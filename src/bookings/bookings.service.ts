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

/** Each change gives the row another `version`. */
const READ = `SELECT ${BOOKING_COLUMNS}, b.xmin::text AS version FROM bookings b WHERE b.id = $1`;

/**
 * Saves only if the booking still has the version `$2`; else returns no row. Locks client, coach and then the booking, in
 * the order of a new booking and of a deletion. FOR KEY SHARE makes only admins' changes and deletions wait.
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

/** Books slots and changes bookings: every write to bookings is here. */
@Injectable()
export class BookingsService {
  private readonly insert: string;
  private readonly situation: string;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    coaches: CoachesService,
  ) {
    // A client who is too late gets no row, whichever constraint decided. An insert that reaches the constraints uses up
    // an id even when it fails, so the conditions stop most refused requests before: otherwise the ids would run out.
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
   * Books a slot for a client. PostgreSQL lets one of concurrent requests win. The others get CoachNotFoundError,
   * AlreadyBookedError, NoAvailableSlotsError, SlotTakenError or TimeConflictError; BookingsBusyError when no reason was
   * left each time we looked.
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
      // The reason is gone by now, or an imported booking has the id: try again.
      if (attempt === 1) await catchUpIds(db, 'bookings');
    }
    throw new BookingsBusyError();
  }

  /** Decides on the booking as it is now. When another change was faster, reads and decides again. */
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

  /** Whether a user has active bookings, as client or as coach. None can be added while the user's row is locked. */
  hasActive(tx: Transaction, userId: number): Promise<boolean> {
    return tx.repository(Booking).existsBy(activeOf(userId));
  }

  /**
   * Cancels the active bookings of a user, whose row the caller has locked, and so frees the slots. One such call at a
   * time.
   */
  async cancelActiveOf(tx: Transaction, userId: number): Promise<void> {
    await tx.repository(Booking).update(activeOf(userId), { status: 'cancelled', updatedAt: this.clock.now() });
  }
}

const NO_COACH: SlotSituation = { bookable: false, availableSlots: 0, holderId: null, timeTaken: false };
