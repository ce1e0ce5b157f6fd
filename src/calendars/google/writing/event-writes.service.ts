import { Injectable } from '@nestjs/common';
import { groupSessionEvent, seatsTitle } from '../../../bookings/calendar/group-session-event.js';
import { joinPage, namedTitle, sessionEvent } from '../../../bookings/calendar/session-event.js';
import { UserSessionsService } from '../../../bookings/calendar/user-sessions.service.js';
import { Config } from '../../../config/config.js';
import { Database } from '../../../database/database.js';
import type { CalendarEvent } from '../../../icalendar/calendar.js';
import { Clock } from '../../../time/clock.js';
import type { Locale } from '../../../users/locale.js';
import { GoogleCalendarsService } from '../api/google-calendars.service.js';
import { GoogleError, type GoogleFault } from '../api/google-error.js';
import { compare, type GoogleEvent, type Span } from '../domain/google-event.js';
import { eventBody } from '../domain/session-at-google.js';
import { type ClaimedEvent, type Version, WrittenEventsService } from './written-events.service.js';

const LOCALE = `SELECT u.locale FROM google_calendars g JOIN users u ON u.id = g.coach_id WHERE g.calendar_id = $1`;

const GONE: readonly GoogleFault[] = ['not-found', 'gone'];
const isFault = (error: unknown, ...faults: readonly GoogleFault[]): error is GoogleError =>
  error instanceof GoogleError && faults.includes(error.fault);

/** Makes one event at Google what its session is now. What the coach did to it there is never overwritten, but noted as a conflict. */
@Injectable()
export class EventWritesService {
  constructor(
    private readonly database: Database,
    private readonly sessions: UserSessionsService,
    private readonly google: GoogleCalendarsService,
    private readonly events: WrittenEventsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Throws GoogleErrors. */
  async write(event: ClaimedEvent): Promise<void> {
    const wanted = await this.wanted(event);
    if (wanted === null) return this.withdraw(event);
    const conflict = await this.events.conflictOf(event);
    if (conflict === undefined) {
      await this.put(event, wanted);
      return;
    }
    if (conflict.startsAt === null || Date.parse(conflict.startsAt) !== wanted.start.getTime()) {
      return this.events.rest(event, this.clock.now());
    }
    // The session has moved to where the coach had put it.
    if (await this.put({ ...event, etag: conflict.etag }, wanted)) await this.events.settle(event);
  }

  /** The event of a session that takes place; null when it does not. */
  private async wanted({ calendarId, kind, subjectId }: ClaimedEvent): Promise<CalendarEvent | null> {
    const [coach] = await this.database.rows<{ locale: Locale }>(LOCALE, [calendarId]);
    if (!coach) return null;
    if (kind === 'booking') {
      const session = await this.sessions.find(subjectId);
      if (!session || session.status === 'cancelled') return null;
      const location = session.location ?? joinPage(this.config.appUrl, session);
      return { ...sessionEvent(session, '', namedTitle(session, 'coach', coach.locale)), location };
    }
    const session = await this.sessions.findGroupSession(subjectId);
    if (!session || session.is_cancelled) return null;
    return { ...groupSessionEvent(session, '', seatsTitle(session, coach.locale)), location: session.location };
  }

  private async withdraw(event: ClaimedEvent): Promise<void> {
    // A process that died may have written it without noting it.
    if (event.etag !== null || event.attempts > 1) {
      await this.google
        .call(event.calendarId, { method: 'DELETE', path: `/${event.eventId}` })
        .catch((error: unknown) => {
          if (!isFault(error, ...GONE)) throw error;
        });
    }
    await this.events.drop(event, this.clock.now());
  }

  /** False when somebody changed the event at Google since we wrote it. */
  private async put(event: ClaimedEvent, wanted: CalendarEvent): Promise<boolean> {
    const body = eventBody(wanted);
    try {
      const { etag } = event.etag === null ? await this.insert(event, body) : await this.patch(event, body);
      await this.events.finish(event, versionOf(etag, wanted), this.clock.now());
      return true;
    } catch (error) {
      if (event.etag === null || !isFault(error, 'changed', ...GONE)) throw error;
      await this.overtaken(event, error.fault);
      return false;
    }
  }

  /** An event with this id is ours, too: it was written by a process that died, or deleted. */
  private async insert(event: ClaimedEvent, body: object): Promise<GoogleEvent> {
    try {
      const made = { id: event.eventId, ...body };
      return await this.google.call<GoogleEvent>(event.calendarId, { method: 'POST', path: '', body: made });
    } catch (error) {
      if (!isFault(error, 'exists')) throw error;
      return this.patch(event, body);
    }
  }

  private patch({ calendarId, eventId, etag }: ClaimedEvent, body: object): Promise<GoogleEvent> {
    return this.google.call<GoogleEvent>(calendarId, { method: 'PATCH', path: `/${eventId}`, body, ifMatch: etag });
  }

  private async overtaken(event: ClaimedEvent, fault: GoogleFault): Promise<void> {
    const now = this.clock.now();
    const found = fault === 'changed' ? await this.look(event) : null;
    if (found === null) {
      await this.events.noteConflict(event, { kind: 'deleted' }, '', now);
      return this.events.rest(event, now);
    }
    const written = writtenSpan(event);
    const change = compare(written, found, 'UTC');
    const etag = found.etag ?? '';
    if (change.kind === 'same') {
      // Only its title or its colour: ours is written over it, at once.
      return this.events.finish({ ...event, wanted: -1 }, { etag, ...written }, now);
    }
    await this.events.noteConflict(event, change, etag, now);
    await this.events.rest(event, now);
  }

  private async look({ calendarId, eventId }: ClaimedEvent): Promise<GoogleEvent | null> {
    try {
      return await this.google.call<GoogleEvent>(calendarId, { method: 'GET', path: `/${eventId}` });
    } catch (error) {
      if (isFault(error, ...GONE)) return null;
      throw error;
    }
  }
}

const versionOf = (etag: string | undefined, { start, end }: CalendarEvent): Version => ({
  ...{ etag: etag ?? '', start: start.getTime(), end: end.getTime() },
});

const writtenSpan = ({ startsAt, endsAt }: ClaimedEvent): Span => ({
  ...{ start: Date.parse(startsAt ?? ''), end: Date.parse(endsAt ?? '') },
});
