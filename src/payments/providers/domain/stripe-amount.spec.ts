import { fromStripe, toStripe } from './stripe-amount.js';

describe('an amount at Stripe', () => {
  it.each([
    [4550, 'EUR', 4550],
    [5000, 'JPY', 5000],
    [5, 'ISK', 500],
    [5, 'UGX', 500],
    [500, 'MGA', 5],
    [1230, 'KWD', 1230],
    [1_000_000_00, 'HUF', 1_000_000_00],
  ])('%d of %s is %d there, and back', (ours, currency, theirs) => {
    expect(toStripe(ours, currency)).toBe(theirs);
    expect(fromStripe(theirs, currency)).toBe(ours);
  });

  it.each([
    [45.5, 'EUR'],
    [0, 'EUR'],
    [-1, 'EUR'],
    [Number.MAX_SAFE_INTEGER + 1, 'EUR'],
    [NaN, 'EUR'],
    [1234, 'KWD'],
    [150, 'MGA'],
  ])('%d of %s cannot be paid there', (amount, currency) => {
    expect(toStripe(amount, currency)).toBeNull();
  });
});
