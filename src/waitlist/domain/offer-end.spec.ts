import { lapseWarningAt, offerEnd } from './offer-end.js';

const NOW = new Date('2027-03-22T10:00:00.000Z');
const MINUTE = 60_000;
const after = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE);

describe('the end of an offer', () => {
  it.each([
    ['of a slot is two hours away', null, 120],
    ['is two hours away when the session is far away', 10_000, 120],
    ['is two hours away when eight hours are left', 480, 120],
    ['is a quarter of the time left when that is less', 200, 50],
    ['is a quarter of an hour away when an hour is left', 60, 15],
    ['is ten minutes away when 40 minutes are left', 40, 10],
    ['is ten minutes away when less is left', 11, 10],
  ])('%s', (_, left, expected) => {
    expect(offerEnd(left === null ? null : after(left), NOW)).toEqual(after(expected));
  });

  it.each([10, 5, 0, -5])('does not exist when the session starts in %d minutes: nothing is offered', (left) => {
    expect(offerEnd(after(left), NOW)).toBeNull();
  });
});

describe('the warning that an offer lapses', () => {
  it.each([
    ['comes a quarter of an hour before the end', 120, 105],
    ['comes a quarter of an hour before the end of half an hour', 30, 15],
    ['comes at half of a shorter one', 10, 5],
  ])('%s', (_, length, expected) => {
    expect(lapseWarningAt(NOW, after(length))).toEqual(after(expected));
  });
});
