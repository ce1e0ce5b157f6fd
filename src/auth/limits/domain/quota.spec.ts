import { Quota } from './quota.js';

const NOW = Date.parse('2026-11-24T09:00:00Z');

describe('a quota of requests', () => {
  it('counts down, refuses and does not count the requests beyond it, and is full again after a minute', () => {
    const quota = new Quota(2);
    expect(quota.take('a', NOW)).toEqual({ isWithin: true, remaining: 1, resetsIn: 60 });
    expect(quota.take('a', NOW + 20_500)).toEqual({ isWithin: true, remaining: 0, resetsIn: 40 });
    expect(quota.take('a', NOW + 59_999)).toEqual({ isWithin: false, remaining: 0, resetsIn: 1 });
    expect(quota.take('a', NOW + 60_000)).toEqual({ isWithin: true, remaining: 1, resetsIn: 60 });
  });

  it('is separate for each key', () => {
    const quota = new Quota(1);
    expect([quota.take('a', NOW), quota.take('b', NOW)].map(({ isWithin }) => isWithin)).toEqual([true, true]);
    expect(quota.take('a', NOW).isWithin).toBe(false);
  });

  it('remembers a bounded number of keys: the oldest window is forgotten first', () => {
    const quota = new Quota(1, 2);
    quota.take('a', NOW);
    quota.take('b', NOW);
    quota.take('a', NOW + 60_000); // a new window, after that of b
    quota.take('c', NOW + 60_001);
    expect(quota.take('a', NOW + 60_002).isWithin).toBe(false);
    expect(quota.take('c', NOW + 60_002).isWithin).toBe(false);
  });

  it('forgets the oldest key to make room for a new one', () => {
    const quota = new Quota(1, 2);
    for (const key of ['a', 'b', 'c']) quota.take(key, NOW);
    expect(quota.take('b', NOW).isWithin).toBe(false);
    expect(quota.take('a', NOW).isWithin).toBe(true);
  });

  it('never makes anyone wait longer than a minute, even when the clock is set back', () => {
    const quota = new Quota(1);
    quota.take('a', NOW);
    expect(quota.take('a', NOW - 3_600_000)).toEqual({ isWithin: true, remaining: 0, resetsIn: 60 });
  });
});
