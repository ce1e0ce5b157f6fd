import { endedBefore } from './time-passing.js';

describe('the completion of confirmed sessions', () => {
  it.each([
    ['2027-03-22T10:00:00.000Z', '2027-03-21T10:00:00.000Z'],
    // Clocks in Berlin are put forward on 28 March: 24 hours stay 24 hours.
    ['2027-03-28T10:00:00.001Z', '2027-03-27T10:00:00.001Z'],
  ])('at %s concerns those that ended by %s', (now, ended) => {
    expect(endedBefore(new Date(now)).toISOString()).toBe(ended);
  });
});
