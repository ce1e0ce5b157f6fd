import { exampleDate } from '../src/openapi/examples/example-dates.js';
import { utcDay } from '../src/time/iso.js';

const HOUR_MS = 3_600_000;

/** The number of days with logs, today included. */
export const LOGGED_DAYS = 90;

/** The days with logs as offsets from today, oldest first. */
export const LOGGED = Array.from({ length: LOGGED_DAYS }, (_, index) => index - LOGGED_DAYS + 1);

/** Turns offsets into days and instants in UTC. Offset 0 is the day on which the demo world is made, -1 the day before. */
export class Calendar {
  private readonly midnight: number;

  constructor(private readonly now: Date) {
    this.midnight = new Date(utcDay(now)).getTime();
  }

  day(offset: number): string {
    return utcDay(this.now, offset);
  }

  /** A day that an example of the documentation names. */
  exampleDay(day: string): string {
    return exampleDate(day, this.now);
  }

  /** The day of the week; 0 is Sunday. */
  weekday(offset: number): number {
    return new Date(this.day(offset)).getUTCDay();
  }

  at(offset: number, hour: number): string {
    return new Date(this.midnight + (offset * 24 + hour) * HOUR_MS).toISOString();
  }

  /** Like `at`, but for today it returns midnight: a logged time must not lie in the future. */
  past(offset: number, hour: number): string {
    return this.at(Math.min(offset, 0), offset < 0 ? hour : 0);
  }
}
