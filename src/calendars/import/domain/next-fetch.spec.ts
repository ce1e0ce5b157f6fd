import { nextFetch } from './next-fetch.js';

const AT = new Date('2027-03-20T12:00:00Z');

describe('the next fetch of a feed', () => {
  it.each([
    ['15 minutes after a success', 0, null, 1, '12:15:00'],
    ['up to a tenth earlier by chance', 0, null, 0, '12:13:30'],
    ['15 minutes after the first failure', 1, null, 1, '12:15:00'],
    ['twice as long after the second', 2, null, 1, '12:30:00'],
    ['eight hours after the sixth', 6, null, 1, '20:00:00'],
    ['when the host asks for it', 1, '2027-03-20T14:00:00Z', 1, '14:00:00'],
    ['not sooner because the host asks for it', 3, '2027-03-20T12:01:00Z', 1, '13:00:00'],
  ])('is %s', (_, failures, retryAfter, chance, expected) => {
    const last = { at: AT, failures, retryAfter: retryAfter === null ? null : new Date(retryAfter) };
    expect(nextFetch(last, chance).toISOString().slice(11, 19)).toBe(expected);
  });

  it.each([
    ['many failures', 500, null],
    ['a host that asks for a year', 1, new Date('2028-03-20T12:00:00Z')],
  ])('is a day later at the latest: %s', (_, failures, retryAfter) => {
    expect(nextFetch({ at: AT, failures, retryAfter }, 1)).toEqual(new Date('2027-03-21T12:00:00Z'));
  });
});
