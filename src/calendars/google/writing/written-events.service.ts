import { Injectable } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import type { Found, Span } from '../domain/google-event.js';

/** An event that this process writes now. Its key, what Google has of it, and the fence of the write. */
export interface ClaimedEvent {
  readonly calendarId: string;
  readonly kind: 'booking' | 'group_session';
  readonly subjectId: number;
  readonly eventId: string;
  /** The version at Google that we wrote; null when there is none, or when we do not know of it. */
  readonly etag: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly wanted: number;
  readonly attempts: number;
  readonly failures: number;
}

/** The version at Google after a write. */
export type Version = Span & { readonly etag: string };

/** A conflict that waits for the coach; without times the event was deleted at Google. */
export interface OpenConflict {
  readonly startsAt: string | null;
  readonly etag: string;
}

/** Nobody else takes an event for so long. One write makes four requests of ten seconds at most. */
const LEASE_SECONDS = 60;
const EACH = 4;

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT next.* FROM google_calendars g
     CROSS JOIN LATERAL (
       SELECT e.calendar_id, e.subject_kind, e.subject_id, e.due_at FROM google_events e
        WHERE e.calendar_id = g.calendar_id AND e.due_at <= $1 ORDER BY e.due_at LIMIT ${EACH} FOR UPDATE SKIP LOCKED) next
     WHERE NOT g.is_disconnected AND g.calendar_id <> ALL ($2::uuid[])
     ORDER BY next.due_at LIMIT $3
  )
  UPDATE google_events e SET attempts = e.attempts + 1, due_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    FROM due
   WHERE (e.calendar_id, e.subject_kind, e.subject_id) = (due.calendar_id, due.subject_kind, due.subject_id)
  RETURNING e.calendar_id AS "calendarId", e.subject_kind AS kind, e.subject_id AS "subjectId", e.event_id AS "eventId", e.etag,
            e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.wanted, e.attempts, e.failures`;

/** Only for the process that made this try: another one may have taken the event when the lease ran out. */
const FENCE = `calendar_id = $1 AND subject_kind = $2 AND subject_id = $3 AND attempts = $4`;

/** A change that came meanwhile is written next. */
const FINISH = `
  UPDATE google_events SET etag = $7, starts_at = $8, ends_at = $9, failures = 0, due_at = CASE WHEN wanted = $5 THEN NULL ELSE $6::timestamptz END
   WHERE ${FENCE}`;
const REST = `
  UPDATE google_events SET failures = 0, due_at = CASE WHEN wanted = $5 THEN NULL ELSE $6::timestamptz END WHERE ${FENCE}`;
const DROP = `DELETE FROM google_events WHERE ${FENCE} AND wanted = $5`;
const TRY_AGAIN = `UPDATE google_events SET failures = failures + 1, due_at = $5 WHERE ${FENCE}`;
const CONFLICT = `
  SELECT google_starts_at AS "startsAt", etag FROM google_conflicts
   WHERE calendar_id = $1 AND subject_kind = $2 AND subject_id = $3`;
const SETTLE = `DELETE FROM google_conflicts WHERE calendar_id = $1 AND subject_kind = $2 AND subject_id = $3`;

/** `$4` is the fence of the event: what was written meanwhile is no conflict. */
const NOTE_CONFLICT = `
  INSERT INTO google_conflicts AS c (calendar_id, subject_kind, subject_id, google_starts_at, google_ends_at, etag, seen_at)
  SELECT calendar_id, subject_kind, subject_id, $5, $6, $7, $8 FROM google_events WHERE ${FENCE}
      ON CONFLICT ON CONSTRAINT google_conflicts_once
      DO UPDATE SET google_starts_at = excluded.google_starts_at, google_ends_at = excluded.google_ends_at, etag = excluded.etag,
                    seen_at = excluded.seen_at
   WHERE (c.google_starts_at, c.google_ends_at, c.etag) IS DISTINCT FROM
         (excluded.google_starts_at, excluded.google_ends_at, excluded.etag)`;

type Key = Pick<ClaimedEvent, 'calendarId' | 'kind' | 'subjectId'>;

const keyOf = ({ calendarId, kind, subjectId }: Key) => [calendarId, kind, subjectId];
const fenceOf = (event: Key & Pick<ClaimedEvent, 'attempts'>) => [...keyOf(event), event.attempts];

/** The rows of the events that we wrote, or have to write. */
@Injectable()
export class WrittenEventsService {
  constructor(private readonly database: Database) {}

  /** A few of each calendar, so that one with many changes holds up no other. */
  claim(now: Date, busyCalendars: readonly string[], most: number): Promise<ClaimedEvent[]> {
    return this.database.rows<ClaimedEvent>(CLAIM, [now, busyCalendars, most]);
  }

  async conflictOf(event: ClaimedEvent): Promise<OpenConflict | undefined> {
    return (await this.database.rows<OpenConflict>(CONFLICT, keyOf(event)))[0];
  }

  /** The event is at Google as `version`; null: it is not there any more. */
  async finish(event: ClaimedEvent, version: Version | null, at: Date): Promise<void> {
    const written =
      version === null ? [null, null, null] : [version.etag, new Date(version.start), new Date(version.end)];
    await this.database.rows(FINISH, [...fenceOf(event), event.wanted, at, ...written]);
  }

  /** There is nothing to write for now. */
  async rest(event: ClaimedEvent, at: Date): Promise<void> {
    await this.database.rows(REST, [...fenceOf(event), event.wanted, at]);
  }

  /** The event is not at Google, and nobody wants it there. Its conflict goes with it. */
  async drop(event: ClaimedEvent, at: Date): Promise<void> {
    await this.database.rows(DROP, [...fenceOf(event), event.wanted]);
    await this.finish(event, null, at);
  }

  async tryAgain(event: ClaimedEvent, next: Date): Promise<void> {
    await this.database.rows(TRY_AGAIN, [...fenceOf(event), next]);
  }

  async settle(event: Key): Promise<void> {
    await this.database.rows(SETTLE, keyOf(event));
  }

  async noteConflict(
    event: Key & Pick<ClaimedEvent, 'attempts'>,
    found: Exclude<Found, { kind: 'same' }>,
    etag: string,
    at: Date,
  ): Promise<void> {
    const times = found.kind === 'moved' ? [new Date(found.start), new Date(found.end)] : [null, null];
    await this.database.rows(NOTE_CONFLICT, [...fenceOf(event), ...times, etag, at]);
  }
}
