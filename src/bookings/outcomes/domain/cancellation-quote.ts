import type { BookingParty } from '../../domain/booking-status.js';

/** In the smallest unit of a currency: cents, yen. */
export interface Amount {
  readonly amount_minor: number;
  readonly currency: string;
}

/** What a cancellation costs now. Fee and refund are null when the booking has no price. */
export interface CancellationQuote {
  readonly now_is_late: boolean;
  /** For its client: until then it costs nothing. */
  readonly free_until: string | null;
  readonly fee: Amount | null;
  readonly refund: Amount | null;
  readonly credits_returned: number;
}

/** What was agreed on when it was booked. */
export interface Policy {
  /** For its client a cancellation is late from then on; null without a time. */
  readonly freeUntil: Date | null;
  /** A cancellation now is late. */
  readonly isLate: boolean;
  readonly latePercent: number;
  /** A credit of a pack pays for it, and no money does. */
  readonly byCredit?: boolean;
}

/** What a client pays for a booking. */
export interface Charge {
  readonly price: Amount;
  /** The price less what the coach returned or waived before: nobody asks for that again. */
  readonly left: number;
}

/** The columns of a booking that say what was paid for it. */
interface Paid {
  readonly payment_status: string;
  readonly payment_method: string | null;
  readonly payment_minor: number | null;
  readonly refunded_minor: number;
  readonly pay_until: string | null;
  readonly price_minor: number | null;
  readonly currency: string | null;
}

/** Null when nothing is to be paid, or a credit pays; also for what is not paid yet and takes its time only then. */
export function chargeOf(paid: Paid): Charge | null {
  const { payment_status, payment_method, payment_minor, refunded_minor, pay_until, price_minor, currency } = paid;
  if (price_minor === null || payment_minor === null || currency === null || pay_until !== null) return null;
  const price = { amount_minor: price_minor, currency };
  const isOwed = payment_method === 'at_session' && payment_status === 'due';
  return { price, left: isOwed ? price_minor : payment_minor - refunded_minor };
}

/** Fees are rounded down. Coaches and the platform cancel for nothing. */
export function quoteOf(
  { freeUntil, isLate, latePercent, byCredit = false }: Policy,
  charge: Charge | null,
  party: BookingParty,
): CancellationQuote {
  const percent = isLate ? latePercent : 0;
  const fee = charge && Math.min(share(charge.price.amount_minor, percent), charge.left);
  return {
    now_is_late: isLate,
    free_until: party === 'client' ? (freeUntil?.toISOString() ?? null) : null,
    fee: charge && fee !== null ? { ...charge.price, amount_minor: fee } : null,
    refund: charge && fee !== null ? { ...charge.price, amount_minor: charge.left - fee } : null,
    credits_returned: byCredit && percent === 0 ? 1 : 0,
  };
}

const share = (amount: number, percent: number) => Math.floor((amount * percent) / 100);
