import type { CalendarEvent } from '../../icalendar/calendar.js';
import type { Locale } from '../../users/locale.js';
import { CALENDAR_TEXTS } from './calendar-texts.js';

/** A group session, as its coach's calendar shows it. */
export interface CalendarGroupSession {
  readonly id: number;
  readonly sequence: number;
  readonly is_cancelled: boolean;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly updated_at: string;
  readonly session_type_name: string;
  readonly location: string | null;
  readonly capacity: number;
  /** Those that are booked. */
  readonly seats: number;
}

/** The event of a group session, without place and seats. */
export function groupSessionEvent(session: CalendarGroupSession, installation: string, summary: string): CalendarEvent {
  return {
    uid: `group-session-${session.id}@${installation}`,
    sequence: session.sequence,
    changedAt: new Date(session.updated_at),
    start: new Date(session.starts_at),
    end: new Date(session.ends_at),
    summary,
    status: session.is_cancelled ? 'CANCELLED' : 'CONFIRMED',
    ...{ location: null, organizer: null, attendee: null, alarm: null },
  };
}

/** The title with the number of seats that are booked. */
export function seatsTitle({ session_type_name, seats, capacity }: CalendarGroupSession, locale: Locale): string {
  return CALENDAR_TEXTS[locale].seats(session_type_name, seats, capacity);
}
