import { Injectable } from '@nestjs/common';
import { BusyTimesService } from '../../../availability/busy-times/busy-times.service.js';
import { merged } from '../../../availability/domain/schedule.js';
import { Database, type Transaction } from '../../../database/database.js';
import { readAgainIn } from '../domain/pauses.js';
import { busySpan, compare, type Found, type GoogleEvent } from '../domain/google-event.js';
import { isOurs } from '../domain/session-at-google.js';
import { MARK_COMING } from '../writing/marked-events.js';
import { WrittenEventsService } from '../writing/written-events.service.js';
import { type Read, WINDOW_DAYS } from './google-pages.service.js';

/** A calendar that this process reads now. */
export interface ClaimedCalendar {
  readonly calendarId: string;
  readonly coachId: number;
  readonly syncToken: string | null;
  readonly readFullyAt: string | null;
  readonly attempts: number;
  readonly failures: number;
  /** The coach's; null: the one of the calendar. */
  readonly zone: string | null;
  readonly installation: string;
}

/** An event of ours as it was before the reading, when no write of it waited. */
interface Written {
  readonly eventId: string;
  readonly kind: 'booking' | 'group_session';
  readonly subjectId: number;
  readonly attempts: number;
  readonly etag: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

const WRITTEN = `
  SELECT event_id AS "eventId", subject_kind AS kind, subject_id AS "subjectId", attempts, etag, starts_at AS "startsAt",
         ends_at AS "endsAt"
    FROM google_events WHERE calendar_id = $1 AND etag IS NOT NULL AND due_at IS NULL`;
const DONE = `
  UPDATE google_calendars SET sync_token = $3, read_fully_at = CASE WHEN $4 THEN $5 ELSE read_fully_at END, due_at = $6
   WHERE calendar_id = $1 AND attempts = $2 RETURNING calendar_id`;
const WORKS = `
  UPDATE external_calendars SET failing_since = NULL, fault = NULL, failures = 0, fetched_at = $2, read_at = $2 WHERE id = $1`;
const FAILED = `
  WITH fence AS (UPDATE google_calendars SET due_at = $5 WHERE calendar_id = $1 AND attempts = $2 RETURNING calendar_id)
  UPDATE external_calendars c SET failures = c.failures + 1, fault = $3, failing_since = coalesce(c.failing_since, $4)
    FROM fence WHERE c.id = fence.calendar_id`;
const FORGET_ALL = `DELETE FROM google_busy_events WHERE calendar_id = $1`;
const FORGET = `DELETE FROM google_busy_events WHERE calendar_id = $1 AND event_id = ANY ($2)`;
const KEEP = `
  INSERT INTO google_busy_events (calendar_id, event_id, starts_at, ends_at)
  SELECT DISTINCT ON (id) $1::uuid, id, starts_at, ends_at
    FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) AS e (id, starts_at, ends_at)
   ORDER BY id`;
const BUSY = `SELECT starts_at AS start, ends_at AS end FROM google_busy_events WHERE calendar_id = $1 AND ends_at > $2`;
const ADOPT = `
  WITH settled AS (
    DELETE FROM google_conflicts WHERE calendar_id = $1 AND subject_kind = $2 AND subject_id = $3
  )
  UPDATE google_events SET etag = $5
   WHERE calendar_id = $1 AND subject_kind = $2 AND subject_id = $3 AND attempts = $4 AND due_at IS NULL`;

const DAY_MS = 86_400_000;

/** Writes what a reading found: busy times, and what the coach did to our events. */
@Injectable()
export class ReadEventsService {
  constructor(
    private readonly database: Database,
    private readonly busyTimes: BusyTimesService,
    private readonly events: WrittenEventsService,
  ) {}

  /** Our events as they are before a reading: what we write meanwhile is no change of the coach's. */
  written(calendarId: string): Promise<Written[]> {
    return this.database.rows<Written>(WRITTEN, [calendarId]);
  }

  /** Nothing, when another process has begun to read the calendar since. */
  async apply(calendar: ClaimedCalendar, written: readonly Written[], read: Read, at: Date): Promise<void> {
    const { calendarId, attempts, coachId } = calendar;
    const isLast = await this.database.transaction(async (tx) => {
      const next = new Date(at.getTime() + readAgainIn(0) * 1000);
      const done = await tx.rows(DONE, [calendarId, attempts, read.syncToken, read.isFull, at, next]);
      if (done.length === 0) return false;
      await tx.rows(WORKS, [calendarId, at]);
      await this.keepBusy(tx, calendar, read, at);
      if (read.isFull) await tx.rows(MARK_COMING, [at, coachId]);
      return true;
    });
    if (isLast) await this.compareOurs(calendar, written, read, at);
  }

  async fail({ calendarId, attempts, failures }: ClaimedCalendar, fault: string, at: Date): Promise<void> {
    const next = new Date(at.getTime() + readAgainIn(failures + 1) * 1000);
    await this.database.rows(FAILED, [calendarId, attempts, fault, at, next]);
  }

  private async keepBusy(tx: Transaction, calendar: ClaimedCalendar, read: Read, at: Date): Promise<void> {
    const { calendarId, installation } = calendar;
    const end = at.getTime() + WINDOW_DAYS * DAY_MS;
    const theirs = read.events.filter(({ id }) => !isOurs(id, installation));
    const busy = theirs.flatMap((event) => {
      const span = busySpan(event, calendar.zone ?? read.timeZone);
      return span !== null && span.end > at.getTime() && span.start < end ? [{ id: event.id, ...span }] : [];
    });
    if (read.isFull) await tx.rows(FORGET_ALL, [calendarId]);
    else await tx.rows(FORGET, [calendarId, theirs.map(({ id }) => id)]);
    const columns = [busy.map(({ id }) => id), busy.map((e) => new Date(e.start)), busy.map((e) => new Date(e.end))];
    await tx.rows(KEEP, [calendarId, ...columns]);
    const kept = await tx.rows<{ start: string; end: string }>(BUSY, [calendarId, at]);
    const ranges = kept.map((range) => ({ start: Date.parse(range.start), end: Date.parse(range.end) }));
    await this.busyTimes.replace(tx, calendarId, merged(ranges));
  }

  /** Each for itself: the fence of an event that was written meanwhile lets nothing through. */
  private async compareOurs(
    calendar: ClaimedCalendar,
    written: readonly Written[],
    read: Read,
    at: Date,
  ): Promise<void> {
    const { calendarId } = calendar;
    const found = new Map(read.events.map((event) => [event.id, event]));
    for (const ours of written) {
      if (Date.parse(ours.endsAt) <= at.getTime()) continue;
      const event = found.get(ours.eventId);
      const change = changeOf(ours, event, read, at);
      if (change === null) continue;
      const etag = event?.etag ?? '';
      const key = { ...ours, calendarId };
      if (change.kind === 'same')
        await this.database.rows(ADOPT, [calendarId, ours.kind, ours.subjectId, ours.attempts, etag]);
      else await this.events.noteConflict(key, change, etag, at);
    }
  }
}

/** Null: nothing is known of it. Of all events within the window, one that is missing was deleted. */
function changeOf(ours: Written, event: GoogleEvent | undefined, read: Read, at: Date): Found | null {
  const span = { start: Date.parse(ours.startsAt), end: Date.parse(ours.endsAt) };
  if (event !== undefined) return compare(span, event, read.timeZone);
  return read.isFull && span.start < at.getTime() + (WINDOW_DAYS - 1) * DAY_MS ? { kind: 'deleted' } : null;
}
