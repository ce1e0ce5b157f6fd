import { DAY_MINUTES, dateOf, weekdayOf } from '../../time/zones.js';
import { add, emptyTally, type Figures, figuresOf, type Tally } from './tally.js';
import { dayOfHour, type Days, type Utilisation } from './utilisation.js';

const HOURS = DAY_MINUTES / 60;

/** Clients who had a session, and of these who had an earlier one with the same coach. */
export interface Total {
  readonly clients: number;
  readonly returning_clients: number;
  readonly figures: Figures;
}

/** Figures of a period, and the same by day, weekday and hour of the wall clocks. */
export interface Report {
  readonly total: Total;
  readonly by_day: readonly { readonly day: string; readonly figures: Figures }[];
  readonly by_weekday: readonly { readonly weekday: number; readonly figures: Figures }[];
  readonly by_hour: readonly { readonly hour: number; readonly figures: Figures }[];
}

const tallies = (count: number) => Array.from({ length: count }, emptyTally);

/** Sums what coaches offered and what became of it. A client of two coaches counts twice. */
export class ReportSums {
  private readonly sum = emptyTally();
  private readonly days: Tally[];
  private readonly weekdays = tallies(7);
  private readonly hours = tallies(HOURS);
  private clients = 0;
  private returningClients = 0;

  constructor(private readonly period: Days) {
    this.days = tallies(period.last - period.first + 1);
  }

  add({ hours, clients, returningClients }: Utilisation): this {
    for (const [key, tally] of hours) {
      const day = dayOfHour(key);
      const sums = [this.sum, this.days[day - this.period.first], this.weekdays[weekdayOf(day) - 1]];
      for (const sum of [...sums, this.hours[key - day * HOURS]]) if (sum) add(sum, tally);
    }
    this.clients += clients;
    this.returningClients += returningClients;
    return this;
  }

  report(): Report {
    return {
      total: { clients: this.clients, returning_clients: this.returningClients, figures: figuresOf(this.sum) },
      by_day: this.days.map((sum, index) => ({ day: dateOf(this.period.first + index), figures: figuresOf(sum) })),
      by_weekday: this.weekdays.map((sum, index) => ({ weekday: index + 1, figures: figuresOf(sum) })),
      by_hour: this.hours.map((sum, hour) => ({ hour, figures: figuresOf(sum) })),
    };
  }
}
