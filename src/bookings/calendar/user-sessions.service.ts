import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { SESSION_COLUMNS, SESSION_JOINS } from './session-columns.js';
import type { CalendarGroupSession } from './group-session-event.js';
import type { CalendarSession } from './session-event.js';

/** By the index of a coach's calendar; the bookings of a client are few. */
const ofPerson = (own: string) => `
  SELECT ${SESSION_COLUMNS}
    FROM bookings b ${SESSION_JOINS}
   WHERE ${own} AND b.kind = 'booking'
     AND coalesce(b.scheduled_at, 'infinity') >= $2 AND coalesce(b.scheduled_at, 'infinity') < $3
     AND (b.status <> 'cancelled' OR b.updated_at >= $4 AND coalesce(
           (SELECT max(h.at) FROM booking_history h WHERE h.booking_id = b.id AND h.to_status = 'cancelled'), b.updated_at) >= $4)
   ORDER BY b.scheduled_at, b.id`;

const STATEMENT = {
  coach: ofPerson('b.coach_id = $1 AND b.group_session_id IS NULL'),
  client: ofPerson('b.client_id = $1'),
} as const;

const GROUP_SESSION = `
  SELECT g.id, g.sequence, g.cancelled_at IS NOT NULL AS is_cancelled, g.starts_at, g.ends_at, g.updated_at, g.session_type_name,
         t.location, g.capacity, (SELECT count(*)::integer FROM bookings b
           WHERE b.group_session_id = g.id AND b.kind = 'booking' AND b.status <> 'cancelled') AS seats
    FROM group_sessions g LEFT JOIN LATERAL (SELECT location FROM session_types WHERE id = g.session_type_id LIMIT 1) t ON true`;

const GROUP_SESSIONS = `${GROUP_SESSION}
   WHERE g.coach_id = $1 AND g.starts_at >= $2 AND g.starts_at < $3 AND coalesce(g.cancelled_at >= $4, true)
   ORDER BY g.starts_at, g.id`;

const ONE = `
  SELECT ${SESSION_COLUMNS} FROM bookings b ${SESSION_JOINS} WHERE b.id = $1 AND b.kind = 'booking' AND b.scheduled_at IS NOT NULL`;
const ONE_GROUP_SESSION = `${GROUP_SESSION} WHERE g.id = $1`;

/** Which sessions of somebody are wanted. */
export interface SessionPeriod {
  /** They start from here on … */
  readonly start: Date;
  /** … and before this. */
  readonly end: Date;
  /** Those that were cancelled before are left out. */
  readonly cancelledSince: Date;
}

/** Reads the sessions of a client or a coach, as their calendar shows them. */
@Injectable()
export class UserSessionsService {
  constructor(private readonly database: Database) {}

  /** Without the seats of a coach's group sessions. */
  list(userId: number, role: 'client' | 'coach', period: SessionPeriod): Promise<CalendarSession[]> {
    const { start, end, cancelledSince } = period;
    return this.database.rows<CalendarSession>(STATEMENT[role], [userId, start, end, cancelledSince]);
  }

  /** Each group session of a coach once, however many take part. */
  listGroupSessions(coachId: number, { start, end, cancelledSince }: SessionPeriod): Promise<CalendarGroupSession[]> {
    return this.database.rows<CalendarGroupSession>(GROUP_SESSIONS, [coachId, start, end, cancelledSince]);
  }

  /** A booking that has a time. */
  async find(bookingId: number): Promise<CalendarSession | undefined> {
    return (await this.database.rows<CalendarSession>(ONE, [bookingId]))[0];
  }

  async findGroupSession(id: number): Promise<CalendarGroupSession | undefined> {
    return (await this.database.rows<CalendarGroupSession>(ONE_GROUP_SESSION, [id]))[0];
  }
}
