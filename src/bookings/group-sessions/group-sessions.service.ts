import { Injectable } from '@nestjs/common';
import { SessionTypeNotFoundError } from '../../availability/availability-errors.js';
import type { Handle } from '../../database/database.js';
import { catchUpIds } from '../../database/taken-ids.js';
import { actorText } from '../../database/acting.js';
import { BookingsBusyError, CoachNotFoundError } from '../domain/booking-errors.js';
import { CONFLICTS } from '../domain/time-refusal.js';
import { boundsCall, boundsValues, UNBOUND } from '../times/claim.js';
import { lengthOf } from '../times/situation.js';
import { SituationsService } from '../times/situations.service.js';
import { TimeBookingsService } from '../times/time-bookings.service.js';
import { NotForGroupsError } from './domain/group-session-errors.js';
import type { MakeGroupSessionDto } from './dto/group-session-requests.dto.js';
import type { CoachGroupSessionDto } from './dto/group-sessions.dto.js';
import { COACH_GROUP_SESSION_COLUMNS } from './group-session-columns.js';

const ATTEMPTS = 5;
const FEWEST_SEATS = 2;

/** A trigger makes the row of bookings that keeps the time, with the buffers of the session type. */
const INSERT = `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $1, true))
  INSERT INTO group_sessions AS g (coach_id, session_type_id, session_type_name, starts_at, ends_at, capacity, created_at, updated_at)
  SELECT $2::integer, $3, $4, $5::timestamptz, $6::timestamptz, $7, $8::timestamptz, $8
    FROM actor
   WHERE bookings_claim(coach => $2, client => NULL, starts => $5, ends => $6, before => $9, after => $10, moved => NULL,
                        is_own => false, at => $8, ${boundsCall(11)})
      ON CONFLICT DO NOTHING
  RETURNING ${COACH_GROUP_SESSION_COLUMNS}`;

/** Makes group sessions. They keep their coach's time like any session, also while nobody takes part. */
@Injectable()
export class GroupSessionsService {
  constructor(
    private readonly situations: SituationsService,
    private readonly times: TimeBookingsService,
  ) {}

  /** Bound by neither hours nor limits. Throws SessionTypeNotFoundError, NotForGroupsError and TimeNotFreeError. */
  async create(db: Handle, coachId: number, made: MakeGroupSessionDto): Promise<CoachGroupSessionDto> {
    const start = new Date(made.starts_at);
    const asked = { coachId, sessionTypeId: made.session_type_id, clientId: null, movedBookingIds: [], isOwn: false };
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const question = this.times.questionAt(start, asked, 'starts_at');
      const situation = await this.situations.loadAny(db, question);
      if (!situation) throw new CoachNotFoundError();
      const { type } = situation;
      if (type === null) throw new SessionTypeNotFoundError();
      if (type.capacity < FEWEST_SEATS) throw new NotForGroupsError();
      const { minutes, before, after } = lengthOf(type);
      this.situations.assertFree(situation, question, type, start, CONFLICTS);
      const end = new Date(start.getTime() + minutes * 60_000);
      const [session] = await db.rows<CoachGroupSessionDto>(INSERT, [
        ...[actorText({ id: coachId, role: 'coach' }), coachId, type.id, type.name, start, end],
        ...[made.capacity ?? type.capacity, question.now, before, after, ...boundsValues(UNBOUND)],
      ]);
      if (session) return session;
      if (attempt === 1) await catchUpIds(db, 'group_sessions');
    }
    throw new BookingsBusyError();
  }
}
