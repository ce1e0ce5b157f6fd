import { refundOf } from './pack-refund.js';

const pack = { priceMinor: 10_000, sessions: 3, left: 3, earnedMinor: 0, refundedMinor: 0 };

describe('the refund of a pack', () => {
  it.each([
    ['is the share of each credit, rounded down', pack, 9999],
    ['leaves out what was used', { ...pack, left: 2, earnedMinor: 3333 }, 6666],
    ['leaves out what bookings have reserved', { ...pack, left: 1 }, 3333],
    ['is nothing when nothing is left', { ...pack, left: 0, earnedMinor: 10_000 }, 0],
    ['is no more than is left of the price, after a gift of credits', { ...pack, left: 3, earnedMinor: 6666 }, 3334],
    ['is not paid twice', { ...pack, left: 1, refundedMinor: 9999 }, 1],
  ])('%s', (_, of, amount) => {
    expect(refundOf(of)).toBe(amount);
  });
});
