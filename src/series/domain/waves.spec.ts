import { colliding, wavesOf } from './waves.js';

const hour = (start: number) => ({ start: start * 60, end: start * 60 + 60 });
const moves = (...pairs: readonly (readonly [from: number, to: number])[]) =>
  pairs.map(([from, to]) => ({ name: `${from} to ${to}`, from: hour(from), to: hour(to) }));
const named = (waves: ReturnType<typeof wavesOf<ReturnType<typeof moves>[number]>>) =>
  waves?.map((wave) => wave.map(({ name }) => name)) ?? null;

describe('sessions that move', () => {
  it.each([
    ['go at once when nobody is in the way', moves([1, 3], [10, 12]), [['1 to 3', '10 to 12']]],
    [
      'go one after the other, the one ahead first',
      moves([1, 2], [2, 3], [3, 4]),
      [['3 to 4'], ['2 to 3'], ['1 to 2']],
    ],
    ['go the other way round when they move back', moves([2, 1], [3, 2], [4, 3]), [['2 to 1'], ['3 to 2'], ['4 to 3']]],
    ['wait for a part of the time only', moves([1, 1.5], [2, 2.5]), [['2 to 2.5'], ['1 to 1.5']]],
    ['may overlap where they were themselves', moves([1, 1.5]), [['1 to 1.5']]],
    ['may touch', moves([1, 2], [3, 5]), [['1 to 2', '3 to 5']]],
    ['may stay', moves([1, 1], [5, 6]), [['1 to 1', '5 to 6']]],
    ['are none', [], []],
    ['cannot move in a circle', moves([1, 2], [2, 3], [3, 1]), null],
  ] as const)('%s', (_, given, expected) => {
    expect(named(wavesOf([...given]))).toEqual(expected);
  });

  it.each([
    ['at one time', moves([1, 9], [2, 9], [3, 5]), ['1 to 9', '2 to 9']],
    ['at a part of it', moves([1, 9], [3, 9.5]), ['1 to 9', '3 to 9.5']],
    ['at the time of one that stays', moves([1, 1], [2, 1]), ['1 to 1', '2 to 1']],
    ['one after the other', moves([1, 9], [2, 10]), []],
  ] as const)('collide %s, or not', (_, given, expected) => {
    expect(colliding(given).map(({ name }) => name)).toEqual(expected);
  });

  it('all go, at the most in as many waves as there are sessions', () => {
    const given = moves(...Array.from({ length: 52 }, (_, day) => [day * 24, day * 24 + 24] as const));
    expect(wavesOf(given)?.map((wave) => wave.length)).toEqual(Array.from({ length: 52 }, () => 1));
  });
});
