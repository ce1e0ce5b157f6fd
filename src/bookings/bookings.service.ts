import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Config } from '../config/config.js';
import type { Handle, Transaction } from '../database/database.js';
import { catchUpIds } from '../database/taken-ids.js';
import { Clock } from '../time/clock.js';
import { actAs, type AnyActing, actorText } from '../database/acting.js';
import { Booking } from './booking.entity.js';
import { BOOKING_COLUMNS, type BookingRow, shownTo } from './booking-columns.js';
import { CoachesService } from './coaches.service.js';
import { BookingsBusyError, SessionInPastError } from './domain/booking-errors.js';
import { endingOf, type LeftSession } from './domain/leaving.js';
import { HoldGoneError } from './domain/time-refusal.js';
import { KEEPS_TIME } from './times/situation.js';
import { refusalOf, type SlotSituation } from './domain/booking-refusal.js';
import { type BookingActor, BOOKING_STATUSES, isActive } from './domain/booking-status.js';
import { sessionEnd, type SlotRequest } from './domain/slot.js';
import { GroupSession } from './group-sessions/group-session.entity.js';
import type { BookingDto } from './dto/booking.dto.js';

const ATTEMPTS = 5;

const ACTIVE = `b.status IN ('pending', 'confirmed')`;
/** Holds and offers that have expired, and the client's own, stand in nobody's way. */
const STANDS = `${ACTIVE} AND b.scheduled_at IS NOT NULL AND (b.held_until IS NULL OR b.held_until > $6 AND b.client_id <> $2)`;
const TIME_IS_TAKEN = `$4::timestamptz IS NOT NULL AND (
  EXISTS (SELECT FROM bookings b WHERE b.coach_id = $1 AND ${STANDS} AND ${KEEPS_TIME}
             AND bookings_kept_free(b.scheduled_at, b.ends_at, b.buffer_before, b.buffer_after) && tstzrange($4, $5)) OR
  EXISTS (SELECT FROM bookings b WHERE b.client_id = $2 AND ${STANDS}
             AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange($4, $5)))`;
const HOLDER = `b.coach_id = u.id AND b.slot_number = $3 AND ${ACTIVE}`;
const IS_OWN_OFFER = `b.kind = 'offer' AND b.client_id = $2 AND b.held_until > $6`;
const LIMIT = `coalesce(s.client_limit, $7::integer)`;

/** Takes turns, and ends offers that have lapsed: the slot passes to the next one who waits for it, if anyone. */
const BEGIN = `SELECT bookings_begin($1, $2, $3)`;

/** Offers of a user, and in the calendar of a coach. Those who had them wait again, at their place. */
const TAKE_OFFERS_BACK = `
  UPDATE waitlist_entries SET status = 'waiting', updated_at = $2 WHERE status = 'offered' AND (client_id = $1 OR coach_id = $1)`;
/** The same for the offers of one coach to one client. */
const TAKE_OFFERS_BACK_BETWEEN = `
  UPDATE waitlist_entries SET status = 'waiting', updated_at = $3 WHERE status = 'offered' AND coach_id = $1 AND client_id = $2`;
/** Ends the waiting of a former client, and the waiting for a former coach. */
const END_WAITING = `
  UPDATE waitlist_entries SET status = CASE WHEN client_id = $1 THEN 'left' ELSE 'expired' END, updated_at = $2
   WHERE status IN ('waiting', 'offered') AND (client_id = $1 OR coach_id = $1)`;

const AHEAD = `
  SELECT count(*)::integer AS count FROM bookings b
   WHERE (b.client_id = $1 AND b.kind = 'booking' OR b.coach_id = $1 AND b.kind IN ('booking', 'group_session')
          AND (b.kind = 'group_session' OR b.group_session_id IS NULL))
     AND ${ACTIVE} AND (b.ends_at IS NULL OR b.ends_at > $2)`;

const IS_ACTIVE = In(BOOKING_STATUSES.filter(isActive));

/** Locks them, so that nobody changes what is decided on. */
const LEFT = `
  SELECT b.id, b.client_id AS "clientId", b.status, b.scheduled_at AS "scheduledAt", b.cancel_notice_minutes AS "cancelNoticeMinutes"
    FROM bookings b WHERE (b.client_id = $1 OR b.coach_id = $1) AND b.kind = 'booking' AND ${ACTIVE}
   ORDER BY b.id FOR NO KEY UPDATE`;
const END = `
  UPDATE bookings b SET status = e.status::booking_status, is_late_cancellation = e.is_late, updated_at = $5,
         cancelled_by = CASE e.status WHEN 'cancelled' THEN $4 END
    FROM unnest($1::integer[], $2::text[], $3::boolean[]) AS e (id, status, is_late) WHERE b.id = e.id`;

