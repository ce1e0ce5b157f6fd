import { dayHoursFault, dayHoursOf, dayMinutes, weeklyHoursFault, weeklyHoursOf, weekMinutes } from './hours.js';

const at = (weekday: unknown, start: unknown, end: unknown) => ({ weekday, start, end });
const quarters = (count: number, weekday = 1) =>
  Array.from({ length: count }, (_, hour) => at(weekday, `0${hour}:00`.slice(-5), `0${hour}:15`.slice(-5)));

describe('the hours of a week', () => {
  it.each([
    ['none', [], []],
    ['one interval', [at(1, '09:00', '17:30')], [540, 1050]],
    ['intervals that touch', [at(1, '09:00', '12:00'), at(1, '12:00', '13:00')], [540, 720, 720, 780]],
    ['a night', [at(1, '22:00', '24:00'), at(2, '00:00', '02:00')], [1320, 1440, 1440, 1560]],
    ['a whole Sunday', [at(7, '00:00', '24:00')], [8640, 10080]],
  ])('are kept as minutes and written as before: %s', (_, hours, minutes) => {
    expect(weeklyHoursFault(hours)).toBeNull();
    expect(weekMinutes(hours as Parameters<typeof weekMinutes>[0])).toEqual(minutes);
    expect(weeklyHoursOf(minutes)).toEqual(hours);
  });

  it('are sorted', () => {
    const [late, early] = [at(3, '09:00', '10:00'), at(1, '09:00', '10:00')];
    expect(weeklyHoursOf(weekMinutes([late, early] as Parameters<typeof weekMinutes>[0]))).toEqual([early, late]);
  });

  it('may be ten intervals on each day', () => {
    expect(weeklyHoursFault([1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => quarters(10, weekday)))).toBeNull();
  });

  it.each([
    ['no list', {}, /^must be a list/],
    ['null', null, /^must be a list/],
    ['an entry that is null', [null], /^must be a list.*number 1$/],
    ['an entry that is a list', [[1]], /^must be a list/],
    ['an unknown field', [{ ...at(1, '09:00', '10:00'), note: 'x' }], /these fields alone/],
    ['a missing field', [{ weekday: 1, start: '09:00' }], /these fields alone/],
    ['day 0', [at(0, '09:00', '10:00')], /weekdays from 1/],
    ['day 8', [at(8, '09:00', '10:00')], /weekdays from 1/],
    ['half a day', [at(1.5, '09:00', '10:00')], /weekdays from 1/],
    ['a weekday as text', [at('1', '09:00', '10:00')], /weekdays from 1/],
    ['a start without zero', [at(1, '9:00', '10:00')], /starts such as/],
    ['a start with seconds', [at(1, '09:00:00', '10:00')], /starts such as/],
    ['a start at 24:00', [at(1, '24:00', '24:00')], /starts such as/],
    ['a start as number', [at(1, 9, '10:00')], /starts such as/],
    ['minute 60', [at(1, '09:60', '10:00')], /starts such as/],
    ['an end after 24:00', [at(1, '09:00', '24:01')], /ends such as/],
    ['an end at the start', [at(1, '09:00', '09:00')], /later than their starts/],
    ['an end before the start', [at(1, '22:00', '02:00')], /later than their starts/],
    ['an overlap', [at(1, '09:00', '12:00'), at(1, '11:59', '13:00')], /overlap/],
    ['an interval within another', [at(1, '10:00', '11:00'), at(1, '09:00', '12:00')], /overlap/],
    ['the same twice', [at(1, '09:00', '10:00'), at(1, '09:00', '10:00')], /overlap/],
    ['eleven a day', [...quarters(10), at(1, '10:00', '10:15')], /at most 10 intervals a day/],
    ['far too many', Array.from({ length: 71 }, () => at(1, '09:00', '10:00')), /at most 10 intervals a day/],
  ])('are refused: %s', (_, hours, sentence) => {
    expect(weeklyHoursFault(hours)).toMatch(sentence);
  });
});

describe('the hours of one day', () => {
  it('are kept as minutes from midnight', () => {
    const hours = [
      { start: '00:00', end: '01:30' },
      { start: '20:00', end: '24:00' },
    ];
    expect(dayHoursFault(hours)).toBeNull();
    expect(dayMinutes(hours)).toEqual([0, 90, 1200, 1440]);
    expect(dayHoursOf([0, 90, 1200, 1440])).toEqual(hours);
  });

  it('have no weekday', () => {
    expect(dayHoursFault([at(1, '09:00', '10:00')])).toMatch(/these fields alone/);
  });
});
