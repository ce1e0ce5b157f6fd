import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Locale, Reader } from './messages/facts.js';

/** Somebody whom we write to. */
export interface Recipient extends Omit<Reader, 'role' | 'zone'> {
  readonly id: number;
  readonly role: Reader['role'];
  readonly email: string;
  /** Their own choice; null when they made none. */
  readonly zone: string | null;
  /** Of a coach's schedule. */
  readonly scheduleZone: string | null;
  readonly wants: Readonly<Record<'bookings' | 'reminders' | 'waitlist' | 'reviews', boolean>>;
  readonly reminderMinutes: readonly number[];
}

const FIND = `
  SELECT u.id, u.role, u.email, u.full_name AS name, u.locale, u.time_zone AS zone, s.time_zone AS "scheduleZone",
         json_build_object('bookings', u.mail_bookings, 'reminders', u.mail_reminders, 'waitlist', u.mail_waitlist,
                           'reviews', u.mail_reviews) AS wants,
         u.reminder_minutes AS "reminderMinutes"
    FROM users u LEFT JOIN schedules s ON s.coach_id = u.id
   WHERE u.id = $1 AND u.is_active AND u.deleted_at IS NULL`;

/** The people whom we write to, in their language and time zone. */
@Injectable()
export class ReadersService {
  constructor(private readonly database: Database) {}

  /** Undefined when the user was deactivated or deleted. */
  async find(userId: number): Promise<Recipient | undefined> {
    const [recipient] = await this.database.rows<Recipient>(FIND, [userId]);
    return recipient;
  }
}

/** Times are written in the zone of the settings; else of a coach's schedule; else of the coach with whom the client trains. */
export const readerOf = (
  {
    name,
    role,
    locale,
    zone,
    scheduleZone,
  }: Pick<Recipient, 'name' | 'role' | 'zone' | 'scheduleZone'> & { locale: Locale },
  coachZone: string | null,
): Reader => ({ name, role, locale, zone: zone ?? scheduleZone ?? coachZone ?? 'UTC' });
