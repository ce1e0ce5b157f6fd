import type { Words } from '../../../src/notifications/texts/words/words.js';
import { showOtherTimes, wallTime, zoneText } from '../../../src/notifications/texts/when.js';

/** Days and times as the mails write them too: see `Words`. A day is `2026-12-07`, an instant is what the API answers. */

export const browserZone = () => Intl.DateTimeFormat('en').resolvedOptions().timeZone;

export const DAY_MS = 86_400_000;

/** `2026-12-07`: the day that a clock in the zone shows. */
export function dayOf(at: Date, zone: string): string {
  const { year, month, day } = wallTime(at, zone);
  return `${year}-${two(month + 1)}-${two(day)}`;
}

const two = (number: number) => String(number).padStart(2, '0');

/** `09:00`. */
export const timeOf = (at: Date, zone: string) => wallTime(at, zone).time;

/** Minutes since midnight, as a clock in the zone shows them. */
export function minutesOf(at: Date, zone: string): number {
  return minutesOfClock(timeOf(at, zone));
}

/** `09:30`: minutes since midnight as a clock shows them. */
export const clockOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** Minutes since midnight of `09:30`; `24:00` is the end of a day. */
export function minutesOfClock(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** So many days after a day. */
export const addDays = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/** 1 is Monday (ISO 8601). */
export const weekdayOf = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** The Monday of a day's week. */
export const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day));

/** The first day of a day's month, and of the months after and before it. */
export function monthOf(day: string, after = 0): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + after)).toISOString().slice(0, 10);
}

/** `2026-12-07T09:00`: what a clock in the zone shows, as fields for a day and a time hold it. */
export const localText = (at: Date, zone: string) => `${dayOf(at, zone)}T${timeOf(at, zone)}`;

/** The instant at which a clock in the zone shows `2026-12-07T09:00`; in the hour that clocks jump over, the one after it. */
export function instantAt(local: string, zone: string): Date {
  const wanted = Date.parse(`${local}Z`);
  const shownLess = (at: number) => wanted - Date.parse(`${dayOf(new Date(at), zone)}T${timeOf(new Date(at), zone)}Z`);
  const near = wanted + shownLess(wanted);
  return new Date(near + shownLess(near));
}

/** The same for minutes since midnight; 1440 is the end of the day. */
export const instantOf = (day: string, minutes: number, zone: string) => instantAt(`${day}T${clockOf(minutes)}`, zone);

const wallOf = (day: string) => wallTime(new Date(`${day}T12:00:00Z`), 'UTC');

/** `Mon 7 Dec`. */
export const dayText = (day: string, words: Words) => words.day(wallOf(day));

/** `7 Dec`: where there is no room for the weekday. */
export function shortDayText(day: string, words: Words): string {
  const wall = wallOf(day);
  return words.day(wall).slice((words.weekdays[wall.weekday] ?? '').length + 1);
}

/** `Mon 7 Dec 2026`. */
export const dateText = (day: string, words: Words) => words.date(wallOf(day));

/** `Mon 7 Dec 2026 – Fri 11 Dec 2026`, or the one day. */
export const daysText = (from: string, to: string, words: Words) =>
  from === to ? dateText(from, words) : `${dateText(from, words)} – ${dateText(to, words)}`;

/** `Dec 2026`. */
export const monthText = (day: string, words: Words) => `${words.months[wallOf(day).month] ?? ''} ${wallOf(day).year}`;

/** `Mon 7 Dec 2026, 09:00`. */
export function momentText(at: Date, zone: string, words: Words): string {
  const wall = wallTime(at, zone);
  return `${words.date(wall)}, ${wall.time}`;
}

/** `Mon 7 Dec 2026, 09:00–10:00`. */
export function spanText(start: Date, end: Date | null, zone: string, words: Words): string {
  return `${momentText(start, zone, words)}${end === null ? '' : `–${timeOf(end, zone)}`}`;
}

export { showOtherTimes, zoneText };
