import { quoteOf } from './cancellation-quote.js';

const NOW = new Date('2026-11-24T12:00:00Z');
const LATE = new Date('2026-11-24T11:59:59.999Z');
const euros = (amount_minor: number) => ({ amount_minor, currency: 'EUR' });

describe('what a cancellation costs', () => {
  it.each([
    ['a late one its share', 'client', LATE, 50, 5000, 2500],
    ['a late one, rounded down', 'client', LATE, 33, 999, 329],
    ['less than the smallest unit nothing', 'client', LATE, 1, 99, 0],
    ['all of it', 'client', LATE, 100, 12345, 12345],
    ['a policy without a fee nothing', 'client', LATE, 0, 5000, 0],
    ['the last free moment nothing', 'client', NOW, 50, 5000, 0],
    ['a booking without a time nothing', 'client', null, 50, 5000, 0],
    ['a coach nothing', 'coach', LATE, 100, 5000, 0],
    ['an admin nothing', 'admin', LATE, 100, 5000, 0],
  ] as const)('costs %s', (_, party, freeUntil, latePercent, price, fee) => {
    const quote = quoteOf({ freeUntil, latePercent }, euros(price), party, NOW);
    expect([quote.fee, quote.refund]).toEqual([euros(fee), euros(price - fee)]);
  });

  it('is unknown without a price', () => {
    expect(quoteOf({ freeUntil: LATE, latePercent: 50 }, null, 'client', NOW)).toEqual({
      ...{ now_is_late: true, free_until: LATE.toISOString(), fee: null, refund: null, credits_returned: 0 },
    });
  });

  it.each([
    ['in time', NOW, 50, 'client', 1],
    ['late', LATE, 50, 'client', 0],
    ['late, by a policy without a fee', LATE, 0, 'client', 1],
    ['by its coach', LATE, 50, 'coach', 1],
  ] as const)('gives a credit back %s, and no money', (_, freeUntil, latePercent, party, credits_returned) => {
    const quote = quoteOf({ freeUntil, latePercent, byCredit: true }, null, party, NOW);
    expect(quote).toMatchObject({ fee: null, refund: null, credits_returned });
  });
});
