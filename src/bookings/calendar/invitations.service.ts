import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import type { Locale } from '../../users/locale.js';
import { sessionEnd } from '../domain/slot.js';
import { type Invitation, invitationOf } from './invitation.js';
import { INSTALLATION, SESSION_COLUMNS, SESSION_JOINS } from './session-columns.js';
import type { CalendarSession } from './session-event.js';

/** The recipient is a party of the booking, and no tombstone. A coach's calendar has a group session once, not each of its seats. */
const FOR_RECIPIENT = `
  SELECT ${SESSION_COLUMNS}, ${INSTALLATION} AS installation, r.full_name AS recipient_name, r.email, b.coach_id = r.id AS "isCoach",
         (SELECT from_time FROM booking_history h
           WHERE h.booking_id = b.id AND b.scheduled_at IS NULL AND h.from_time IS NOT NULL ORDER BY h.id DESC LIMIT 1) AS last_time
    FROM bookings b ${SESSION_JOINS}
    JOIN users r ON r.id = $2 AND r.id IN (b.coach_id, b.client_id) AND r.email IS NOT NULL
   WHERE b.id = $1 AND b.kind = 'booking' AND (b.group_session_id IS NULL OR b.client_id = r.id)`;

type Row = Omit<CalendarSession, 'scheduled_at' | 'ends_at'> & {
  readonly scheduled_at: string | null;
  readonly ends_at: string | null;
  readonly last_time: string | null;
  readonly installation: string;
  readonly recipient_name: string;
  readonly email: string;
  readonly isCoach: boolean;
};

/** Writes the calendars that mails about bookings carry. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
  ) {}

  /**
   * The booking as it is now, for one of its parties: a mail that is sent late, or twice, says what is true. Null for a booking
   * that never had a time, for anybody else, and for the coach of a seat.
   */
  async invitationFor(bookingId: number, recipientId: number, locale: Locale): Promise<Invitation | null> {
    const [row] = await this.database.rows<Row>(FOR_RECIPIENT, [bookingId, recipientId]);
    const session = row && sessionOf(row);
    if (!row || !session) return null;
    return invitationOf({
      session,
      installation: row.installation,
      isWithdrawn: row.scheduled_at === null,
      party: row.isCoach ? 'coach' : 'client',
      recipient: { name: row.recipient_name, address: row.email },
      sender: this.config.mailFrom.address,
      locale,
      appUrl: this.config.appUrl,
    });
  }
}

/** With the last time that it had, if it has none now. Only bookings of a slot can lose their time. */
function sessionOf({ scheduled_at, ends_at, last_time, ...row }: Row): CalendarSession | null {
  if (scheduled_at !== null && ends_at !== null) return { ...row, scheduled_at, ends_at };
  if (last_time === null) return null;
  return { ...row, scheduled_at: last_time, ends_at: sessionEnd(new Date(last_time)).toISOString() };
}
