import { durationMillis } from './duration.js';

const HOUR = 3_600_000;

describe('an ISO 8601 duration', () => {
  it.each([
    ['P1D', 24 * HOUR],
    ['P2W', 14 * 24 * HOUR],
    ['PT90M', 1.5 * HOUR],
    ['PT2H', 2 * HOUR],
    ['P1DT2H30M5S', 26.5 * HOUR + 5_000],
    ['PT0S', 0],
  ])('%s has its milliseconds', (text, milliseconds) => {
    expect(durationMillis(text)).toBe(milliseconds);
  });

  it.each(['', 'P', 'PT', 'P1DT', '1D', 'P1M', 'P1Y', 'PT1.5H', '-P1D', 'P-1D', 'P1H', 'PT1D', 'p1d', ' P1D', 'P1D\n'])(
    'is not %j',
    (text) => {
      expect(durationMillis(text)).toBeNull();
    },
  );
});
