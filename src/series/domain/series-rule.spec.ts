import { dateOf, dayOf, instantsOf, localText } from '../../time/zones.js';
import { plannedTimes, ruleFrom, type SeriesEnd, shiftBetween, shifted, shiftedWeekdays } from './series-rule.js';

type WallTime = readonly [date: string, hour: number, minute?: number];

const minuteAt = (zone: string, ...[date, hour, minute = 0]: WallTime) =>
  instantsOf(zone, dayOf(date) * 1_440 + hour * 60 + minute)[0]!;

interface Wanted {
  readonly at: WallTime;
  readonly weeks?: number;
  readonly weekdays?: readonly number[];
  readonly end?: SeriesEnd;
}

function timesOf(zone: string, { at, weeks = 1, weekdays, end = { count: 3 } }: Wanted): string[] {
  const rule = ruleFrom(zone, minuteAt(zone, ...at), { everyWeeks: weeks, weekdays: weekdays ?? null, end });
  return plannedTimes(rule, zone).map(({ day, start }) =>
    start === null ? `${dateOf(day)} does not exist` : localText(zone, start),
  );
}

describe('the times of a series', () => {
  it.each<[string, string, Wanted, string[]]>([
    [
      'repeat on the weekday of the start, at the same wall time when summer begins',
      'Europe/Berlin',
      { at: ['2027-03-23', 18] },
      ['2027-03-23T18:00:00+01:00', '2027-03-30T18:00:00+02:00', '2027-04-06T18:00:00+02:00'],
    ],
    [
      'stay there when summer ends',
      'America/New_York',
      { at: ['2027-11-01', 9] },
      ['2027-11-01T09:00:00-04:00', '2027-11-08T09:00:00-05:00', '2027-11-15T09:00:00-05:00'],
    ],
    [
      'stay there in a zone whose summer is half an hour ahead',
      'Australia/Lord_Howe',
      { at: ['2027-03-29', 7, 30], end: { count: 2 } },
      ['2027-03-29T07:30:00+11:00', '2027-04-05T07:30:00+10:30'],
    ],
    [
      'lie in every other week, and weeks start on Monday',
      'Asia/Kolkata',
      { at: ['2027-01-10', 9], weeks: 2, weekdays: [1, 7], end: { count: 4 } },
      [
        '2027-01-10T09:00:00+05:30',
        '2027-01-18T09:00:00+05:30',
        '2027-01-24T09:00:00+05:30',
        '2027-02-01T09:00:00+05:30',
      ],
    ],
    [
      'are on the named days only, and none is before the start',
      'UTC',
      { at: ['2027-01-13', 9], weekdays: [5, 2], end: { count: 3 } },
      ['2027-01-15T09:00:00+00:00', '2027-01-19T09:00:00+00:00', '2027-01-22T09:00:00+00:00'],
    ],
    [
      'include the last day',
      'Europe/Berlin',
      { at: ['2027-01-12', 23, 30], end: { until: dayOf('2027-01-26') } },
      ['2027-01-12T23:30:00+01:00', '2027-01-19T23:30:00+01:00', '2027-01-26T23:30:00+01:00'],
    ],
    [
      'tell a wall time that does not exist, and count it',
      'Europe/Berlin',
      { at: ['2027-03-21', 2, 30] },
      ['2027-03-21T02:30:00+01:00', '2027-03-28 does not exist', '2027-04-04T02:30:00+02:00'],
    ],
    [
      'mean the first of two wall times that are equal',
      'Europe/Berlin',
      { at: ['2027-10-24', 2, 30], end: { count: 2 } },
      ['2027-10-24T02:30:00+02:00', '2027-10-31T02:30:00+02:00'],
    ],
    [
      'tell a day that a zone left out',
      'Pacific/Apia',
      { at: ['2011-12-23', 10] },
      ['2011-12-23T10:00:00-10:00', '2011-12-30 does not exist', '2012-01-06T10:00:00+14:00'],
    ],
  ])('%s (%s)', (_, zone, wanted, expected) => {
    expect(timesOf(zone, wanted)).toEqual(expected);
  });

  it('stop one after the most that a series may have when only the last day says where', () => {
    expect(timesOf('UTC', { at: ['2027-01-01', 9], end: { until: dayOf('9999-12-31') } })).toHaveLength(53);
  });

  it('are none when the last day lies before the start', () => {
    expect(timesOf('UTC', { at: ['2027-01-05', 9], end: { until: dayOf('2027-01-04') } })).toEqual([]);
  });

  it('start with the first of two equal wall times when the second was named', () => {
    const second = instantsOf('Europe/Berlin', dayOf('2027-10-31') * 1_440 + 150)[1]!;
    const rule = ruleFrom('Europe/Berlin', second, { everyWeeks: 1, weekdays: null, end: { count: 2 } });
    expect(plannedTimes(rule, 'Europe/Berlin')[0]!.start).toBe(second - 60);
  });
});

describe('the shift of a series', () => {
  const BERLIN = 'Europe/Berlin';

  it.each<[string, WallTime, WallTime, WallTime, string]>([
    [
      'a day further and later',
      ['2027-03-22', 18],
      ['2027-03-23', 19],
      ['2027-03-29', 18],
      '2027-03-30T19:00:00+02:00',
    ],
    ['a day back and earlier', ['2027-03-23', 18], ['2027-03-22', 7], ['2027-03-30', 18], '2027-03-29T07:00:00+02:00'],
    ['by three weeks', ['2027-03-01', 18], ['2027-03-22', 18], ['2027-03-08', 18], '2027-03-29T18:00:00+02:00'],
    ['over midnight', ['2027-03-22', 0], ['2027-03-21', 23], ['2027-03-29', 0], '2027-03-28T23:00:00+02:00'],
  ])('goes %s by the wall clock', (_, from, to, other, expected) => {
    const shift = shiftBetween(BERLIN, minuteAt(BERLIN, ...from), minuteAt(BERLIN, ...to));
    expect(localText(BERLIN, shifted(BERLIN, minuteAt(BERLIN, ...other), shift).start!)).toBe(expected);
  });

  it('tells a time that does not exist', () => {
    const shift = shiftBetween(BERLIN, minuteAt(BERLIN, '2027-03-14', 9), minuteAt(BERLIN, '2027-03-14', 2, 30));
    const { day, start } = shifted(BERLIN, minuteAt(BERLIN, '2027-03-28', 9), shift);
    expect([dateOf(day), start]).toEqual(['2027-03-28', null]);
  });

  it.each([
    [[1, 3], 1, [2, 4]],
    [[1, 3], -1, [2, 7]],
    [[7], 1, [1]],
    [[2, 5], 14, [2, 5]],
    [[1], -8, [7]],
  ])('of days %j by %i gives %j', (weekdays, days, expected) => {
    expect(shiftedWeekdays(weekdays, { days, minuteOfDay: 0 })).toEqual(expected);
  });
});
