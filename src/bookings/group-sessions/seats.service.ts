import { Injectable } from '@nestjs/common';
import type { Handle } from '../../database/database.js';
import { catchUpIds } from '../../database/taken-ids.js';
import { Clock } from '../../time/clock.js';
import { actorText } from '../../database/acting.js';
import { BOOKING_COLUMNS, type BookingRow, shownTo } from '../booking-columns.js';
import { CoachesService } from '../coaches.service.js';
import { BookingsBusyError } from '../domain/booking-errors.js';
import type { BookingDto } from '../dto/booking.dto.js';
import { GroupSessionNotFoundError } from './domain/group-session-errors.js';
import { seatRefusalOf, type SeatSituation } from './domain/seat-refusal.js';

const ATTEMPTS = 5;

/** A seat that a client asks for. */
export interface SeatRequest {
  readonly coachId: number;
  readonly groupSessionId: number;
  /** The offer that it spends. The client's own offer of this seat is spent without it, too. */
  readonly holdId: string | null;
  readonly notes: string | null;
}

const IS_OPEN = `g.cancelled_at IS NULL AND g.starts_at > $4`;
const ACTIVE = `b.status IN ('pending', 'confirmed')`;

/** A seat may be left, or end up free: an offer of the client's own, or one that has expired. A request without any takes no turn. */
const MAY_HAVE_A_SEAT = `(g.seats_taken < g.capacity OR EXISTS (
  SELECT FROM bookings b WHERE b.group_session_id = g.id AND b.kind = 'offer' AND (b.client_id = $2 OR b.held_until <= $4)))`;

/** The claim takes the writer's turn, and answers with the session as it is by then; with nothing when there is no seat. */
const insertOf = (bookable: string) => `
  WITH turn AS MATERIALIZED (
    SELECT g.id, set_config('app.actor', $6, true)
      FROM group_sessions g JOIN users u ON u.id = g.coach_id
     WHERE g.id = $1 AND g.coach_id = $3 AND ${IS_OPEN} AND ${bookable} AND ${MAY_HAVE_A_SEAT}
  )
  INSERT INTO bookings AS b (coach_id, client_id, group_session_id, scheduled_at, ends_at, session_type_id, session_type_name, status, notes,
    move_notice_minutes, cancel_notice_minutes, late_cancellation_percent, no_show_percent, created_at, updated_at)
  SELECT g.coach_id, $2, g.id, g.starts_at, g.ends_at, g.session_type_id, g.session_type_name,
         CASE WHEN s.auto_confirm THEN 'confirmed' ELSE 'pending' END::booking_status, $7,
         coalesce(s.move_notice_minutes, 720), coalesce(s.cancel_notice_minutes, 720),
         coalesce(s.late_cancellation_percent, 0), coalesce(s.no_show_percent, 0), $4, $4
    FROM turn CROSS JOIN LATERAL group_sessions_claim_seat(turn.id, $2, $4, $5) g LEFT JOIN schedules s ON s.coach_id = g.coach_id
      ON CONFLICT DO NOTHING
  RETURNING ${BOOKING_COLUMNS}`;

/** An offer that has expired takes no seat any more, and the client's own is for them. */
const situationOf = (bookable: string) => `
  SELECT g.coach_id = $3 AND ${IS_OPEN} AND ${bookable} AS "isOffered",
         g.capacity <= (SELECT count(*) FROM bookings b WHERE b.group_session_id = g.id AND ${ACTIVE}
                           AND (b.kind = 'booking' OR b.kind = 'offer' AND b.held_until > $4 AND b.client_id <> $2)) AS "isFull",
         EXISTS (SELECT FROM bookings b WHERE b.group_session_id = g.id AND b.client_id = $2 AND b.kind = 'booking' AND ${ACTIVE}) AS "isMine",
         $5::uuid IS NULL OR EXISTS (
           SELECT FROM bookings b WHERE b.group_session_id = g.id AND b.client_id = $2 AND b.hold_id = $5 AND b.held_until > $4) AS "hasOffer",
         EXISTS (SELECT FROM bookings b WHERE b.client_id = $2 AND b.kind = 'booking' AND ${ACTIVE} AND b.scheduled_at IS NOT NULL
                    AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange(g.starts_at, g.ends_at)) AS "isBusy"
    FROM group_sessions g JOIN users u ON u.id = g.coach_id
   WHERE g.id = $1`;

/** Books seats of group sessions. */
@Injectable()
export class SeatsService {
  private readonly insert: string;
  private readonly situation: string;

  constructor(
    private readonly clock: Clock,
    coaches: CoachesService,
  ) {
    this.insert = insertOf(coaches.bookable);
    this.situation = situationOf(coaches.bookable);
  }

  /**
   * Books a seat for a client: bound by neither hours, notice nor limits. However many ask at once, as many as there are seats get
   * one. The others get the errors of seatRefusalOf, or BookingsBusyError when every reason was gone by the time it was looked for.
   */
  async book(db: Handle, clientId: number, request: SeatRequest): Promise<BookingDto> {
    const { coachId, groupSessionId, holdId, notes } = request;
    const client = { id: clientId, role: 'client' } as const;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const now = this.clock.now();
      const asked = [groupSessionId, clientId, coachId, now, holdId];
      const [booking] = await db.rows<BookingRow>(this.insert, [...asked, actorText(client), notes]);
      if (booking) return shownTo(client, booking, now);
      const [situation] = await db.rows<SeatSituation>(this.situation, asked);
      const refusal = situation ? seatRefusalOf(situation) : new GroupSessionNotFoundError();
      if (refusal) throw refusal;
      // The reason is gone by now, or an imported booking has the id: try again.
      if (attempt === 1) await catchUpIds(db, 'bookings');
    }
    throw new BookingsBusyError();
  }
}
