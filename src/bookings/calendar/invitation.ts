import { calendarText, type CalendarUser } from '../../icalendar/calendar.js';
import type { Locale } from '../../users/locale.js';
import { type CalendarSession, joinPage, namedTitle, sessionEvent } from './session-event.js';

/** Minutes before a session at which calendars remind of it, unless their owner wants it otherwise. */
export const ALARM_MINUTES = 30;

/** A calendar that a mail carries: it puts a session into the reader's calendar, moves it there, or takes it out (RFC 5546). */
export interface Invitation {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** The session, and what its reader is to see of it. */
export interface InvitationFacts {
  readonly session: CalendarSession;
  readonly installation: string;
  /** Whether it has lost its time: `session` then has the last one that it had. */
  readonly isWithdrawn: boolean;
  readonly party: 'client' | 'coach';
  readonly recipient: CalendarUser;
  /** The address that mails are from: nobody learns the address of the other party. */
  readonly sender: string;
  readonly locale: Locale;
  readonly appUrl: string | null;
}

export function invitationOf(facts: InvitationFacts): Invitation {
  const { session, installation, isWithdrawn, party, recipient, sender, locale, appUrl } = facts;
  const isOff = isWithdrawn || session.status === 'cancelled';
  const method = isOff ? 'CANCEL' : 'REQUEST';
  const event = sessionEvent(session, installation, namedTitle(session, party, locale));
  const content = calendarText({
    method,
    events: [
      {
        ...event,
        status: isOff ? 'CANCELLED' : event.status,
        location: session.location,
        conference: isOff ? null : joinPage(appUrl, session),
        organizer: { name: session.coach_name, address: sender },
        attendee: { ...recipient, hasAccepted: !(party === 'coach' && session.status === 'pending') },
        alarm: isOff ? null : ALARM_MINUTES,
      },
    ],
  });
  return { method, content };
}
