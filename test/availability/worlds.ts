import fc from 'fast-check';
import type { Situation } from '../../src/availability/domain/free-times.js';
import { dayOf, startOfDay } from '../../src/time/zones.js';
import { QUARTER } from './oracle.js';

/** Zones with a clock change of an hour, of half an hour, with none, with a missing day, and with two changes around Ramadan. */
const ZONE_DAYS: readonly (readonly [zone: string, ...days: string[]])[] = [
  ['Europe/Berlin', '2026-03-28', '2026-10-24'],
  ['America/New_York', '2026-03-07', '2026-10-31'],
  ['Australia/Lord_Howe', '2026-04-04', '2026-10-03'],
  ['Asia/Kolkata', '2026-06-01'],
  ['Pacific/Apia', '2011-12-29', '2011-12-30'],
  ['Africa/Casablanca', '2026-02-14', '2026-03-21'],
];

/** A coach's situation in a zone, and the instants from which to which it is asked for. */
export interface World {
  readonly zone: string;
  readonly situation: Situation;
  readonly from: number;
  readonly to: number;
}

const quarter = (min: number, max: number) =>
  fc.integer({ min: Math.ceil(min / QUARTER), max: Math.floor(max / QUARTER) }).map((count) => count * QUARTER);

/** Hours of a day: some that touch, none that overlap. */
const hours = fc
  .uniqueArray(quarter(0, 1_440), { minLength: 0, maxLength: 6 })
  .map((bounds) => [...bounds].sort((a, b) => a - b))
  .map((bounds) =>
    bounds.flatMap((start, index) => (index + 1 < bounds.length ? [{ start, end: bounds[index + 1]! }] : [])),
  )
  .chain((ranges) => fc.subarray(ranges));

const week = fc
  .array(hours, { minLength: 7, maxLength: 7 })
  .map((days) => days.flatMap((ranges, index) => ranges.map((range) => ({ weekday: index + 1, ...range }))));

const length = fc.record({ minutes: quarter(15, 150), before: quarter(0, 45), after: quarter(0, 45) });

export const worlds: fc.Arbitrary<World> = fc.constantFrom(...ZONE_DAYS).chain(([zone, ...days]) =>
  fc.constantFrom(...days).chain((date) => {
    const day = dayOf(date);
    const [from, to] = [startOfDay(zone, day), startOfDay(zone, day + 3)];
    const range = fc
      .tuple(quarter(from, to), quarter(15, 180))
      .map(([start, minutes]) => ({ start, end: start + minutes }));
    const taken = fc
      .tuple(
        range,
        fc.record({ before: quarter(0, 30), after: quarter(0, 30), isHold: fc.boolean(), isCounted: fc.boolean() }),
      )
      .map(([when, more]) => ({ ...when, ...more }));
    const asking = fc.record({
      busy: fc.array(range, { maxLength: 2 }),
      active: fc.integer({ min: 0, max: 2 }),
      limit: fc.option(fc.integer({ min: 1, max: 2 })),
    });
    const schedule = fc.record({
      zone: fc.constant(zone),
      week,
      dates: fc
        .array(fc.tuple(fc.integer({ min: day - 1, max: day + 3 }), hours), { maxLength: 2 })
        .map((pairs) => new Map(pairs)),
      timeOff: fc.array(range, { maxLength: 1 }),
      noticeMinutes: fc.constantFrom(0, 60, 600),
      windowDays: fc.constantFrom(1, 2, 3, 60),
      gridMinutes: fc.constantFrom(15, 30, 60),
      dailyLimit: fc.option(fc.integer({ min: 1, max: 3 })),
    });
    const situation = fc.record({
      schedule,
      length,
      now: fc.tuple(quarter(from - 2_880, to), fc.constantFrom(0, 0.5)).map(([quarters, part]) => quarters + part),
      taken: fc.array(taken, { maxLength: 4 }),
      busyElsewhere: fc.array(range, { maxLength: 2 }),
      client: fc.option(asking),
    });
    return situation.map((found) => ({ zone, situation: found, from, to }));
  }),
);
