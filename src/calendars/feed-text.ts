import { CALENDAR_TEXTS } from '../bookings/calendar/calendar-texts.js';
import { type CalendarGroupSession, groupSessionEvent, seatsTitle } from '../bookings/calendar/group-session-event.js';
import {
  type CalendarSession,
  joinPage,
  namedTitle,
  plainTitle,
  sessionEvent,
} from '../bookings/calendar/session-event.js';
import { type CalendarEvent, calendarText } from '../icalendar/calendar.js';
import type { Locale } from '../users/locale.js';
import type { Detail } from './calendar-feed.entity.js';

/** How often calendars are asked to look for changes. */
const REFRESH_MINUTES = 60;

/** Whose calendar it is, and how much of it is shown. */
export interface FeedView {
  readonly detail: Detail;
  readonly role: 'client' | 'coach';
  readonly locale: Locale;
  readonly installation: string;
  readonly appUrl: string | null;
}

/** The calendar of one user, for subscribers. Alarms are theirs to set. */
export function feedText(
  view: FeedView,
  sessions: readonly CalendarSession[],
  groupSessions: readonly CalendarGroupSession[],
): string {
  const texts = CALENDAR_TEXTS[view.locale];
  return calendarText({
    method: null,
    feed: { name: view.detail === 'busy' ? texts.busy : texts.sessions, refreshMinutes: REFRESH_MINUTES },
    events: [
      ...sessions.map((session) => EVENT[view.detail](session, view)),
      ...groupSessions.map((session) => GROUP_EVENT[view.detail](session, view)),
    ],
  });
}

const EVENT: Record<Detail, (session: CalendarSession, view: FeedView) => CalendarEvent> = {
  full: (session, { role, locale, installation, appUrl }) => ({
    ...sessionEvent(session, installation, namedTitle(session, role, locale)),
    location: session.location,
    conference: joinPage(appUrl, session),
  }),
  titles: (session, { locale, installation }) => sessionEvent(session, installation, plainTitle(session, locale)),
  // Whether it is confirmed is nobody's business; that it is off must be said, or calendars would go on showing it.
  busy: (session, { locale, installation }) => ({
    ...sessionEvent(session, installation, CALENDAR_TEXTS[locale].busy),
    status: session.status === 'cancelled' ? 'CANCELLED' : null,
  }),
};

const GROUP_EVENT: Record<Detail, (session: CalendarGroupSession, view: FeedView) => CalendarEvent> = {
  full: (session, { locale, installation }) => ({
    ...groupSessionEvent(session, installation, seatsTitle(session, locale)),
    location: session.location,
  }),
  titles: (session, { installation }) => groupSessionEvent(session, installation, session.session_type_name),
  busy: (session, { locale, installation }) => ({
    ...groupSessionEvent(session, installation, CALENDAR_TEXTS[locale].busy),
    status: session.is_cancelled ? 'CANCELLED' : null,
  }),
};
