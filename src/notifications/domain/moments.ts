import { dateOf, DAY_MINUTES, dayAt, dayOf, instantsOf, startOfDay } from '../../time/zones.js';

const MINUTE_MS = 60_000;
/** When coaches get the list of the day's sessions: minutes after midnight. */
const DIGEST_MINUTE = 6 * 60;

const minuteOf = (instant: Date) => Math.floor(instant.getTime() / MINUTE_MS);
const instantOf = (minute: number) => new Date(minute * MINUTE_MS);

/** The day of an instant in a zone. */
export const dateIn = (zone: string, instant: Date): string => dateOf(dayAt(zone, minuteOf(instant)));

/** A day in a zone: from its first instant to the first of the next. */
export function boundsOf(zone: string, date: string): { readonly start: Date; readonly end: Date } {
  const day = dayOf(date);
  return { start: instantOf(startOfDay(zone, day)), end: instantOf(startOfDay(zone, day + 1)) };
}

/** When the list of a day is due: 06:00 in the zone, and in a zone that jumps over it the first instant after the jump. */
export function digestAt(zone: string, date: string): Date {
  const day = dayOf(date);
  for (let minute = DIGEST_MINUTE; minute < DAY_MINUTES; minute++) {
    const [first] = instantsOf(zone, day * DAY_MINUTES + minute);
    if (first !== undefined) return instantOf(first);
  }
  return boundsOf(zone, date).start;
}

/**
 * Whether a reminder is overtaken: the moment of a later one of the same session has come as well. `minutes` is its own distance
 * from the start, `all` are those that the client wants.
 */
export function isOvertaken(start: Date, minutes: number, all: readonly number[], now: Date): boolean {
  return all.some((other) => other < minutes && start.getTime() - other * MINUTE_MS <= now.getTime());
}
