import { dayOf, localText } from '../../time/zones.js';
import { targetsOf } from './series-move.js';

const MONDAY = dayOf('2027-01-04') * 1_440 + 9 * 60;
const WEEK = 7 * 1_440;

const occurrence = (week: number, more: { start?: number; isActive?: boolean } = {}) => {
  const planned = MONDAY + week * WEEK;
  return { id: week, planned, start: planned, isActive: true, ...more };
};

/** Moves by so many days, to nine o'clock. */
function moved(occurrences: readonly ReturnType<typeof occurrence>[], from: number, days: number): string[] {
  const shift = { days, minuteOfDay: 9 * 60 };
  const first = occurrences.find(({ id }) => id === from)!;
  return targetsOf(occurrences, first, shift, 'UTC').map(
    ({ occurrence: { id }, start }) => `${id}: ${localText('UTC', start!).slice(5, 16)}`,
  );
}

describe('a move of a series', () => {
  it('takes this one and all later ones along', () => {
    expect(
      moved(
        [0, 1, 2, 3].map((week) => occurrence(week)),
        1,
        1,
      ),
    ).toEqual(['1: 01-12T09:00', '2: 01-19T09:00', '3: 01-26T09:00']);
  });

  it('leaves those alone that were moved by themselves, were cancelled or are over', () => {
    const given = [
      occurrence(0),
      occurrence(1, { start: MONDAY + WEEK + 60 }),
      occurrence(2, { isActive: false }),
      occurrence(3),
    ];
    expect(moved(given, 0, 1)).toEqual(['0: 01-05T09:00', '3: 01-26T09:00']);
  });

  it('takes the named one along, even when it was moved by itself', () => {
    const given = [occurrence(0, { start: MONDAY + 3 * 1_440 }), occurrence(1)];
    expect(moved(given, 0, 1)).toEqual(['0: 01-05T09:00', '1: 01-12T09:00']);
  });

  it('leaves alone what is there already', () => {
    expect(moved([occurrence(0), occurrence(1)], 0, 0)).toEqual([]);
  });

  it('puts one that was moved by itself back to the others', () => {
    expect(moved([occurrence(0, { start: MONDAY + 60 }), occurrence(1)], 0, 0)).toEqual(['0: 01-04T09:00']);
  });
});
