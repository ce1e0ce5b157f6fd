import { nextTry } from './tries.js';

const NOW = new Date('2026-11-29T02:00:00Z');

describe('an export that failed', () => {
  it.each([
    [1, '2026-11-29T02:00:10.000Z'],
    [2, '2026-11-29T02:01:00.000Z'],
    [3, '2026-11-29T02:10:00.000Z'],
  ])('is tried again after try %i', (tries, at) => {
    expect(nextTry(tries, NOW)?.toISOString()).toBe(at);
  });

  it('rests after the fourth', () => {
    expect(nextTry(4, NOW)).toBeNull();
  });
});
