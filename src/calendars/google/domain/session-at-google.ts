/** The part of a calendar event that is written. */
interface WantedEvent {
  readonly summary: string;
  readonly start: Date;
  readonly end: Date;
  readonly status: string | null;
  readonly location: string | null;
}

/** Whether we wrote the event with this id, also for an earlier connection. `installation` is ours. */
export function isOurs(eventId: string, installation: string): boolean {
  return /^(booking|groupsession)\d+i/.test(eventId) && eventId.endsWith(`i${installation.replaceAll('-', '')}`);
}

/** A session as Google takes it. Nobody is invited: mails do that. A pending session is tentative. */
export function eventBody({ summary, start, end, status, location }: WantedEvent) {
  return {
    summary,
    location: location ?? '',
    status: status === 'TENTATIVE' ? 'tentative' : 'confirmed',
    start: { dateTime: start.toISOString() },
    end: { dateTime: end.toISOString() },
  };
}
