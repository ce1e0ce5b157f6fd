import { RRuleTemporal } from 'rrule-temporal';
import type { Range } from '../../../availability/domain/schedule.js';
import { DAY_MINUTES, startOfDay, wallAt } from '../../../time/zones.js';
import type { FeedEvent, Rule } from './event.js';
import { dayIn, instantOf, type Moment } from './moment.js';

/** Two clocks never differ by more. */
const APART = 2 * DAY_MINUTES;
const FREQUENCIES = new Set(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']);
/** ical.js counts the day on which weeks begin from Sunday. */
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** A rule that repeats more often on one day is no appointment. */
const MOST_A_DAY = 12;

/** The event repeats in a way that is not followed. */
export class RuleRefusedError extends Error {}

/** When an event makes busy, as far as that lies in the window, in any order. `replaced`: repetitions that other events replace. */
export function occurrencesOf(event: FeedEvent, replaced: readonly Moment[], window: Range): Range[] {
  const { start: first, length, additions } = event;
  // What replaces a repetition repeats no further.
  const rules = event.replaces === null ? event.rules : [];
  const exceptions = event.replaces === null ? [...event.exceptions, ...replaced] : [];
  if (length <= 0 && additions.every((addition) => !addition.length)) return [];
  const reach = { start: window.start - length - APART, end: window.end + APART };
  const isExcepted = exceptionsOf(first, exceptions);
  const walls = new Set([first.wall, ...rules.flatMap((rule) => wallsOf(first, rule, reach))]);
  const own = [...walls].map((wall) => ({ start: { ...first, wall }, length }));
  const all = [...own, ...additions.map(({ start, length: other }) => ({ start, length: other ?? length }))];
  return all
    .filter(({ start }) => start.wall > reach.start && start.wall < reach.end && !isExcepted(start))
    .map(({ start, length: minutes }) => rangeOf(start, minutes))
    .filter(({ start, end }) => start < end && end > window.start && start < window.end);
}

/** Days end with a midnight, however long they are. */
function rangeOf(moment: Moment, length: number): Range {
  const start = instantOf(moment);
  if (!moment.isDay) return { start, end: start + length };
  return { start, end: startOfDay(moment.zone, Math.ceil((moment.wall + length) / DAY_MINUTES)) };
}

/** Whole days are excepted by their day, and so is what begins on an excepted day. */
function exceptionsOf(first: Moment, exceptions: readonly Moment[]): (start: Moment) => boolean {
  const days = new Set(exceptions.filter(({ isDay }) => isDay || first.isDay).map((one) => dayIn(first.zone, one)));
  const instants = new Set(first.isDay ? [] : exceptions.filter(({ isDay }) => !isDay).map(instantOf));
  return (start) => days.has(dayIn(first.zone, start)) || (!start.isDay && instants.has(instantOf(start)));
}

/**
 * The wall times at which a rule repeats. The rule is followed on a clock that never changes, and the caller turns wall times into
 * instants: that is what `FREQ=DAILY` and rarer rules mean, and it leaves the clocks of zones to one place. The library's own limits
 * are as they come: with others it takes forty times as long.
 */
function wallsOf(first: Moment, rule: Rule, reach: Range): number[] {
  const { freq, until, wkst, ...rest } = rule;
  if (!FREQUENCIES.has(String(freq).toUpperCase()) || timesADay(rule) > MOST_A_DAY) throw new RuleRefusedError();
  const parts = Object.entries({
    freq,
    ...rest,
    ...(wkst !== undefined && { wkst: WEEKDAYS[Number(wkst) - 1] ?? '' }),
    ...(until !== undefined && { until: lastOf(first, String(until)) }),
  });
  const text = parts.map(([name, value]) => `${name.toUpperCase()}=${String(value)}`).join(';');
  const found = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${compact(first.wall)}
RRULE:${text}`,
  }).between(dateOf(reach.start), dateOf(reach.end), true);
  return found.map(({ epochMilliseconds }) => epochMilliseconds / 60_000);
}

const timesADay = (rule: Rule) =>
  ['byhour', 'byminute', 'bysecond'].reduce((product, name) => product * String(rule[name] ?? '').split(',').length, 1);

/** The end of a rule as a wall time: it is given in UTC, as a wall time, or as a day, which counts. */
function lastOf({ isDay, zone }: Moment, until: string): string {
  const at = Date.parse(until.length === 10 ? `${until}T23:59:59Z` : `${until.slice(0, 19)}Z`) / 60_000;
  if (Number.isNaN(at)) throw new RuleRefusedError();
  return `${compact(until.endsWith('Z') && !isDay ? wallAt(zone, at) : at)}Z`;
}

const dateOf = (wall: number) => new Date(wall * 60_000);
const compact = (wall: number) => dateOf(wall).toISOString().slice(0, 19).replace(/[-:]/g, '');
