import { chargeOf, quoteOf } from './cancellation-quote.js';

const UNTIL = new Date('2026-11-24T12:00:00Z');
const euros = (amount_minor: number) => ({ amount_minor, currency: 'EUR' });
const paid = (price: number) => ({ price: euros(price), left: price });
const policy = (isLate: boolean, latePercent: number) => ({ freeUntil: UNTIL, isLate, latePercent });

describe('what a cancellation costs', () => {
  it.each([
    ['a late one its share', true, 50, 5000, 2500],
    ['a late one, rounded down', true, 33, 999, 329],
    ['less than the smallest unit nothing', true, 1, 99, 0],
    ['all of it', true, 100, 12345, 12345],
    ['a policy without a fee nothing', true, 0, 5000, 0],
    ['one in time nothing', false, 50, 5000, 0],
  ] as const)('costs %s', (_, isLate, latePercent, price, fee) => {
    const quote = quoteOf(policy(isLate, latePercent), paid(price), 'client');
    expect([quote.fee, quote.refund]).toEqual([euros(fee), euros(price - fee)]);
  });

  it('is unknown without a price, and tells coaches no time', () => {
    const none = { fee: null, refund: null, credits_returned: 0 };
    const free_until = UNTIL.toISOString();
    expect(quoteOf(policy(true, 50), null, 'client')).toEqual({ ...none, now_is_late: true, free_until });
    expect(quoteOf(policy(false, 50), null, 'coach')).toEqual({ ...none, now_is_late: false, free_until: null });
  });

  it.each([
    ['in time', false, 50, 1],
    ['late', true, 50, 0],
    ['late, by a policy without a fee', true, 0, 1],
  ] as const)('gives a credit back %s, and no money', (_, isLate, latePercent, credits_returned) => {
    const quote = quoteOf({ ...policy(isLate, latePercent), byCredit: true }, null, 'client');
    expect(quote).toMatchObject({ fee: null, refund: null, credits_returned });
  });

  it.each([
    ['paid by card', 'card', 'paid', 5000, 0, 2000, 3000],
    ['partly returned', 'card', 'partly_refunded', 5000, 2500, 2000, 500],
    ['returned but for less than the fee', 'card', 'partly_refunded', 5000, 4000, 1000, 0],
    ['returned', 'card', 'refunded', 5000, 5000, 0, 0],
    ['due at the session', 'at_session', 'due', 5000, 0, 2000, 3000],
    ['due for not coming, before it was moved', 'at_session', 'due', 2500, 0, 2000, 3000],
    ['paid at the session', 'at_session', 'paid', 5000, 0, 2000, 3000],
    ['waived', 'at_session', 'waived', 0, 0, 0, 0],
  ] as const)('asks and returns what is left of a price that is %s', (...row) => {
    const [, payment_method, payment_status, payment_minor, refunded_minor, fee, refund] = row;
    const columns = { payment_method, payment_status, payment_minor, refunded_minor, pay_until: null };
    const charge = chargeOf({ ...columns, price_minor: 5000, currency: 'EUR' });
    const quote = quoteOf(policy(true, 40), charge, 'client');
    expect([quote.fee, quote.refund]).toEqual([euros(fee), euros(refund)]);
  });
});
