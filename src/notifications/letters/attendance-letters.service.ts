import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { AttendanceMessage } from '../domain/attendance-telling.js';
import { mailOf } from '../mail/render.js';
import { readerOf, ReadersService } from '../readers.service.js';
import { attendanceFactsOf, type AttendanceRow, FACTS_COLUMNS, FACTS_JOINS } from '../session-facts.js';
import { type Composed, NOBODY, UNWANTED } from './letter.js';

const EVENT = `
  SELECT ${FACTS_COLUMNS}, b.attendance, b.attendance_contested_at IS NOT NULL AND b.attendance_decided_at IS NULL AS is_contested
    FROM events e ${FACTS_JOINS} WHERE e.id = $1`;

type EventRow = AttendanceRow & { readonly attendance: string | null; readonly is_contested: boolean };

/** Writes the mails about who came to sessions. */
@Injectable()
export class AttendanceLettersService {
  constructor(
    private readonly database: Database,
    private readonly readers: ReadersService,
  ) {}

  /** None when it is not so any more. */
  async compose(message: AttendanceMessage, userId: number, eventId: number): Promise<Composed> {
    const recipient = await this.readers.find(userId);
    if (!recipient) return NOBODY;
    if (!recipient.wants.bookings) return UNWANTED;
    const [row] = await this.database.rows<EventRow>(EVENT, [eventId]);
    if (!row) return 'The event is too old.';
    if (message === 'attendance.contested' ? !row.is_contested : row.attendance !== row.to_attendance) {
      return 'Something else was said since.';
    }
    const mail = mailOf(message, readerOf(recipient, row.coach_zone), attendanceFactsOf(row));
    return { to: { name: recipient.name, address: recipient.email }, mail };
  }
}
