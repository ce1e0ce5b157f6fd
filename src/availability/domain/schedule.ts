import { DAY_MINUTES, dayAt, startOfDay, stretchesBetween, weekdayOf } from '../../time/zones.js';

/** Half-open: `end` is not part of it. Minutes of a day, or whole minutes since 1970 in UTC. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Hours of one weekday (ISO 8601, 1 is Monday), in minutes of the coach's wall clock; `end` is 1,440 at most. */
export interface WeekdayHours extends Range {
  readonly weekday: number;
}

/** When a coach works, and the rules for booking. Hours are wall times of `zone`. */
export interface Schedule {
  readonly zone: string | null;
  readonly week: readonly WeekdayHours[];
  /** Hours of single days, which replace those of the week; by day since 1970. */
  readonly dates: ReadonlyMap<number, readonly Range[]>;
  /** Instants at which the coach is away, whatever the hours say. */
  readonly timeOff: readonly Range[];
  readonly noticeMinutes: number;
  readonly windowDays: number;
  readonly gridMinutes: number;
  readonly dailyLimit: number | null;
}

/** A schedule with hours on any day. */
export type OpenSchedule = Schedule & { readonly zone: string };

export function hasHours(schedule: Schedule): schedule is OpenSchedule {
  if (schedule.zone === null) return false;
  return schedule.week.length > 0 || [...schedule.dates.values()].some((hours) => hours.length > 0);
}

/** Hours of one day as instants. Sessions start at `grid` and at every multiple of the grid's minutes after it. */
export interface Opening extends Range {
  /** Where the grid counts from: the hours' first wall time, which may itself not exist. */
  readonly grid: number;
}

/**
 * The hours of all days that touch a range of instants, in order. An instant is open when the wall clock shows a time
 * within the hours: so hours that begin while the clock jumps begin after the jump, and hours that occur twice are open twice.
 */
export function openingsBetween(schedule: OpenSchedule, from: number, to: number): Opening[] {
  const { zone } = schedule;
  const openings: Opening[] = [];
  for (const { start, end, offset } of stretchesBetween(zone, from - DAY_MINUTES, to + DAY_MINUTES)) {
    const last = Math.floor((end - 1 + offset) / DAY_MINUTES);
    for (let day = Math.floor((start + offset) / DAY_MINUTES); day <= last; day++) {
      const midnight = day * DAY_MINUTES - offset;
      for (const hours of hoursOf(schedule, day)) {
        const grid = midnight + hours.start;
        const opening = { start: Math.max(grid, start), end: Math.min(midnight + hours.end, end), grid };
        if (opening.start < opening.end) openings.push(opening);
      }
    }
  }
  return openings;
}

function hoursOf({ dates, week }: Schedule, day: number): readonly Range[] {
  const weekday = weekdayOf(day);
  return dates.get(day) ?? week.filter((hours) => hours.weekday === weekday);
}

/** Ranges in order, those that touch or overlap as one. */
export function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end) result[result.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    else result.push(range);
  }
  return result;
}

/** Whole days of a zone as instants, from the first to the last, both included. */
export function wholeDays(zone: string, first: number, last: number): Range {
  return { start: startOfDay(zone, first), end: startOfDay(zone, last + 1) };
}

/** The first instant that is too far ahead: the start of the day that is `windowDays` after today, in the coach's zone. */
export function endOfWindow({ zone, windowDays }: OpenSchedule, now: number): number {
  return startOfDay(zone, dayAt(zone, now) + windowDays);
}
