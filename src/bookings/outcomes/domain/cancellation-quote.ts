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
  /** From then on a cancellation by the client is late; null without a time. */
  readonly freeUntil: Date | null;
  readonly latePercent: number;
  /** A credit of a pack pays for it, and no money does. */
  readonly byCredit?: boolean;
}

/** Fees are rounded down, and fee and refund are the price. Coaches and the platform cancel for nothing. */
export function quoteOf(
  { freeUntil, latePercent, byCredit = false }: Policy,
  price: Amount | null,
  party: BookingParty,
  now: Date,
): CancellationQuote {
  const isClients = party === 'client';
  const isLate = isClients && freeUntil !== null && now > freeUntil;
  const fee = price === null ? null : share(price, isLate ? latePercent : 0);
  return {
    now_is_late: isLate,
    free_until: isClients ? (freeUntil?.toISOString() ?? null) : null,
    fee,
    refund: price && fee && { ...price, amount_minor: price.amount_minor - fee.amount_minor },
    credits_returned: byCredit && !(isLate && latePercent > 0) ? 1 : 0,
  };
}

const share = ({ amount_minor, currency }: Amount, percent: number): Amount => ({
  amount_minor: Math.floor((amount_minor * percent) / 100),
  currency,
});
