import { Injectable } from '@nestjs/common';
import { UnsubscribeLinksService } from '../../auth/links/unsubscribe-links.service.js';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { DeliveryTooEarlyError } from '../../outbox/channel.js';
import { boundsOf, digestAt, isOvertaken } from '../domain/moments.js';
import { mailOf } from '../mail/render.js';
import type { DaySession } from '../messages/facts.js';
import { readerOf, ReadersService } from '../readers.service.js';
import { factsOf, type FactsRow } from '../session-facts.js';
import { type Composed, NOBODY, UNWANTED } from './letter.js';

/** Bookings `b` as they are now. */
export const SESSIONS = `
  SELECT b.id AS booking_id, coach.full_name AS coach, client.full_name AS client, b.session_type_name, b.slot_number, b.series_id,
         s.time_zone AS coach_zone, 'system' AS actor_role, b.status AS from_status,
         coalesce((SELECT location_kind = 'video' FROM session_types WHERE id = b.session_type_id), false) AS is_video, b.status AS to_status,
         b.pay_until, b.payment_minor AS amount_minor, b.currency,
         NULL::timestamptz AS from_time, b.scheduled_at AS to_time, extract(epoch FROM b.ends_at - b.scheduled_at)::float8 AS seconds
    FROM bookings b
    JOIN users coach ON coach.id = b.coach_id
    JOIN users client ON client.id = b.client_id
    LEFT JOIN schedules s ON s.coach_id = b.coach_id
   WHERE b.kind = 'booking'`;

const CONFIRMED = `${SESSIONS} AND b.id = $1 AND b.sequence = $2 AND b.status = 'confirmed' AND b.scheduled_at > $3`;
const OF_DAY = `
  ${SESSIONS} AND b.coach_id = $1 AND b.status IN ('pending', 'confirmed') AND b.scheduled_at >= $2 AND b.scheduled_at < $3
     AND b.group_session_id IS NULL
   ORDER BY b.scheduled_at, b.id`;

/** Each group session once, with the number of its seats. */
const GROUP_SESSIONS_OF_DAY = `
  SELECT g.id AS booking_id, coach.full_name AS coach, '' AS client, g.session_type_name, NULL AS slot_number,
         s.time_zone AS coach_zone, 'system' AS actor_role, 'confirmed' AS from_status, 'confirmed' AS to_status,
         NULL::timestamptz AS from_time, g.starts_at AS to_time, extract(epoch FROM g.ends_at - g.starts_at)::float8 AS seconds,
         g.capacity AS all, seats.booked, seats.unconfirmed
    FROM group_sessions g
    JOIN users coach ON coach.id = g.coach_id
    LEFT JOIN schedules s ON s.coach_id = g.coach_id
   CROSS JOIN LATERAL (
     SELECT count(*)::integer AS booked, (count(*) FILTER (WHERE b.status = 'pending'))::integer AS unconfirmed FROM bookings b
      WHERE b.group_session_id = g.id AND b.kind = 'booking' AND b.status <> 'cancelled') seats
   WHERE g.coach_id = $1 AND g.cancelled_at IS NULL AND g.starts_at >= $2 AND g.starts_at < $3
   ORDER BY g.starts_at, g.id`;

type GroupSessionRow = FactsRow & Required<DaySession>['seats'];

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
    private readonly config: Config,
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
    const facts = { ...factsOf(row, this.config.appUrl), minutes };
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
    const sessions = await this.sessionsBetween(userId, start, end);
    if (sessions.length === 0) return 'There are no sessions on that day any more.';
    const facts = { startsAt: start, sessions, url: null };
    const mail = mailOf('coach.day', { ...readerOf(recipient, zone), zone }, facts, this.extras(userId));
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }

  private async sessionsBetween(coachId: number, start: Date, end: Date): Promise<DaySession[]> {
    const day = [coachId, start, end];
    const single = await this.database.rows<FactsRow>(OF_DAY, day);
    const groups = await this.database.rows<GroupSessionRow>(GROUP_SESSIONS_OF_DAY, day);
    const sessions = [
      ...single.map((row): DaySession => factsOf(row)),
      ...groups.map(({ booked, unconfirmed, all, ...row }) => ({
        ...factsOf(row),
        seats: { booked, unconfirmed, all },
      })),
    ];
    return sessions.toSorted((one, other) => Number(one.startsAt) - Number(other.startsAt));
  }

  private extras(userId: number) {
    return { unsubscribeUrl: this.unsubscribing.urlFor(userId, 'reminders') };
  }
}