type LeftRow = Omit<LeftSession, 'scheduledAt'> & {
  readonly id: number;
  readonly clientId: number;
  readonly scheduledAt: string | null;
};

/** The active bookings of a user, as client or as coach. */
const activeOf = (userId: number) => [
  { clientId: userId, kind: 'booking' as const, status: IS_ACTIVE },
  { coachId: userId, kind: 'booking' as const, status: IS_ACTIVE },
];

/** Booking slots, and what happens to bookings when something happens to their people. */
@Injectable()
export class BookingsService {
  /** Whether a coach is booked only with an approval. */
  readonly needsApproval: boolean;
  private readonly insert: string;
  private readonly situation: string;
  private readonly clientLimit: number | null;

  constructor(
    private readonly clock: Clock,
    coaches: CoachesService,
    config: Config,
  ) {
    this.needsApproval = config.coachSignup === 'approval';
    this.clientLimit = config.clientLimit;
    // Who is late gets no row back instead of an error, whichever constraint stood in the way. Each row that comes as far as the
    // constraints takes an id for good: were all who are refused to come there, ids would run out. The claim drops holds, so it is
    // asked only when the slot is free.
    this.insert = `
      WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $8, true)), free AS MATERIALIZED (
        SELECT u.id, ${LIMIT} AS most, coalesce(s.move_notice_minutes, 720) AS move_notice, coalesce(s.cancel_notice_minutes, 720) AS cancel_notice,
               coalesce(s.late_cancellation_percent, 0) AS late_percent, coalesce(s.no_show_percent, 0) AS no_show_percent, b.hold_id
          FROM users u LEFT JOIN schedules s ON s.coach_id = u.id LEFT JOIN bookings b ON ${HOLDER}
         WHERE u.id = $1 AND ${coaches.bookable} AND $3 <= u.total_slots
           AND CASE WHEN b.id IS NULL THEN $10::uuid IS NULL ELSE ${IS_OWN_OFFER} AND b.hold_id = coalesce($10, b.hold_id) END
      )
      INSERT INTO bookings AS b (coach_id, client_id, slot_number, scheduled_at, ends_at, notes, move_notice_minutes, cancel_notice_minutes,
        late_cancellation_percent, no_show_percent, created_at, updated_at)
      SELECT free.id, $2, $3, $4, $5, $9, free.move_notice, free.cancel_notice, free.late_percent, free.no_show_percent, $6, $6
        FROM actor, free
       WHERE bookings_claim(coach => free.id, client => $2, starts => $4, ends => $5, before => 0, after => 0, moved => NULL,
                            is_own => true, at => $6, most_of_client => free.most, most_holds => NULL, schedule_version => NULL,
                            most_a_day => NULL, day_start => NULL, day_end => NULL, spent => free.hold_id, slot => $3)
          ON CONFLICT DO NOTHING
      RETURNING ${BOOKING_COLUMNS}`;
    this.situation = `
      SELECT ${coaches.bookable} AS "bookable", u.total_slots AS "totalSlots", u.available_slots AS "availableSlots",
             b.client_id AS "holderId", coalesce(${IS_OWN_OFFER}, false) AS "isOffered",
             coalesce(b.held_until <= $6, false) AS "hasLapsed", ${TIME_IS_TAKEN} AS "timeTaken",
             coalesce(${LIMIT} <= (
               SELECT count(*) FROM bookings b WHERE b.coach_id = u.id AND b.client_id = $2 AND b.kind = 'booking' AND ${ACTIVE}
             ), false) AS "limitReached"
        FROM users u LEFT JOIN schedules s ON s.coach_id = u.id LEFT JOIN bookings b ON ${HOLDER}
       WHERE u.id = $1`;
  }

