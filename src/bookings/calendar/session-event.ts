import type { CalendarEvent } from '../../icalendar/calendar.js';
import type { Locale } from '../../users/locale.js';
import type { BookingStatus } from '../domain/booking-status.js';
import { CALENDAR_TEXTS, type Viewer } from './calendar-texts.js';

/** A booking with a time, as its row shows it. Neither notes nor reasons: they never stand in a calendar. */
export interface CalendarSession {
  readonly id: number;
  readonly sequence: number;
  readonly status: BookingStatus;
  readonly scheduled_at: string;
  readonly ends_at: string;
  readonly updated_at: string;
  readonly session_type_name: string | null;
  readonly location: string | null;
  readonly is_video: boolean;
  readonly coach_name: string;
  readonly client_name: string;
}

/** A cancelled session is not busy, and both a completed and a confirmed one take place. */
const STATUS = {
  pending: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  completed: 'CONFIRMED',
  cancelled: 'CANCELLED',
} as const;

/** The event of a session, without names: what everybody may see who may see the session at all. */
export function sessionEvent(session: CalendarSession, installation: string, summary: string): CalendarEvent {
  return {
    uid: `booking-${session.id}@${installation}`,
    sequence: session.sequence,
    changedAt: new Date(session.updated_at),
    start: new Date(session.scheduled_at),
    end: new Date(session.ends_at),
    summary,
    status: STATUS[session.status],
    location: null,
    organizer: null,
    attendee: null,
    alarm: null,
  };
}

/** The page that leads into the room of a confirmed video session. Without APP_URL there is none. */
export const joinPage = (appUrl: string | null, { id, is_video, status }: CalendarSession): string | null =>
  appUrl === null || !is_video || status !== 'confirmed' ? null : `${appUrl}/join/${id}`;

/** The title with the names that the viewer needs: of the other party, or for admins of both. */
export function namedTitle(session: CalendarSession, viewer: Viewer, locale: Locale): string {
  const { coach_name: coach, client_name: client } = session;
  const texts = CALENDAR_TEXTS[locale];
  const title = plainTitle(session, locale);
  if (viewer === 'admin') return texts.of(title, client, coach);
  return texts.with(title, viewer === 'client' ? coach : client);
}

/** The title without names. */
export function plainTitle({ session_type_name }: CalendarSession, locale: Locale): string {
  return session_type_name ?? CALENDAR_TEXTS[locale].session;
}
