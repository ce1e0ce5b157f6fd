import ICAL from 'ical.js';
import { DAY_MINUTES } from '../../../time/zones.js';
import { durationOf, instantOf, type Moment, momentOf } from './moment.js';
import type { ZoneNames } from './zone-names.js';

/** Parts of a rule as ical.js parses them, in small letters. */
export type Rule = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** An event of a calendar, as far as it says when somebody is busy. */
export interface FeedEvent {
  readonly uid: string;
  readonly isBusy: boolean;
  readonly start: Moment;
  /** Minutes; whole days when the start is a day. */
  readonly length: number;
  readonly rules: readonly Rule[];
  /** Further starts, with a length of their own when they say one. */
  readonly additions: readonly { readonly start: Moment; readonly length: number | null }[];
  readonly exceptions: readonly Moment[];
  /** Which repetition this event replaces. */
  readonly replaces: Moment | null;
}

/** A property in jCal (RFC 7265). */
type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: unknown[],
];

/** Throws when the lines are no event that has a start. */
export function eventOf(lines: readonly string[], zones: ZoneNames): FeedEvent {
  const parsed: unknown = ICAL.parse(['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n'));
  const [, all] = parsed as [name: string, properties: readonly Property[]];
  const properties = (name: string) => all.filter(([found]) => found === name);
  const moments = (name: string) =>
    properties(name).flatMap(([, { tzid }, , ...values]) => values.map((value) => momentOf(value, tzid, zones)));
  const text = (name: string) => textOf(properties(name)[0]?.[3]);
  const word = (name: string) => text(name).toUpperCase();
  const [start] = moments('dtstart');
  if (start === undefined) throw new RangeError('The event has no start.');
  const duration = properties('duration')[0]?.[3];
  return {
    uid: text('uid'),
    isBusy:
      word('status') !== 'CANCELLED' &&
      word('transp') !== 'TRANSPARENT' &&
      word('x-microsoft-cdo-busystatus') !== 'FREE',
    start,
    length: duration === undefined ? lengthTo(start, moments('dtend')[0]) : rounded(start, durationOf(duration)),
    rules: properties('rrule').map(([, , , rule]) => rule as Rule),
    additions: properties('rdate').flatMap(([, { tzid }, , ...values]) =>
      values.map((value) => additionOf(value, tzid, zones)),
    ),
    exceptions: moments('exdate'),
    replaces: moments('recurrence-id')[0] ?? null,
  };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** A period is a start and an end, or a start and a duration. */
function additionOf(value: unknown, zone: unknown, zones: ZoneNames): FeedEvent['additions'][number] {
  if (!Array.isArray(value)) return { start: momentOf(value, zone, zones), length: null };
  const [from, to] = value as unknown[];
  const start = momentOf(from, zone, zones);
  const isDuration = String(to).startsWith('P');
  return { start, length: isDuration ? durationOf(to) : lengthTo(start, momentOf(to, zone, zones)) };
}

/** A day without an end lasts one day, a time without an end no time at all. Throws a RangeError for an end before the start. */
function lengthTo(start: Moment, end: Moment | undefined): number {
  if (end === undefined) return start.isDay ? DAY_MINUTES : 0;
  const length = start.isDay ? rounded(start, end.wall - start.wall) : instantOf(end) - instantOf(start);
  if (length < 0) throw new RangeError('The event ends before it starts.');
  return length;
}

const rounded = ({ isDay }: Moment, length: number) =>
  isDay ? Math.max(1, Math.ceil(length / DAY_MINUTES)) * DAY_MINUTES : length;
