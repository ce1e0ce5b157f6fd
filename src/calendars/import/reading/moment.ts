import { DAY_MINUTES, dayAt, instantsOf, offsetAt, startOfDay } from '../../../time/zones.js';
import type { ZoneNames } from './zone-names.js';

/** A day, or a time of a clock: minutes since 1970 as the clock shows them. */
export interface Moment {
  readonly isDay: boolean;
  readonly wall: number;
  readonly zone: string;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:T(?:::|(\d{2}):(\d{2}):(\d{2})(Z)?))?$/;

/** A date or a date-time of ical.js. Throws a RangeError for what is none, such as 30 February. */
export function momentOf(value: unknown, zoneName: unknown, zones: ZoneNames): Moment {
  const [text, , month, day, hours, , , utc] = FORM.exec(String(value)) ?? [];
  if (text === undefined) throw new RangeError('That is no date.');
  // ical.js shows a date that is not called one as `2027-03-16T::`.
  const isDay = hours === undefined;
  const at = new Date(isDay ? `${text.slice(0, 10)}T00:00:00Z` : `${text.slice(0, 19)}Z`);
  // Leap seconds and 24:00 are no times of a Date.
  if (at.getUTCMonth() + 1 !== Number(month) || at.getUTCDate() !== Number(day)) throw new RangeError('No such day.');
  const zone = utc ? 'UTC' : typeof zoneName === 'string' && !isDay ? zones.zoneOf(zoneName) : zones.fallback;
  return { isDay, wall: at.getTime() / 60_000, zone };
}

/** When a day begins, or a clock shows a time: the first time if twice, and as much later as the clock jumps if never. */
export function instantOf({ isDay, wall, zone }: Moment): number {
  if (isDay) return startOfDay(zone, wall / DAY_MINUTES);
  return instantsOf(zone, wall)[0] ?? wall - offsetAt(zone, wall - DAY_MINUTES);
}

/** The day on which a moment lies; an instant in UTC is looked at in `zone`. */
export function dayIn(zone: string, moment: Moment): number {
  if (moment.zone === 'UTC' && !moment.isDay) return dayAt(zone, moment.wall);
  return Math.floor(moment.wall / DAY_MINUTES);
}

const DURATION = /^P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;

/** Minutes. Throws a RangeError for negative durations, too. */
export function durationOf(value: unknown): number {
  const [text, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    DURATION.exec(String(value).replace(/^\+/, '')) ?? [];
  if (text === undefined) throw new RangeError('That is no duration.');
  return (Number(weeks) * 7 + Number(days)) * DAY_MINUTES + Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
}
