import { Injectable } from '@nestjs/common';

/** A measurement of the database's time, in milliseconds: it was taken between `sent` and `received` by the local clock. */
export interface TimeSample {
  readonly sent: number;
  readonly database: number;
  readonly received: number;
}

/** Date.now() leaves out fractions of a millisecond. */
const ROUNDING_MS = 1;

/**
 * The time of the database, so that instances whose machines disagree decide alike. DatabaseClock measures the difference.
 * Tests replace `now` and `real` to set the time.
 */
@Injectable()
export class Clock {
  /** Milliseconds that the domain's time is ahead of real time, in development only. */
  developmentOffset = 0;
  /** Milliseconds that the database's clock is ahead of the local one. */
  private databaseOffset = 0;

  /** The time that the domain decides by. */
  now(): Date {
    return new Date(this.realMillis() + this.developmentOffset);
  }

  /** The time without the development offset: login sessions, throttles and leases use it. */
  real(): Date {
    return new Date(this.realMillis());
  }

  /** The same in milliseconds. Access tokens use it, once for each request. */
  realMillis(): number {
    return this.localMillis() + this.databaseOffset;
  }

  /** The clock of this machine. */
  localMillis(): number {
    return Date.now();
  }

  /** Keeps the difference when `sample` allows it, else takes the nearest that it allows: a slow answer corrects little. */
  correct({ sent, database, received }: TimeSample): void {
    const least = database - received - ROUNDING_MS;
    const most = database - sent;
    this.databaseOffset = Math.min(Math.max(this.databaseOffset, least), most);
  }
}
