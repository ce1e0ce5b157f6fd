import { hasDays, periodIn, periodOf } from './period.js';

describe('the period of a list', () => {
  it.each([
    ['all time', undefined, undefined, null, null],
    ['from a day on, at its first moment in UTC', '2026-11-01', undefined, '2026-11-01T00:00:00.000Z', null],
    ['up to a day, all of it included', undefined, '2026-11-30', null, '2026-12-01T00:00:00.000Z'],
    ['one whole day', '2026-11-24', '2026-11-24', '2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z'],
    ['over the end of February', undefined, '2028-02-29', null, '2028-03-01T00:00:00.000Z'],
    [
      'between moments as they are, in any zone',
      '2026-11-24T01:00:00+02:00',
      '2026-11-24T09:00:00Z',
      '2026-11-23T23:00:00.000Z',
      '2026-11-24T09:00:00.000Z',
    ],
    [
      'from a moment to a day',
      '2026-11-24T09:00:00.5Z',
      '2026-11-24',
      '2026-11-24T09:00:00.500Z',
      '2026-11-25T00:00:00.000Z',
    ],
  ])('is %s', (_, from, to, start, end) => {
    const period = periodOf(from, to);
    expect([period.start?.toISOString() ?? null, period.end?.toISOString() ?? null]).toEqual([start, end]);
  });
});

describe('the period of a list in a time zone', () => {
  it.each([
    [
      'a day in Berlin',
      'Europe/Berlin',
      '2027-01-12',
      '2027-01-12',
      '2027-01-11T23:00:00.000Z',
      '2027-01-12T23:00:00.000Z',
    ],
    [
      'the day of 23 hours',
      'Europe/Berlin',
      '2027-03-28',
      '2027-03-28',
      '2027-03-27T23:00:00.000Z',
      '2027-03-28T22:00:00.000Z',
    ],
    [
      'moments as they are',
      'Asia/Kolkata',
      '2027-01-12T09:00:00Z',
      '2027-01-12T10:00:00Z',
      '2027-01-12T09:00:00.000Z',
      '2027-01-12T10:00:00.000Z',
    ],
  ])('is %s', (_, zone, from, to, start, end) => {
    const period = periodIn(zone, from, to);
    expect([period.start?.toISOString(), period.end?.toISOString()]).toEqual([start, end]);
  });

  it('is all time without bounds', () => {
    expect(periodIn('Asia/Kolkata', undefined, undefined)).toEqual({ start: null, end: null });
  });

  it.each([
    [true, { from: '2027-01-12' }],
    [true, { from: '2027-01-12T09:00:00Z', to: '2027-01-12' }],
    [false, { from: '2027-01-12T09:00:00Z' }],
    [false, {}],
  ])('depends on the zone: %s for %j', (depends, query) => {
    expect(hasDays(query)).toBe(depends);
  });
});
