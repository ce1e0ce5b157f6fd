import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/access/principal.js';
import { Config } from '../../config/config.js';
import { Database } from '../../database/database.js';
import { calendarText } from '../../icalendar/calendar.js';
import type { Locale } from '../../users/locale.js';
import { BookingsReaderService } from '../bookings-reader.service.js';
import { isActive } from '../domain/booking-status.js';
import { BookingHasNoTimeError } from '../domain/booking-errors.js';
import { ALARM_MINUTES } from './invitation.js';
import { INSTALLATION, SESSION_COLUMNS, SESSION_JOINS } from './session-columns.js';
import { type CalendarSession, joinPage, namedTitle, sessionEvent } from './session-event.js';

/** For the reader `$2`, in their language. */
const ONE = `
  SELECT ${SESSION_COLUMNS}, ${INSTALLATION} AS installation, (SELECT locale FROM users WHERE id = $2) AS locale
    FROM bookings b ${SESSION_JOINS}
   WHERE b.id = $1 AND b.kind = 'booking' AND b.scheduled_at IS NOT NULL`;

type Row = CalendarSession & { readonly installation: string; readonly locale: Locale };

/** Writes a booking as a file that calendars open. */
@Injectable()
export class BookingCalendarService {
  constructor(
    private readonly database: Database,
    private readonly reader: BookingsReaderService,
    private readonly config: Config,
  ) {}

  /** For its client, its coach and admins. Errors: those of BookingsReaderService.find, and BookingHasNoTimeError. */
  async fileOf(reader: Principal, bookingId: number): Promise<string> {
    await this.reader.find(reader, bookingId);
    const [row] = await this.database.rows<Row>(ONE, [bookingId, reader.id]);
    if (!row) throw new BookingHasNoTimeError();
    return calendarText({
      method: 'PUBLISH',
      events: [
        {
          ...sessionEvent(row, row.installation, namedTitle(row, reader.role, row.locale)),
          location: row.location,
          conference: joinPage(this.config.appUrl, row),
          organizer: { name: row.coach_name, address: this.config.mailFrom.address },
          alarm: isActive(row.status) ? ALARM_MINUTES : null,
        },
      ],
    });
  }
}
