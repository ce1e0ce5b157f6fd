import { dateOf, dayAt, dayOf, startOfDay, weekdayOf } from './zones.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Whether `text` is an existing calendar day in ISO 8601 form, `YYYY-MM-DD`. 30 February is not. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || year < 1) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Why `text` is not an ISO 8601 instant; null when it is one. */
export function instantFault(text: string): 'shape' | 'offset' | null {
  const [, date, hour, minute, second = '0', offset] = INSTANT.exec(text) ?? [];
  if (date === undefined || !isCalendarDate(date)) return 'shape';
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'shape';
  if (offset === undefined) return 'offset';
  const [, hours = 0, minutes = 0] = (/(\d{2}):(\d{2})/.exec(offset) ?? []).map(Number);
  // RFC 3339 allows offsets up to 23:59, but PostgreSQL only up to 15:59. No time zone is more than 14 hours from UTC.
  if (hours > 14 || minutes > 59) return 'shape';
  const year = new Date(text).getUTCFullYear();
  return year < 1 || year > 9999 ? 'shape' : null;
}

const LAST = new Date('9999-12-31T23:59:59.999Z');

/** An instant as answers have it. What begins in the last hour of the year 9999 ends with it: for the next one ISO 8601 has no form. */
export const instantText = (instant: Date) => (instant > LAST ? LAST : instant).toISOString();

/** The day of `instant` in UTC, moved by `days`, as `YYYY-MM-DD`. */
export function utcDay(instant: Date, days = 0): string {
  return new Date(instant.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

const minuteOf = (instant: Date) => Math.floor(instant.getTime() / 60_000);

/** The first and the last day of a period that starts `days` days ago and ends today, where clocks show `zone`: 30 gives 31 days. */
export function daysAgoToToday(now: Date, zone: string, days: number): [first: string, today: string] {
  const today = dayAt(zone, minuteOf(now));
  return [dateOf(today - days), dateOf(today)];
}

/** The Monday of this week (ISO 8601), where clocks show `zone`. */
export function mondayOf(now: Date, zone: string): string {
  const today = dayAt(zone, minuteOf(now));
  return dateOf(today - weekdayOf(today) + 1);
}

/** All days from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): string[] {
  const [start, end] = [dayOf(first), dayOf(last)];
  return Array.from({ length: end - start + 1 }, (_, index) => dateOf(start + index));
}

/** The instants at which the days from `first` to `last` begin in `zone`, and at which the last one is over. */
export function bordersOfDays(first: string, last: string, zone: string): Date[] {
  const [start, end] = [dayOf(first), dayOf(last)];
  const borders = Array.from({ length: end - start + 2 }, (_, index) => startOfDay(zone, start + index));
  return borders.map((minute) => new Date(minute * 60_000));
}
