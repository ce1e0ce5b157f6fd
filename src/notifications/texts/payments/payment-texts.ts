import type { Text } from '../texts.js';

/** A pack as sentences need it. */
export interface PackWords {
  readonly name: string;
  readonly credits: number;
  /** Until when its credits can be used; null: for ever. */
  readonly until: string | null;
}

/** A payment as sentences need it, seen by the reader. */
export interface PaymentWords {
  readonly role: 'client' | 'coach';
  readonly coach: string;
  readonly client: string;
  /** `45.00 EUR`. */
  readonly amount: string;
  /** What was bought, unless it is a session. */
  readonly pack: PackWords | null;
  /** The session: for subjects, and for sentences. */
  readonly headline: string;
  readonly details: string;
  readonly isPending: boolean;
  /** Null: it is not to be paid. */
  readonly payUntil: string | null;
}

export interface ExpiringWords {
  readonly coach: string;
  readonly pack: string;
  readonly credits: number;
  readonly day: string;
  readonly until: string;
}

/** What we write to people about payments and credits, in one language. */
export interface PaymentTexts {
  readonly 'payment.received': (payment: PaymentWords) => Text;
  readonly 'payment.returned': (payment: PaymentWords) => Text;
  readonly 'payment.refunded': (payment: PaymentWords) => Text;
  readonly 'payment.due': (payment: PaymentWords) => Text;
  readonly 'credits.expiring': (credits: ExpiringWords) => Text;
}
