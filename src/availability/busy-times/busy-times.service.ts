import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/database.js';

/** From one instant to another, in milliseconds since 1970. */
export interface BusyRange {
  readonly start: number;
  readonly end: number;
}

/** Writes what differs: most fetches change a few rows of thousands. */
const REMOVE = `
  DELETE FROM busy_times t WHERE t.calendar_id = $1
     AND NOT EXISTS (SELECT FROM unnest($2::timestamptz[], $3::timestamptz[]) AS n (starts_at, ends_at)
                      WHERE n.starts_at = t.starts_at AND n.ends_at = t.ends_at)`;
const ADD = `
  INSERT INTO busy_times (calendar_id, coach_id, starts_at, ends_at)
  SELECT c.id, c.coach_id, n.starts_at, n.ends_at
    FROM external_calendars c, unnest($2::timestamptz[], $3::timestamptz[]) AS n (starts_at, ends_at)
   WHERE c.id = $1
      ON CONFLICT (calendar_id, starts_at) DO NOTHING`;

/** A fetch that is under way must not count: it took whole days for those of the zone before. */
const READ_ANEW = `
  UPDATE external_calendars SET next_fetch_at = created_at, attempts = attempts + 1, etag = NULL, last_modified = NULL
   WHERE coach_id = $1 AND kind = 'feed'`;

/** When the calendars that a coach keeps elsewhere make them busy. */
@Injectable()
export class BusyTimesService {
  /** The busy times of a calendar from now on; the ranges do not touch each other. The calendar's row is locked. */
  async replace(tx: Transaction, calendarId: string, ranges: readonly BusyRange[]): Promise<void> {
    const starts = ranges.map(({ start }) => new Date(start));
    const ends = ranges.map(({ end }) => new Date(end));
    await tx.rows(REMOVE, [calendarId, starts, ends]);
    await tx.rows(ADD, [calendarId, starts, ends]);
  }

  /** Whole days, and times without a zone, are those of the coach's zone, which has changed. */
  async readAnew(tx: Transaction, coachId: number): Promise<void> {
    await tx.rows(READ_ANEW, [coachId]);
  }
}
