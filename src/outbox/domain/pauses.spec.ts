import { MOST_ATTEMPTS, pauseAfter } from './pauses.js';

describe('pauses between the tries of a delivery', () => {
  const pauses = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => pauseAfter(index + 1, 0)!);

  it('begin with seconds, grow, and end with a day', () => {
    expect(pauses[0]).toBe(10_000);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBe(86_400_000);
  });

  it('are spread by a tenth', () => {
    expect(pauseAfter(1, 1)).toBe(11_000);
  });

  it('end with the last try', () => {
    expect(pauseAfter(MOST_ATTEMPTS, 0)).toBeNull();
  });
});
