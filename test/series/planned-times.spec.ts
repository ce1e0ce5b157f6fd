import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { plannedTimes, ruleFrom, type SeriesEnd } from '../../src/series/domain/series-rule.js';
import { dayOf, startOfDay } from '../../src/time/zones.js';

const RUNS = 300;
const MINUTE_MS = 60_000;

/** Zones and days shortly before each of their clock changes. */
const BEFORE_CHANGES: readonly (readonly [zone: string, ...days: string[]])[] = [
  ['Europe/Berlin', '2026-03-10', '2026-10-10', '2027-03-10', '2027-10-10'],
  ['America/New_York', '2026-02-20', '2026-10-15', '2027-03-01', '2027-10-20'],
  ['Australia/Lord_Howe', '2026-03-20', '2026-09-20', '2027-03-20', '2027-09-20'],
  ['Asia/Kolkata', '2026-06-01', '2027-01-01'],
  ['Pacific/Apia', '2011-12-15', '2026-06-01'],
  ['Africa/Casablanca', '2026-02-01', '2026-03-10', '2027-01-25', '2027-03-01'],
];

interface Wish {
  readonly zone: string;
  readonly start: number;
  readonly everyWeeks: number;
  readonly weekdays: readonly number[] | null;
  readonly end: SeriesEnd;
}

const wishes: fc.Arbitrary<Wish> = fc.constantFrom(...BEFORE_CHANGES).chain(([zone, ...days]) =>
  fc.constantFrom(...days).chain((date) => {
    const first = startOfDay(zone, dayOf(date));
    return fc.record({
      zone: fc.constant(zone),
      // Many start in the hours in which clocks change.
      start: fc.oneof(
        fc.integer({ min: 0, max: 14 * 96 }).map((quarter) => first + quarter * 15),
        fc.tuple(fc.nat(13), fc.nat(16)).map(([day, quarter]) => first + day * 1_440 + quarter * 15),
      ),
      everyWeeks: fc.integer({ min: 1, max: 8 }),
      weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 })),
      end: fc.oneof(
        fc.record({ count: fc.integer({ min: 2, max: 52 }) }),
        fc.record({ until: fc.integer({ min: dayOf(date), max: dayOf(date) + 200 }) }),
      ),
    });
  }),
);

/** Goes through the calendar day by day, as the rule reads. */
function expectedTimes({ zone, start, everyWeeks, weekdays, end }: Wish): { date: string; instant: number | null }[] {
  const first = Temporal.Instant.fromEpochMilliseconds(start * MINUTE_MS).toZonedDateTimeISO(zone);
  const last = 'until' in end ? Temporal.PlainDate.from('1970-01-01').add({ days: end.until }) : null;
  const most = 'count' in end ? end.count : 53;
  const found: { date: string; instant: number | null }[] = [];
  for (let days = 0; found.length < most; days++) {
    const sinceMonday = first.dayOfWeek - 1 + days;
    const weekday = (sinceMonday % 7) + 1;
    const isDay = weekdays === null ? weekday === first.dayOfWeek : weekdays.includes(weekday);
    const isWeek = Math.floor(sinceMonday / 7) % everyWeeks === 0;
    if (!isDay || !isWeek) continue;
    const date = first.toPlainDate().add({ days });
    if (last && Temporal.PlainDate.compare(date, last) > 0) break;
    found.push({ date: date.toString(), instant: instantOf(date.toPlainDateTime(first.toPlainTime()), zone) });
  }
  return found;
}

/** The first instant of the wall time; null when there is none. */
function instantOf(wall: Temporal.PlainDateTime, zone: string): number | null {
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(wall) ? zoned.epochMilliseconds / MINUTE_MS : null;
}

describe('the times of a series', () => {
  it('are those of another library that goes through the calendar day by day', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const planned = plannedTimes(ruleFrom(wish.zone, wish.start, wish), wish.zone);
        expect(planned.map(({ day, start }) => ({ date: day, instant: start }))).toEqual(
          expectedTimes(wish).map(({ date, instant }) => ({ date: dayOf(date), instant })),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('that are compared leave out some and repeat over a change of the clock', () => {
    const times = fc.sample(wishes, { numRuns: 400, seed: 7 }).flatMap(expectedTimes);
    expect(times.filter(({ instant }) => instant === null).length).toBeGreaterThan(5);
  });
});
