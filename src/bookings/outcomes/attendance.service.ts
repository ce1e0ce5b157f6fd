import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { ConnectionsService } from '../../connections/connections.service.js';
import { actorText } from '../../database/acting.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { attendanceOf, BOOKING_COLUMNS, type BookingRow, partiesOf, shownTo, stateOf } from '../booking-columns.js';
import { type Parties, partyTo } from '../domain/booking-change.js';
import { BookingNotFoundError, NotYourBookingError } from '../domain/booking-errors.js';
import type { BookingParty } from '../domain/booking-status.js';
import type { BookingDto } from '../dto/booking.dto.js';
import { type Attendance, type Attended, type AttendanceState, contested, marked } from './domain/attendance.js';
import type { AttendanceCountsDto, AttendanceDto } from './dto/outcomes.dto.js';

const READ = `
  SELECT ${BOOKING_COLUMNS}, b.attendance_contest_reason, b.xmin::text AS version
    FROM bookings b WHERE b.id = $1 AND b.kind = 'booking'`;

/** Nothing, unless the booking is still what `$2` was read of. */
const SAVE = `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $10, true))
  UPDATE bookings b SET attendance = $3, attendance_at = $4, attendance_by = $5, attendance_contested_at = $6,
         attendance_contest_reason = $7, attendance_decided_at = $8, updated_at = $9
    FROM actor WHERE b.id = $1 AND b.xmin = $2::xid
  RETURNING ${BOOKING_COLUMNS}`;

/** Of one client: with one coach, or with all when `$2` is null. */
const COUNTS = `
  SELECT count(*) FILTER (WHERE b.status = 'completed' OR b.status = 'confirmed' AND b.scheduled_at <= $3)::integer AS sessions,
         count(*) FILTER (WHERE b.attendance = 'attended')::integer AS attended,
         count(*) FILTER (WHERE b.attendance = 'client_no_show')::integer AS client_no_shows,
         count(*) FILTER (WHERE b.attendance = 'coach_no_show')::integer AS coach_no_shows,
         count(*) FILTER (WHERE b.is_late_cancellation)::integer AS late_cancellations
    FROM bookings b WHERE b.client_id = $1 AND b.kind = 'booking' AND ($2::integer IS NULL OR b.coach_id = $2)`;

type Row = BookingRow & { readonly attendance_contest_reason: string | null; readonly version: string };
type Change = (
  session: Attended & Pick<Parties, 'clientId'>,
  state: AttendanceState,
  party: BookingParty,
  now: Date,
) => AttendanceState | null;

/** Who came to sessions. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly clock: Clock,
  ) {}

  /** NotYourBookingError for strangers. */
  async find(reader: Principal, id: number): Promise<AttendanceDto> {
    const row = await this.read(id);
    partyTo(partiesOf(row), reader);
    return {
      outcome: row.attendance,
      marked_at: row.attendance_at,
      marked_by: row.attendance_by,
      contested_at: row.attendance_contested_at,
      contest_reason: row.attendance_contest_reason,
      decided_at: row.attendance_decided_at,
    };
  }

  /** The errors of marked. */
  mark(actor: Principal, id: number, outcome: Attendance): Promise<BookingDto> {
    return this.change(actor, id, (session, state, party, now) => marked(session, state, outcome, party, now));
  }

  /** The errors of contested. NotYourBookingError also for a client who was its coach: that is for its own client. */
  contest(actor: Principal, id: number, reason: string): Promise<BookingDto> {
    return this.change(actor, id, (session, state, party, now) => {
      if (party === 'client' && session.clientId !== actor.id) throw new NotYourBookingError();
      return contested(state, reason, party, now);
    });
  }

  /** ClientNotFoundError, and NotConnectedError for coaches who are not connected. */
  async counts(reader: Principal, clientId: number): Promise<AttendanceCountsDto> {
    await this.connections.admitReader(reader, clientId, null);
    const coachId = reader.role === 'admin' ? null : reader.id;
    return this.database.one<AttendanceCountsDto>(COUNTS, [clientId, coachId, this.clock.now()]);
  }

  /** Of changes that race each is decided on what the one before it left. */
  private async change(actor: Principal, id: number, decide: Change): Promise<BookingDto> {
    for (;;) {
      const row = await this.read(id);
      const { version, attendance_contest_reason: contestReason, ...booking } = row;
      const now = this.clock.now();
      const party = partyTo(partiesOf(booking), actor);
      const next = decide(
        { ...stateOf(booking), clientId: booking.client_id },
        { ...attendanceOf(booking), contestReason },
        party,
        now,
      );
      if (next === null) return shownTo(actor, booking, now);
      const [saved] = await this.database.rows<BookingRow>(SAVE, [
        ...[id, version, next.attendance, next.markedAt, next.markedBy, next.contestedAt, next.contestReason],
        ...[next.decidedAt, now, actorText({ ...actor, role: party })],
      ]);
      if (saved) return shownTo(actor, saved, now);
    }
  }

  private async read(id: number): Promise<Row> {
    const [row] = await this.database.rows<Row>(READ, [id]);
    if (!row) throw new BookingNotFoundError();
    return row;
  }
}
