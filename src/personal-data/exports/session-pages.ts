import type { CalendarEvent } from '../../icalendar/calendar.js';
import { groupSessionEvent } from '../../bookings/calendar/group-session-event.js';
import { plainTitle, sessionEvent } from '../../bookings/calendar/session-event.js';
import type { CalendarGroupSession } from '../../bookings/calendar/group-session-event.js';
import type { CalendarSession } from '../../bookings/calendar/session-event.js';
import type { Locale } from '../../users/locale.js';
import type { Pages } from './part-texts.js';

/** A coach's group session stands in it once, not each of its seats. */
export const SESSIONS = `
  SELECT to_json(r) AS row FROM (
    SELECT b.id, b.sequence, b.status, b.scheduled_at, b.ends_at, b.updated_at, b.session_type_name FROM bookings b
     WHERE (b.client_id = $1 OR b.coach_id = $1 AND b.group_session_id IS NULL) AND b.kind = 'booking' AND b.scheduled_at IS NOT NULL
     ORDER BY b.scheduled_at, b.id) r`;
export const GROUP_SESSIONS = `
  SELECT to_json(r) AS row FROM (
    SELECT g.id, g.sequence, g.cancelled_at IS NOT NULL AS is_cancelled, g.starts_at, g.ends_at, g.updated_at, g.session_type_name
      FROM group_sessions g WHERE g.coach_id = $1 ORDER BY g.starts_at, g.id) r`;

/** For whom the calendar is, and where it comes from. */
export interface CalendarOwner {
  readonly locale: Locale;
  readonly installation: string;
}

/** Sessions as events without names. */
export async function* eventsOf(
  sessions: Pages,
  groupSessions: Pages,
  { locale, installation }: CalendarOwner,
): AsyncGenerator<CalendarEvent[]> {
  for await (const rows of sessions) {
    yield (rows as unknown as CalendarSession[]).map((row) => sessionEvent(row, installation, plainTitle(row, locale)));
  }
  for await (const rows of groupSessions) {
    const group = rows as unknown as CalendarGroupSession[];
    yield group.map((row) => groupSessionEvent(row, installation, row.session_type_name));
  }
}
