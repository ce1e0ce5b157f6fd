import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { INSTALLATION } from '../../bookings/calendar/session-columns.js';
import { Database } from '../../database/database.js';
import { reasonOf } from '../../database/postgres-errors.js';
import { UnderWay } from '../../outbox/under-way.js';
import { type Task, Worker } from '../../outbox/worker.js';
import { Clock } from '../../time/clock.js';
import { type ClaimedFeed, FeedRequestsService } from './feed-requests.service.js';
import { FeedResultsService } from './feed-results.service.js';

/** One process fetches so many feeds at once, and so many of one host: a slow one holds up nobody else. */
const AT_ONCE = 12;
const AT_ONCE_EACH = 6;

/** Nobody else takes a feed for so long. */
const LEASE_SECONDS = 300;

/** Those of deactivated coaches rest. */
const DUE = `
  FROM external_calendars c JOIN users u ON u.id = c.coach_id AND u.role = 'coach' AND u.is_active
 WHERE c.kind = 'feed' AND c.next_fetch_at <= $1`;

/** Once a day everything is read again, changed or not: the time that can be booked moves on. */
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT c.id, u.time_zone ${DUE} AND c.host <> ALL ($2::text[])
     ORDER BY c.next_fetch_at LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED
  )
  UPDATE external_calendars c
     SET attempts = c.attempts + 1, tried_at = $1, next_fetch_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    FROM due
   WHERE c.id = due.id
  RETURNING c.id, c.host, c.attempts, c.failures, c.address, ${INSTALLATION} AS installation,
            coalesce((SELECT s.time_zone FROM schedules s WHERE s.coach_id = c.coach_id), due.time_zone, 'UTC') AS zone,
            CASE WHEN c.read_at > $1::timestamptz - interval '1 day' THEN c.etag END AS etag,
            CASE WHEN c.read_at > $1::timestamptz - interval '1 day' THEN c.last_modified END AS "lastModified"`;

/** Fetches the feeds that are due. No transaction is open meanwhile, and no task waits for an answer. */
@Injectable()
export class FeedFetcherService implements Task, OnModuleInit, BeforeApplicationShutdown {
  readonly name = 'calendar-feeds';
  readonly due = `EXISTS (SELECT ${DUE})`;
  private readonly logger = new Logger(FeedFetcherService.name);
  private readonly underWay: UnderWay<string>;
  private readonly shutdown = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly requests: FeedRequestsService,
    private readonly results: FeedResultsService,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {
    this.underWay = new UnderWay(worker, AT_ONCE);
  }

  onModuleInit(): void {
    this.worker.register(this);
  }

  /** Slow hosts do not hold up the end: what they have not answered is fetched again. */
  async beforeApplicationShutdown(): Promise<void> {
    this.shutdown.abort();
    await this.settled();
  }

  /** Begins to fetch, and returns: the answers come when they come. */
  async run(now: Date): Promise<boolean> {
    while (this.underWay.free > 0 && !this.shutdown.signal.aborted) {
      const [feed] = await this.database.rows<ClaimedFeed>(CLAIM, [now, this.underWay.busy(AT_ONCE_EACH)]);
      if (!feed) break;
      this.underWay.begin(feed.host, this.fetch(feed));
    }
    return false;
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<void> {
    return this.underWay.settled();
  }

  private async fetch(feed: ClaimedFeed): Promise<void> {
    try {
      const outcome = await this.requests.fetch(feed, this.shutdown.signal);
      // What the end of this process cut off is no fault of the feed.
      if (outcome.kind === 'failed' && this.shutdown.signal.aborted) return;
      await this.results.note(feed, outcome, this.clock.now());
    } catch (error) {
      // The lease runs out, and the feed is fetched again.
      this.logger.error({ calendar: feed.id, reason: reasonOf(error) }, 'what a calendar feed answered was not noted');
    }
  }
}
