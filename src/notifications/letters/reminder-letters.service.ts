import { Injectable } from '@nestjs/common';
import { UnsubscribeLinksService } from '../../auth/links/unsubscribe-links.service.js';
import { Database } from '../../database/database.js';
import { DeliveryTooEarlyError } from '../../outbox/channel.js';
import { boundsOf, digestAt, isOvertaken } from '../domain/moments.js';
import { mailOf } from '../mail/render.js';
import { readerOf, ReadersService } from '../readers.service.js';
import { factsOf, type FactsRow } from '../session-facts.js';
import { type Composed, NOBODY, UNWANTED } from './letter.js';

/** Bookings `b` as they are now. */
const SESSIONS = `
  SELECT b.id AS booking_id, coach.full_name AS coach, client.full_name AS client, b.session_type_name, b.slot_number,
         s.time_zone AS coach_zone, 'system' AS actor_role, b.status AS from_status, b.status AS to_status,
         NULL::timestamptz AS from_time, b.scheduled_at AS to_time, extract(epoch FROM b.ends_at - b.scheduled_at)::float8 AS seconds
    FROM bookings b
    JOIN users coach ON coach.id = b.coach_id
    JOIN users client ON client.id = b.client_id
    LEFT JOIN schedules s ON s.coach_id = b.coach_id
   WHERE b.kind = 'booking'`;

const CONFIRMED = `${SESSIONS} AND b.id = $1 AND b.sequence = $2 AND b.status = 'confirmed' AND b.scheduled_at > $3`;
const OF_DAY = `
  ${SESSIONS} AND b.coach_id = $1 AND b.status IN ('pending', 'confirmed') AND b.scheduled_at >= $2 AND b.scheduled_at < $3
   ORDER BY b.scheduled_at, b.id`;

/** Which session to remind of, and how long before. */
export interface ReminderData {
  readonly booking_id: number;
  readonly sequence: number;
  readonly minutes: number;
}

/** Writes the mails that remind of sessions. Everyone can end them with one click. */
@Injectable()
export class ReminderLettersService {
  constructor(
    private readonly database: Database,
    private readonly readers: ReadersService,
    private readonly unsubscribing: UnsubscribeLinksService,
  ) {}

  /** None for a session that was moved or cancelled meanwhile, or when a later reminder is due as well. */
  async reminder(userId: number, { booking_id, sequence, minutes }: ReminderData, now: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (!recipient.wants.reminders || !recipient.reminderMinutes.includes(minutes)) return UNWANTED;
    const [row] = await this.database.rows<FactsRow>(CONFIRMED, [booking_id, sequence, now]);
    if (!row?.to_time) return 'The session was moved or cancelled.';
    if (isOvertaken(new Date(row.to_time), minutes, recipient.reminderMinutes, now)) {
      return 'A later reminder of the same session is due, too.';
    }
    const facts = { ...factsOf(row), minutes };
    const mail = mailOf('booking.reminder', readerOf(recipient, row.coach_zone), facts, this.extras(userId));
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }

  /** The sessions of a coach on `date`. Throws DeliveryTooEarlyError when the coach has moved to a zone where it is not 06:00 yet. */
  async day(userId: number, date: string, now: Date): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    const zone = recipient?.scheduleZone ?? null;
    if (!recipient || zone === null) return NOBODY;
    if (!recipient.wants.reminders) return UNWANTED;
    const dueAt = digestAt(zone, date);
    if (dueAt > now) throw new DeliveryTooEarlyError(dueAt);
    const { start, end } = boundsOf(zone, date);
    const rows = await this.database.rows<FactsRow>(OF_DAY, [userId, start, end]);
    if (rows.length === 0) return 'There are no sessions on that day any more.';
    const facts = { startsAt: start, sessions: rows.map(factsOf), url: null };
    const mail = mailOf('coach.day', { ...readerOf(recipient, zone), zone }, facts, this.extras(userId));
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }

  private extras(userId: number) {
    return { unsubscribeUrl: this.unsubscribing.urlFor(userId, 'reminders') };
  }
}
