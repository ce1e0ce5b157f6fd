import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../../database/database.js';
import { reasonOf, severityOf } from '../../../database/postgres-errors.js';
import { type Task, Worker } from '../../../outbox/worker.js';
import { OutgoingError } from '../../../outgoing/outgoing-error.js';
import { Clock } from '../../../time/clock.js';
import { GoogleClient } from '../api/google-client.js';
import { GoogleError } from '../api/google-error.js';
import { UnderWay } from '../../../outbox/under-way.js';
import { GooglePagesService } from './google-pages.service.js';
import { type ClaimedCalendar, ReadEventsService } from './read-events.service.js';

const AT_ONCE = 16;

/** Nobody else reads a calendar for so long: longer than a reading lasts. */
const LEASE_SECONDS = 120;
const DAY_MS = 86_400_000;

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT calendar_id FROM google_calendars WHERE due_at <= $1 AND NOT is_disconnected
     ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), tried AS (
    UPDATE external_calendars c SET tried_at = $1 FROM due WHERE c.id = due.calendar_id
  )
  UPDATE google_calendars g SET attempts = g.attempts + 1, due_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    FROM due JOIN external_calendars c ON c.id = due.calendar_id
    LEFT JOIN schedules s ON s.coach_id = c.coach_id
   WHERE g.calendar_id = due.calendar_id
  RETURNING g.calendar_id AS "calendarId", g.coach_id AS "coachId", g.sync_token AS "syncToken", g.read_fully_at AS "readFullyAt",
            g.attempts, c.failures, s.time_zone AS "zone", (SELECT id FROM installation) AS installation`;

/** Reads calendars every few minutes: what changed, and once a day everything, because the window moves with time. */
@Injectable()
export class GoogleReaderService implements Task, OnModuleInit, BeforeApplicationShutdown {
  readonly name = 'google calendars';
  readonly due = `EXISTS (SELECT FROM google_calendars WHERE due_at <= $1 AND NOT is_disconnected)`;
  private readonly logger = new Logger(GoogleReaderService.name);
  private readonly underWay: UnderWay<string>;

  constructor(
    private readonly database: Database,
    private readonly pages: GooglePagesService,
    private readonly events: ReadEventsService,
    private readonly client: GoogleClient,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {
    this.underWay = new UnderWay(worker, AT_ONCE);
  }

  onModuleInit(): void {
    if (this.client.isOn) this.worker.register(this);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.settled();
  }

  /** Begins to read, and returns. */
  async run(now: Date): Promise<boolean> {
    const { free } = this.underWay;
    if (free <= 0 || this.client.isClosing) return false;
    for (const calendar of await this.database.rows<ClaimedCalendar>(CLAIM, [now, free])) {
      this.underWay.begin(calendar.calendarId, this.read(calendar));
    }
    return false;
  }

  settled(): Promise<void> {
    return this.underWay.settled();
  }

  private async read(calendar: ClaimedCalendar): Promise<void> {
    try {
      const now = this.clock.now();
      const isRecent = calendar.readFullyAt !== null && now.getTime() - Date.parse(calendar.readFullyAt) < DAY_MS;
      const before = await this.events.written(calendar.calendarId);
      const read = await this.pages.read(calendar.calendarId, isRecent ? calendar.syncToken : null, now);
      await this.events.apply(calendar, before, read, this.clock.now());
    } catch (error) {
      await this.failed(calendar, error);
    }
  }

  private async failed(calendar: ClaimedCalendar, error: unknown): Promise<void> {
    const facts = { calendar: calendar.calendarId, reason: reasonOf(error) };
    try {
      if (this.client.isClosing) return;
      this.logger.warn(facts, 'a Google calendar was not read');
      if (error instanceof GoogleError && error.fault === 'disconnected') return;
      await this.events.fail(calendar, codeOf(error), this.clock.now());
    } catch (failure) {
      // The lease runs out, and the calendar is read again.
      this.logger[severityOf(failure)](
        { ...facts, reason: reasonOf(failure) },
        'the outcome of a reading was not noted',
      );
    }
  }
}

/** What the coach sees. */
function codeOf(error: unknown): string {
  if (!(error instanceof GoogleError)) return 'google-broken-answer';
  return error.cause instanceof OutgoingError ? error.cause.fault : `google-${error.fault}`;
}
