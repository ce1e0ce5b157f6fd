/**
 * Stripe counts in the smallest unit of a currency, as ISO 4217 does, with these exceptions: krónur and shillings have two decimals
 * there, ariary none.
 */
const TIMES: Readonly<Record<string, bigint>> = { ISK: 100n, UGX: 100n };
const PARTS: Readonly<Record<string, bigint>> = { MGA: 100n };

/** Of these Stripe takes amounts that end in 0 only. */
const THREE_DECIMALS = ['BHD', 'JOD', 'KWD', 'OMR', 'TND'];

/** As Stripe counts; null when it cannot take this amount. */
export function toStripe(amountMinor: number, currency: string): number | null {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1) return null;
  const amount = BigInt(amountMinor);
  const parts = PARTS[currency] ?? (THREE_DECIMALS.includes(currency) ? 10n : 1n);
  if (amount % parts !== 0n) return null;
  return Number((amount * (TIMES[currency] ?? 1n)) / (PARTS[currency] ?? 1n));
}

/** As ISO 4217 counts. Stripe never has a part of our smallest unit, since it got every amount from us. */
export function fromStripe(amount: number, currency: string): number {
  return Number((BigInt(amount) * (PARTS[currency] ?? 1n)) / (TIMES[currency] ?? 1n));
}
