import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { SESSION_COLUMNS, SESSION_JOINS } from './session-columns.js';
import type { CalendarSession } from './session-event.js';

/** By the index of a coach's calendar; the bookings of a client are few. */
const ofPerson = (column: 'coach_id' | 'client_id') => `
  SELECT ${SESSION_COLUMNS}
    FROM bookings b ${SESSION_JOINS}
   WHERE b.${column} = $1 AND b.kind = 'booking'
     AND coalesce(b.scheduled_at, 'infinity') >= $2 AND coalesce(b.scheduled_at, 'infinity') < $3
     AND (b.status <> 'cancelled' OR b.updated_at >= $4 AND coalesce(
           (SELECT max(h.at) FROM booking_history h WHERE h.booking_id = b.id AND h.to_status = 'cancelled'), b.updated_at) >= $4)
   ORDER BY b.scheduled_at, b.id`;

const STATEMENT = { coach: ofPerson('coach_id'), client: ofPerson('client_id') } as const;

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

  list(userId: number, role: 'client' | 'coach', period: SessionPeriod): Promise<CalendarSession[]> {
    const { start, end, cancelledSince } = period;
    return this.database.rows<CalendarSession>(STATEMENT[role], [userId, start, end, cancelledSince]);
  }
}
