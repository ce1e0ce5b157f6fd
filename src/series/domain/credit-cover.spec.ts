import { coverAll } from './credit-cover.js';

const day = (number: number) => new Date(Date.UTC(2030, 0, number));
const credits = (left: number, expires: number | null) => ({ left, expiresAt: expires === null ? null : day(expires) });

describe('credits cover a series', () => {
  it.each([
    ['one for each session', [1, 8], [credits(2, null)], true],
    ['fewer than sessions', [1, 8], [credits(1, null)], false],
    ['of several purchases', [1, 8, 15], [credits(1, null), credits(2, 10)], true],
    ['none that has expired by the start of its session', [1, 8], [credits(2, 8)], false],
    ['those that last longer are kept for later sessions', [1, 8], [credits(1, null), credits(1, 2)], true],
    ['no sessions', [], [], true],
    ['no credits', [1], [], false],
  ])('%s: %j', (_, starts, of, covers) => {
    expect(coverAll(starts.map(day), of)).toBe(covers);
  });
});