  /**
   * Books a slot for a client. However many ask at once, PostgreSQL lets one of them have it; the others are told why
   * not: CoachNotFoundError, NoSuchSlotError, AlreadyBookedError, NoAvailableSlotsError, SlotTakenError, TimeConflictError or
   * TimeNotFreeError; HoldGoneError when the offer that they accept is gone. A slot that is offered to them is theirs to book. BookingsBusyError when every reason was gone again by the time it was looked for.
   */
  async book(db: Handle, clientId: number, request: SlotRequest): Promise<BookingDto> {
    const { coachId, slotNumber, scheduledAt, notes, holdId = null } = request;
    const now = this.clock.now();
    if (scheduledAt && scheduledAt <= now) throw new SessionInPastError();
    const end = scheduledAt && sessionEnd(scheduledAt);
    const claim = [coachId, clientId, slotNumber, scheduledAt, end, now, this.clientLimit];
    const client = { id: clientId, role: 'client' } as const;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const [booking] = await db.rows<BookingRow>(this.insert, [...claim, actorText(client), notes, holdId]);
      if (booking) return shownTo(client, booking, now);
      const [situation = NO_COACH] = await db.rows<SlotSituation>(this.situation, claim);
      if (situation.hasLapsed) await db.rows(BEGIN, [coachId, clientId, now]);
      if (holdId !== null && !situation.isOffered) throw new HoldGoneError();
      const refusal = situation.hasLapsed ? null : refusalOf(situation, clientId, slotNumber);
      if (refusal) throw refusal;
      // The reason is gone by now, or an imported booking has the id: try again.
      if (attempt === 1) await catchUpIds(db, 'bookings');
    }
    throw new BookingsBusyError();
  }

  /** Makes all wait who book, move or cancel something between a coach and a client, before any row is locked. */
  async takeTurns(tx: Transaction, coachId: number, clientId: number): Promise<void> {
    await tx.rows(BEGIN, [coachId, clientId, this.clock.now()]);
  }

  /** Whether a user has active bookings, as client or as coach. Nobody can add one while the user's row is locked. */
  hasActive(tx: Transaction, userId: number): Promise<boolean> {
    return tx.repository(Booking).existsBy(activeOf(userId));
  }

  /** Sessions and requests of a user that are not over. A group session that they give counts once, whatever its seats. */
  async countAhead(tx: Transaction, userId: number): Promise<number> {
    const { count } = await tx.one<{ count: number }>(AHEAD, [userId, this.clock.now()]);
    return count;
  }

  /**
   * Ends the active bookings of a user who is deleted, and whose row is locked: what has begun is completed, all else is cancelled, and
   * their slots are free again. One such call at a time, and in the turns of all concerned.
   */
  async endActiveOf(tx: Transaction, userId: number, acting: AnyActing & { role: BookingActor }): Promise<void> {
    await this.endRoleOf(tx, userId, acting);
    const now = this.clock.now();
    const left = await tx.rows<LeftRow>(LEFT, [userId]);
    const endings = left.map(({ clientId, scheduledAt, ...session }) =>
      endingOf(
        { ...session, scheduledAt: scheduledAt === null ? null : new Date(scheduledAt) },
        acting.role === 'client' && clientId === userId,
        now,
      ),
    );
    await tx.rows(END, [
      left.map(({ id }) => id),
      endings.map(({ status }) => status),
      endings.map(({ isLateCancellation }) => isLateCancellation),
      ...[acting.role, now],
    ]);
  }

  /**
   * Ends what a user has by their role, besides active bookings: places on waitlists, of those too who wait for them, holds, offers, and
   * group sessions that have not begun. A trigger cancels the bookings of all who take part in these.
   */
  async endRoleOf(tx: Transaction, userId: number, acting: AnyActing): Promise<void> {
    await actAs(tx, acting);
    await tx.rows(END_WAITING, [userId, this.clock.now()]);
    await this.endGroupSessionsOf(tx, userId);
    await this.dropHoldsOf(tx, userId);
  }

  private async endGroupSessionsOf(tx: Transaction, coachId: number): Promise<void> {
    const now = this.clock.now();
    const open = { coachId, cancelledAt: IsNull(), startsAt: MoreThan(now) };
    await tx.repository(GroupSession).update(open, { cancelledAt: now, updatedAt: now });
  }

  /** Drops all holds and offers of a user, and all in the calendar of a coach. What was offered passes to the next one. */
  async dropHoldsOf(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(TAKE_OFFERS_BACK, [userId, this.clock.now()]);
    await tx.repository(Booking).delete([
      { kind: 'hold', clientId: userId },
      { kind: 'hold', coachId: userId },
    ]);
  }

  /** Drops what a coach keeps for a client: holds, and offers, which pass to the next one. */
  async dropHoldsBetween(tx: Transaction, coachId: number, clientId: number): Promise<void> {
    await tx.rows(TAKE_OFFERS_BACK_BETWEEN, [coachId, clientId, this.clock.now()]);
    await tx.repository(Booking).delete({ kind: 'hold', coachId, clientId });
  }
}

const NO_COACH: SlotSituation = {
  bookable: false,
  totalSlots: 0,
  availableSlots: 0,
  holderId: null,
  isOffered: false,
  hasLapsed: false,
  timeTaken: false,
  limitReached: false,
};
