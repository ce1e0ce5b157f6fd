import { Injectable } from '@nestjs/common';
import { GoogleCalendarsService } from '../api/google-calendars.service.js';
import { GoogleClient } from '../api/google-client.js';
import { GoogleError } from '../api/google-error.js';
import type { GoogleEvent } from '../domain/google-event.js';

const MOST_PAGES = 40;
const DAY_MS = 86_400_000;
/** A reading ends after so long; its lease is longer. */
const LIMIT_MS = 90_000;

/** Busy times are read so far ahead. */
export const WINDOW_DAYS = 400;

/** One event for each repetition. Of the attendees only the coach: whether they declined. */
const QUERY = {
  singleEvents: 'true',
  maxResults: '250',
  maxAttendees: '1',
  fields:
    'nextPageToken,nextSyncToken,timeZone,items(id,etag,status,transparency,eventType,start,end,attendees(self,responseStatus))',
};

interface PageOfEvents {
  readonly items?: readonly GoogleEvent[];
  readonly nextPageToken?: string;
  readonly nextSyncToken?: string;
  readonly timeZone?: string;
}

/** What a calendar holds, or what changed in it. */
export interface Read {
  /** Everything within the window, and not only changes. */
  readonly isFull: boolean;
  readonly events: readonly GoogleEvent[];
  readonly syncToken: string;
  /** The zone of the calendar at Google. */
  readonly timeZone: string;
}

/** Reads the pages of a calendar. */
@Injectable()
export class GooglePagesService {
  constructor(
    private readonly google: GoogleCalendarsService,
    private readonly client: GoogleClient,
  ) {}

  /** What changed since `syncToken`; everything without one, or when it is too old for Google. Throws GoogleErrors. */
  async read(calendarId: string, syncToken: string | null, now: Date): Promise<Read> {
    if (syncToken !== null) {
      try {
        return { isFull: false, ...(await this.pages(calendarId, { ...QUERY, syncToken })) };
      } catch (error) {
        if (!(error instanceof GoogleError) || error.fault !== 'gone') throw error;
      }
    }
    const timeMax = new Date(now.getTime() + WINDOW_DAYS * DAY_MS).toISOString();
    return { isFull: true, ...(await this.pages(calendarId, { ...QUERY, timeMin: now.toISOString(), timeMax })) };
  }

  private async pages(calendarId: string, query: Readonly<Record<string, string>>) {
    const begun = performance.now();
    const events: GoogleEvent[] = [];
    let pageToken: string | undefined;
    for (let count = 0; count < MOST_PAGES; count++) {
      const page = await this.google.call<PageOfEvents>(calendarId, {
        ...{ method: 'GET', path: '', query: pageToken === undefined ? query : { ...query, pageToken } },
      });
      events.push(...(page.items ?? []));
      const { nextSyncToken: syncToken, nextPageToken, timeZone = 'UTC' } = page;
      if (syncToken !== undefined) return { events, syncToken, timeZone };
      if (nextPageToken === undefined) throw new GoogleError('broken-answer', 200);
      if (this.client.isClosing || performance.now() - begun > LIMIT_MS) throw new GoogleError('no-answer', 0);
      pageToken = nextPageToken;
    }
    throw new GoogleError('too-large', 200);
  }
}
