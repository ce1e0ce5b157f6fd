import { clockText } from '../../time/zones.js';

/** Hours of one day, as the wire writes them: wall times `HH:MM`, the end up to `24:00`. */
export interface WrittenHours {
  readonly start: string;
  readonly end: string;
}

/** The same of one weekday (ISO 8601, 1 is Monday). */
export interface WrittenWeekdayHours extends WrittenHours {
  readonly weekday: number;
}

const DAY = 1_440;
export const MOST_A_DAY = 10;

export const START = /^([01]\d|2[0-3]):[0-5]\d$/;
export const END = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Why `value` is no list of a week's hours, as the end of a sentence that begins with the field's name; null when it is one. */
export function weeklyHoursFault(value: unknown): string | null {
  return hoursFault(
    value,
    ['weekday', 'start', 'end'],
    'a list of hours such as {"weekday": 1, "start": "09:00", "end": "17:30"}',
  );
}

/** The same of one day's hours. */
export function dayHoursFault(value: unknown): string | null {
  return hoursFault(value, ['start', 'end'], 'a list of hours such as {"start": "09:00", "end": "17:30"}');
}

/** Start and end of each interval in turn, sorted, in minutes from Monday's midnight. The hours are without fault. */
export function weekMinutes(hours: readonly WrittenWeekdayHours[]): number[] {
  return flat(hours.map((entry) => rangeOf(entry, entry.weekday - 1)));
}

/** The same in minutes from midnight. */
export function dayMinutes(hours: readonly WrittenHours[]): number[] {
  return flat(hours.map((entry) => rangeOf(entry, 0)));
}

/** Turns the minutes of weekMinutes back into the form of the wire. */
export function weeklyHoursOf(minutes: readonly number[]): WrittenWeekdayHours[] {
  return pairs(minutes).map(([start, end]) => {
    const day = Math.floor(start / DAY);
    return { weekday: day + 1, start: clockText(start - day * DAY), end: clockText(end - day * DAY) };
  });
}

/** What dayMinutes made, as the wire writes it. */
export function dayHoursOf(minutes: readonly number[]): WrittenHours[] {
  return pairs(minutes).map(([start, end]) => ({ start: clockText(start), end: clockText(end) }));
}

type Interval = readonly [start: number, end: number];

function hoursFault(value: unknown, keys: readonly string[], shape: string): string | null {
  if (!Array.isArray(value)) return `must be ${shape}`;
  const entries = value as readonly unknown[];
  if (entries.length > 7 * MOST_A_DAY) return tooMany;
  for (const [index, entry] of entries.entries()) {
    const fault = entryFault(entry, keys, shape);
    if (fault !== null) return `${fault}: see number ${index + 1}`;
  }
  return dayFault(entries as readonly (WrittenHours & Partial<WrittenWeekdayHours>)[]);
}

const tooMany = `must have at most ${MOST_A_DAY} intervals a day`;

function entryFault(entry: unknown, keys: readonly string[], shape: string): string | null {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return `must be ${shape}`;
  const unknown = Object.keys(entry).length !== keys.length || !keys.every((key) => Object.hasOwn(entry, key));
  if (unknown) return `must be ${shape}, with these fields alone`;
  const { weekday, start, end } = entry as Record<string, unknown>;
  if (keys.includes('weekday') && !isWeekday(weekday)) return 'must have weekdays from 1 (Monday) to 7 (Sunday)';
  if (typeof start !== 'string' || !START.test(start)) return 'must have starts such as "09:00", up to "23:59"';
  if (typeof end !== 'string' || !END.test(end)) return 'must have ends such as "17:30", up to "24:00"';
  return minuteOf(end) > minuteOf(start) ? null : 'must have ends that are later than their starts';
}

const isWeekday = (value: unknown) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 7;

function dayFault(entries: readonly (WrittenHours & Partial<WrittenWeekdayHours>)[]): string | null {
  for (const day of new Set(entries.map(({ weekday }) => weekday))) {
    const hours = entries.filter(({ weekday }) => weekday === day);
    if (hours.length > MOST_A_DAY) return tooMany;
    const sorted = sort(hours.map((entry) => rangeOf(entry, 0)));
    if (sorted.some(([start], index) => start < (sorted[index - 1]?.[1] ?? 0)))
      return 'must not have intervals that overlap';
  }
  return null;
}

function rangeOf({ start, end }: WrittenHours, day: number): Interval {
  return [day * DAY + minuteOf(start), day * DAY + minuteOf(end)];
}

const sort = (intervals: readonly Interval[]) => [...intervals].sort(([a], [b]) => a - b);
const flat = (intervals: readonly Interval[]) => sort(intervals).flat();

function pairs(minutes: readonly number[]): Interval[] {
  return minutes.flatMap((start, index) => (index % 2 === 0 ? [[start, minutes[index + 1] ?? start] as const] : []));
}

function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
