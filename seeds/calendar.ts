import { utcDay } from '../src/time/iso.js';

const HOUR_MS = 3_600_000;

/** Days of logs, today included. */
export const LOGGED_DAYS = 90;

/** The days of the logs, oldest first, counted from today. */
export const LOGGED = Array.from({ length: LOGGED_DAYS }, (_, index) => index - LOGGED_DAYS + 1);

/** Days and moments in UTC, counted from the day on which the demo world is made: 0 is today, -1 yesterday. */
export class Calendar {
  private readonly midnight: number;

  constructor(private readonly now: Date) {
    this.midnight = new Date(utcDay(now)).getTime();
  }

  day(offset: number): string {
    return utcDay(this.now, offset);
  }

  /** 0 is Sunday. */
  weekday(offset: number): number {
    return new Date(this.day(offset)).getUTCDay();
  }

  at(offset: number, hour: number): string {
    return new Date(this.midnight + (offset * 24 + hour) * HOUR_MS).toISOString();
  }

  /** The same moment, or the start of today if it may still be to come: what is written down has happened. */
  past(offset: number, hour: number): string {
    return this.at(Math.min(offset, 0), offset < 0 ? hour : 0);
  }
}
