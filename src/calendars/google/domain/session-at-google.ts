import type { CalendarEvent } from '../../../icalendar/calendar.js';

/** Whether we wrote the event with this id, also for an earlier connection. `installation` is ours. */
export function isOurs(eventId: string, installation: string): boolean {
  return /^(booking|groupsession)\d+i/.test(eventId) && eventId.endsWith(`i${installation.replaceAll('-', '')}`);
}

/** A session as Google takes it. Nobody is invited: mails do that. A pending session is tentative. */
export function eventBody({ summary, start, end, status, location }: CalendarEvent) {
  return {
    summary,
    location: location ?? '',
    status: status === 'TENTATIVE' ? 'tentative' : 'confirmed',
    start: { dateTime: start.toISOString() },
    end: { dateTime: end.toISOString() },
  };
}
