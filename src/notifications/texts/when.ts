import { offsetAt, wallAt } from '../../time/zones.js';

const MINUTE_MS = 60_000;

/** A moment as a clock in a zone shows it. */
export interface WallTime {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
  /** `09:00`. */
  readonly time: string;
}

const minuteOf = (at: Date) => Math.floor(at.getTime() / MINUTE_MS);

/** Names of days and months are our own: those of Intl differ between versions of Node. */
export function wallTime(at: Date, zone: string): WallTime {
  const wall = new Date(wallAt(zone, minuteOf(at)) * MINUTE_MS);
  return {
    ...{ year: wall.getUTCFullYear(), month: wall.getUTCMonth(), day: wall.getUTCDate(), weekday: wall.getUTCDay() },
    time: wall.toISOString().slice(11, 16),
  };
}

/** The zone and how far it is ahead at that moment: `Europe/Berlin (UTC+1)`. */
export function zoneText(at: Date, zone: string): string {
  const offset = offsetAt(zone, minuteOf(at));
  if (zone === 'UTC') return zone;
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const ahead = `${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
  return `${zone} (UTC${offset === 0 ? '' : ahead})`;
}

/** Whether clocks in the two zones show different times at that moment. */
export const showOtherTimes = (at: Date, zone: string, other: string): boolean =>
  offsetAt(zone, minuteOf(at)) !== offsetAt(other, minuteOf(at));
