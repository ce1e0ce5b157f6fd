import { DAY_MINUTES, dayAt, instantsOf, wallAt, weekdayOf } from '../../time/zones.js';

export const FEWEST_OCCURRENCES = 2;
export const MOST_OCCURRENCES = 52;
export const MOST_WEEKS_BETWEEN = 8;

/** How a series repeats by the wall clock of its coach. Days count from 1970. */
export interface SeriesRule {
  readonly startsOn: number;
  readonly minuteOfDay: number;
  /** 1: every week. Weeks start on Monday. */
  readonly everyWeeks: number;
  /** In order; 1 is Monday. */
  readonly weekdays: readonly number[];
  readonly end: SeriesEnd;
}

/** So many occurrences, or all up to a day, which is included. */
export type SeriesEnd = { readonly count: number } | { readonly until: number };

/** When the rule wants an occurrence. `start` is in minutes since 1970; null when the clock jumps over that time. */
export interface PlannedTime {
  readonly day: number;
  readonly start: number | null;
}

/** The rule of a series that starts at an instant. Without weekdays it repeats on that of its start. */
export function ruleFrom(
  zone: string,
  start: number,
  { everyWeeks, weekdays, end }: Pick<SeriesRule, 'everyWeeks' | 'end'> & { weekdays: readonly number[] | null },
): SeriesRule {
  const wall = wallAt(zone, start);
  const startsOn = Math.floor(wall / DAY_MINUTES);
  return {
    startsOn,
    minuteOfDay: wall - startsOn * DAY_MINUTES,
    everyWeeks,
    weekdays: weekdays === null ? [weekdayOf(startsOn)] : [...weekdays].sort((a, b) => a - b),
    end,
  };
}

/** The times of a rule, in order. Of a rule without a count they stop after one more than a series may have. */
export function plannedTimes(rule: SeriesRule, zone: string): PlannedTime[] {
  return daysOf(rule).map((day) => plannedTime(zone, day, rule.minuteOfDay));
}

/** A wall time that occurs twice means the first of the two. */
function plannedTime(zone: string, day: number, minuteOfDay: number): PlannedTime {
  const [start = null] = instantsOf(zone, day * DAY_MINUTES + minuteOfDay);
  return { day, start };
}

function daysOf({ startsOn, everyWeeks, weekdays, end }: SeriesRule): number[] {
  const most = 'count' in end ? end.count : MOST_OCCURRENCES + 1;
  const last = 'until' in end ? end.until : Infinity;
  const days: number[] = [];
  for (let monday = startsOn - weekdayOf(startsOn) + 1; monday <= last; monday += 7 * everyWeeks) {
    for (const day of weekdays.map((weekday) => monday + weekday - 1)) {
      if (days.length >= most) return days;
      if (day >= startsOn && day <= last) days.push(day);
    }
  }
  return days;
}

/** By how much a whole series moves: so many days, and to another time of the day. */
export interface Shift {
  readonly days: number;
  readonly minuteOfDay: number;
}

/** The shift that takes an occurrence from where the rule wants it to a new start. */
export function shiftBetween(zone: string, planned: number, start: number): Shift {
  const day = dayAt(zone, start);
  return { days: day - dayAt(zone, planned), minuteOfDay: wallAt(zone, start) - day * DAY_MINUTES };
}

/** Where the rule wants an occurrence after the shift. */
export function shifted(zone: string, planned: number, { days, minuteOfDay }: Shift): PlannedTime {
  return plannedTime(zone, dayAt(zone, planned) + days, minuteOfDay);
}

/** The rule of the occurrences that were shifted. */
export function shiftedWeekdays(weekdays: readonly number[], { days }: Shift): number[] {
  return weekdays.map((weekday) => ((((weekday - 1 + days) % 7) + 7) % 7) + 1).sort((a, b) => a - b);
}
