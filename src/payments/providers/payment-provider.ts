import type { IncomingHttpHeaders } from 'node:http';

/** A page of the provider on which a client pays once. */
export interface CheckoutWish {
  /** Ours, such as `checkout:17`. Asking again with it gives the same page, so all else must be the same, too. */
  readonly reference: string;
  readonly amountMinor: number;
  /** ISO 4217, in capitals. */
  readonly currency: string;
  /** What is paid for, as the client reads it. */
  readonly description: string;
  /** Where the provider sends the browser afterwards. */
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Our deadline. The page may stay open longer, so a payment can still come after it. */
  readonly expiresAt: Date;
}

export interface OpenedCheckout {
  /** The provider's name of the page, and of its payment. */
  readonly providerRef: string;
  readonly url: string;
}

export interface RefundWish {
  /** Ours, such as `refund:5`. Asking again with it returns nothing twice. */
  readonly reference: string;
  /** Of the checkout that was paid. */
  readonly providerRef: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Of a pending refund a webhook says what became of it. */
export interface StartedRefund {
  readonly status: 'done' | 'pending';
}

/** What a provider tells us, in its own time: twice, late, or in any order. */
export interface ProviderEvent {
  readonly eventId: string;
  readonly kind: 'paid' | 'failed' | 'expired' | 'refunded' | 'refund_failed' | 'other';
  /** Of the checkout; null where the event has none of ours. */
  readonly providerRef: string | null;
  /** Of the checkout, or of the refund; null where the event has none of ours. */
  readonly reference: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
}

/** Money that moved at the provider. */
export interface ProviderTransaction {
  readonly kind: 'charge' | 'refund';
  /** Of the checkout, or of the refund; null when it was not made by us. */
  readonly reference: string | null;
  /** The provider's name of it, for people who look it up there. */
  readonly id: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly at: Date;
}

/** Who takes card payments for us. Call it outside of transactions: each method but `parseWebhook` waits for another machine. */
export abstract class PaymentProvider {
  /** As ledger accounts and the address of the webhook have it. */
  abstract readonly name: string;
  /** Throws a ProviderError. */
  abstract createCheckout(wish: CheckoutWish): Promise<OpenedCheckout>;
  /** Throws a ProviderError. */
  abstract refund(wish: RefundWish): Promise<StartedRefund>;
  /** `rawBody`: the very bytes that came. Throws a BadSignatureError. */
  abstract parseWebhook(headers: IncomingHttpHeaders, rawBody: Buffer): Promise<ProviderEvent>;
  /** What moved on a UTC day, such as `2026-11-28`. Throws a ProviderError. */
  abstract transactionsOf(day: string): Promise<ProviderTransaction[]>;
}
