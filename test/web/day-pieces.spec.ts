import { hoursOf, partOn, piecesOn } from '../../web/src/week/day-pieces.js';
import type { WeekItem } from '../../web/src/week/week-item.js';

const BERLIN = 'Europe/Berlin';
const span = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });

/** A session on 7 December 2026 in Berlin; times are those of its clock. */
const item = (key: string, from: string, to: string): WeekItem => ({
  ...span(`2026-12-07T${from}:00+01:00`, `2026-12-07T${to}:00+01:00`),
  ...{ key, title: key, details: [], label: key, status: null, tone: 'good', isMovable: true },
});

describe('the part of a span on a day', () => {
  it.each([
    ['within the day', span('2026-12-07T09:00:00Z', '2026-12-07T10:30:00Z'), { from: 600, to: 690 }],
    ['from the day before', span('2026-12-06T20:00:00Z', '2026-12-07T05:00:00Z'), { from: 0, to: 360 }],
    ['until midnight', span('2026-12-07T21:00:00Z', '2026-12-07T23:00:00Z'), { from: 1320, to: 1440 }],
    ['over the whole day', span('2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z'), { from: 0, to: 1440 }],
    ['that ends when the day begins', span('2026-12-06T20:00:00Z', '2026-12-06T23:00:00Z'), null],
    ['of another day', span('2026-12-08T09:00:00Z', '2026-12-08T10:00:00Z'), null],
  ])('%s', (_, given, part) => {
    expect(partOn('2026-12-07', given, BERLIN)).toEqual(part);
  });

  it('follows the clock when it is put back', () => {
    const night = span('2026-10-24T23:30:00Z', '2026-10-25T02:00:00Z');
    expect(partOn('2026-10-25', night, BERLIN)).toEqual({ from: 90, to: 180 });
  });
});

describe('items of one day', () => {
  const lanesOf = (...items: WeekItem[]) =>
    piecesOn('2026-12-07', items, BERLIN).map(({ item: { key }, lane, lanes }) => `${key} ${lane}/${lanes}`);

  it('have the whole width when nothing is beside them', () => {
    expect(lanesOf(item('a', '09:00', '10:00'), item('b', '10:00', '11:00'))).toEqual(['a 0/1', 'b 0/1']);
  });

  it('stand beside each other when they overlap, and take a lane that is free again', () => {
    const items = [item('a', '09:00', '12:00'), item('b', '09:30', '10:00'), item('c', '10:00', '11:00')];
    expect(lanesOf(...items)).toEqual(['a 0/2', 'b 1/2', 'c 1/2']);
  });

  it('are read by their start, the longer one first', () => {
    expect(lanesOf(item('b', '09:00', '09:30'), item('c', '11:00', '12:00'), item('a', '09:00', '10:00'))).toEqual([
      'a 0/2',
      'b 1/2',
      'c 0/1',
    ]);
  });

  it('that lie behind the others are read first and take no lane', () => {
    const off = { ...item('off', '08:00', '18:00'), isBehind: true };
    expect(lanesOf(item('a', '09:00', '10:00'), off)).toEqual(['off 0/1', 'a 0/1']);
  });
});

describe('the hours of a week', () => {
  it.each([
    ['office hours when there is nothing', [], { first: 8, last: 18 }],
    [
      'whole hours around early and late sessions',
      [
        { from: 390, to: 450 },
        { from: 1200, to: 1215 },
      ],
      { first: 6, last: 21 },
    ],
  ])('are %s', (_, parts, hours) => {
    expect(hoursOf(parts)).toEqual(hours);
  });
});
