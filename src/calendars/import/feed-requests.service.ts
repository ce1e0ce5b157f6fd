import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { retryAfterOf } from '../../outgoing/domain/retry-after.js';
import { OutgoingClient } from '../../outgoing/outgoing-client.js';
import { OutgoingError } from '../../outgoing/outgoing-error.js';
import { SealBrokenError } from '../../secrets/sealed.js';
import { SecretsService } from '../../secrets/secrets.service.js';
import { Clock } from '../../time/clock.js';
import { DAY_MINUTES } from '../../time/zones.js';
import type { CalendarFault } from './calendar-faults.js';
import { type BusyFeed, FeedFaultError, readFeed } from './reading/busy-feed.js';

const LIMIT_MS = 20_000;

/** 10,000 events with long descriptions are 5 MiB. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Sessions can be booked a year ahead, and a feed that does not change is read once a day. */
const AHEAD_MINUTES = 370 * DAY_MINUTES;

const MOST_TAG = 500;

/** A feed that this process fetches now. */
export interface ClaimedFeed {
  readonly id: string;
  readonly host: string;
  readonly attempts: number;
  readonly failures: number;
  /** Sealed. */
  readonly address: string;
  /** Of its coach. */
  readonly zone: string;
  /** Of the answer before; null when everything is to be read again. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly installation: string;
}

/** What became of one fetch. */
export type FetchOutcome =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'read';
      readonly feed: BusyFeed;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  | { readonly kind: 'failed'; readonly fault: CalendarFault; readonly retryAfter: Date | null };

/** The place of a sealed address: it opens in its own row alone. */
export const addressPlace = (id: string) => `external calendar ${id}`;

/** Fetches and reads one feed. No connection to the database is needed meanwhile. */
@Injectable()
export class FeedRequestsService {
  constructor(
    private readonly client: OutgoingClient,
    private readonly secrets: SecretsService,
    private readonly clock: Clock,
  ) {}

  async fetch(claimed: ClaimedFeed, signal: AbortSignal): Promise<FetchOutcome> {
    try {
      const { status, headers, body } = await this.client.send({
        ...{ url: this.secrets.open(claimed.address, addressPlace(claimed.id)), method: 'GET', signal },
        ...{ timeoutMs: LIMIT_MS, maxBytes: MOST_BYTES, whenTooLarge: 'fail', followsRedirects: true },
        headers: { accept: 'text/calendar, */*;q=0.5', ...validatorsOf(claimed) },
      });
      if (status === 304) return { kind: 'unchanged' };
      if (status !== 200) {
        return failed(`http-${status}`, retryAfterOf(headers['retry-after'], this.clock.now()));
      }
      return { kind: 'read', feed: await this.read(body, claimed), ...tagsOf(headers) };
    } catch (error) {
      if (error instanceof OutgoingError || error instanceof FeedFaultError) return failed(error.fault);
      if (error instanceof SealBrokenError) return failed('secret-lost');
      throw error;
    }
  }

  private read(body: Buffer, { zone, installation }: ClaimedFeed): Promise<BusyFeed> {
    const now = this.clock.now().getTime() / 60_000;
    const window = { start: now - DAY_MINUTES, end: now + AHEAD_MINUTES };
    return readFeed(body.toString('utf8'), { zone, window, isOurs: (uid) => uid.endsWith(`@${installation}`) });
  }
}

const failed = (fault: CalendarFault, retryAfter: Date | null = null) =>
  ({ kind: 'failed', fault, retryAfter }) as const;

function validatorsOf({ etag, lastModified }: ClaimedFeed) {
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

/** What tells the host next time which version we have. */
function tagsOf(headers: IncomingHttpHeaders) {
  const short = (text: string | undefined) => (text !== undefined && text.length <= MOST_TAG ? text : null);
  return { etag: short(headers.etag), lastModified: short(headers['last-modified']) };
}
