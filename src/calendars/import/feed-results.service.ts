import { Injectable } from '@nestjs/common';
import { BusyTimesService } from '../../availability/busy-times/busy-times.service.js';
import { ExternalCalendar } from '../../availability/busy-times/external-calendar.entity.js';
import { Database, type Transaction } from '../../database/database.js';
import { nextFetch } from './domain/next-fetch.js';
import type { ClaimedFeed, FetchOutcome } from './feed-requests.service.js';

type Failure = Extract<FetchOutcome, { kind: 'failed' }>;

/** Begins with the first failure since the last success. */
const FAILED = `
  UPDATE external_calendars
     SET failures = failures + 1, fault = $3, failing_since = coalesce(failing_since, $4), next_fetch_at = $5
   WHERE id = $1 AND attempts = $2`;

/** Writes what a fetch found, unless another one began meanwhile. A failure leaves the busy times as they are. */
@Injectable()
export class FeedResultsService {
  constructor(
    private readonly database: Database,
    private readonly busyTimes: BusyTimesService,
  ) {}

  async note(feed: ClaimedFeed, outcome: FetchOutcome, at: Date): Promise<void> {
    if (outcome.kind === 'failed') return this.fail(feed, outcome, at);
    await this.database.transaction(async (tx) => {
      const isOurs = await this.succeed(tx, feed, outcome, at);
      if (isOurs && outcome.kind === 'read') await this.busyTimes.replace(tx, feed.id, instants(outcome.feed.ranges));
    });
  }

  private async fail({ id, attempts, failures }: ClaimedFeed, { fault, retryAfter }: Failure, at: Date): Promise<void> {
    const next = nextFetch({ at, failures: failures + 1, retryAfter }, Math.random());
    await this.database.rows(FAILED, [id, attempts, fault, at, next]);
  }

  private async succeed(tx: Transaction, feed: ClaimedFeed, outcome: FetchOutcome, at: Date): Promise<boolean> {
    const { id, attempts } = feed;
    const works = { failures: 0, fault: null, failingSince: null, fetchedAt: at };
    const nextFetchAt = nextFetch({ at, failures: 0, retryAfter: null }, Math.random());
    const { affected } = await tx.repository(ExternalCalendar).update(
      { id, attempts },
      {
        ...{ ...works, nextFetchAt },
        ...(outcome.kind === 'read' && {
          ...{ readAt: at, etag: outcome.etag, lastModified: outcome.lastModified, leftOut: outcome.feed.leftOut },
        }),
      },
    );
    return affected === 1;
  }
}

const instants = (ranges: readonly { readonly start: number; readonly end: number }[]) =>
  ranges.map(({ start, end }) => ({ start: start * 60_000, end: end * 60_000 }));
