import { longestFirst, reminderFault } from './reminder-minutes.js';

const NUMBERS = 'must have whole numbers from 5 to 10080';
const LIST = 'must be a list of at most 5 numbers';

describe('reminders before a session', () => {
  it.each([[[]], [[5]], [[10_080]], [[1440, 120]], [[120, 1440]], [[5, 6, 7, 8, 9]]])('may be %j', (minutes) => {
    expect(reminderFault(minutes)).toBeNull();
  });

  it.each([
    [[4], NUMBERS],
    [[10_081], NUMBERS],
    [[60.5], NUMBERS],
    [['60'], NUMBERS],
    [[null], NUMBERS],
    [[[60]], NUMBERS],
    [[5, 6, 7, 8, 9, 10], LIST],
    [60, LIST],
    [{ 0: 60, length: 1 }, LIST],
    [[120, 60, 120], 'must not name the same minutes twice'],
  ])('may not be %j', (minutes, fault) => {
    expect(reminderFault(minutes)).toBe(fault);
  });

  it('are kept longest first', () => {
    expect(longestFirst([5, 1440, 120])).toEqual([1440, 120, 5]);
  });
});
