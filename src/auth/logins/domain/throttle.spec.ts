import { inWords, LOGIN_LIMITS, MAIL_LIMITS, waitOf, WINDOW_SECONDS } from './throttle.js';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('the throttle', () => {
  it('allows 10 failures an account and 100 an address in 15 minutes, and 10 mails of either', () => {
    expect([LOGIN_LIMITS, MAIL_LIMITS, WINDOW_SECONDS]).toEqual([
      { account: 10, address: 100 },
      { account: 10, address: 10 },
      900,
    ]);
  });

  it.each([
    ['nothing failed yet', [], 0],
    ['one less than the limit failed', [10, 5], 0],
    ['as many as the limit failed', [800, 10, 5], 100],
    ['one of them is as old as the window', [900, 10, 5], 0],
    ['one of them is a moment younger than the window', [899.999, 10, 5], 1],
    ['more than the limit failed', [850, 800, 10, 5], 100],
    ['all failed this moment', [0, 0, 0], 900],
    ['all failed half a second ago', [0.5, 0.5, 0.5], 900],
    ['the clock of another instance is ahead', [-30, -30, -30], 900],
    ['old ones do not count', [2000, 1000, 901, 10, 5], 0],
  ])('of three waits, when %s (seconds ago: %j), for %d seconds', (_, failures, wait) => {
    expect(waitOf(failures.map(ago), 3, NOW)).toBe(wait);
  });

  it.each([
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [61, '2 minutes'],
    [840, '14 minutes'],
    [900, '15 minutes'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(inWords(seconds)).toBe(words);
  });
});
