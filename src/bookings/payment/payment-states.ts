export const PAYMENT_STATUSES = ['none', 'due', 'paid', 'refunded', 'partly_refunded', 'waived'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const PAYMENT_METHODS = ['card', 'credit', 'at_session'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export interface PaymentState {
  readonly method: PaymentMethod | null;
  readonly payment: PaymentStatus;
  /** Those of the booking that it can be together with. */
  readonly booking: readonly ('pending' | 'confirmed' | 'completed' | 'cancelled')[];
  readonly because: string;
}

const ANY = ['pending', 'confirmed', 'completed', 'cancelled'] as const;

/**
 * Every state that a booking and its payment can be in together. ARCHITECTURE.md prints this table, and the constraint
 * bookings_payment_states lets no other row in.
 */
export const PAYMENT_STATES: readonly PaymentState[] = [
  { method: null, payment: 'none', booking: ANY, because: 'It costs nothing, or was cancelled before it was paid.' },
  {
    method: 'card',
    payment: 'due',
    booking: ['pending'],
    because: 'It holds its time until it is paid, or `pay_until`.',
  },
  { method: 'card', payment: 'paid', booking: ANY, because: 'Paid; when it is cancelled, the fee is the price.' },
  { method: 'card', payment: 'partly_refunded', booking: ANY, because: 'The fee was kept.' },
  {
    method: 'card',
    payment: 'refunded',
    booking: ANY,
    because: 'Nothing was kept; a session that is moved then is free.',
  },
  {
    method: 'at_session',
    payment: 'due',
    booking: ANY,
    because: 'It is paid in person; when it is cancelled, its fee.',
  },
  { method: 'at_session', payment: 'paid', booking: ANY, because: 'Its coach says that the money came.' },
  { method: 'at_session', payment: 'waived', booking: ANY, because: 'Nothing is to be paid any more.' },
  {
    method: 'credit',
    payment: 'paid',
    booking: ANY,
    because: 'A credit of a pack is reserved for it; in the end it is used.',
  },
  { method: 'credit', payment: 'refunded', booking: ['completed', 'cancelled'], because: 'The credit came back.' },
];
