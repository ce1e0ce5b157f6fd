/**
 * Where a process dies, in turn. A table that can only be read holds up whoever writes it, so a deed stops after its steps before that.
 * Stripe holds back its answer before it returns money, or after.
 */
export const POINTS = [
  { name: 'heard, nothing moved; cancelled, nothing owed', lock: 'LOCK TABLE transfers IN SHARE MODE', holds: null },
  { name: 'refund sent, not made', lock: null, holds: 'before' },
  { name: 'refund made, not answered', lock: null, holds: 'after' },
  { name: 'refund answered, not marked', lock: 'LOCK TABLE transfers IN SHARE MODE', holds: 'after' },
  {
    name: 'deadline over, page not ended; money moved, page not paid',
    lock: 'LOCK TABLE checkouts IN SHARE MODE',
    holds: null,
  },
  { name: 'money moved, booking not marked', lock: 'LOCK TABLE bookings IN SHARE MODE', holds: null },
  { name: 'page paid, credits not granted', lock: 'LOCK TABLE pack_purchases IN SHARE MODE', holds: null },
  { name: 'cancelled, refund not written', lock: 'LOCK TABLE refunds IN SHARE MODE', holds: null },
  { name: 'any moment', lock: null, holds: null },
] as const;
