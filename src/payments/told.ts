import type { ProviderEvent } from './providers/payment-provider.js';

/** An event, and who told it when. */
export interface Told {
  readonly provider: string;
  readonly event: ProviderEvent;
  readonly now: Date;
}

export interface PayableCheckout {
  readonly status: 'open' | 'paid' | 'returned' | 'ended';
  readonly provider_ref: string | null;
  readonly amount_minor: number;
  readonly currency: string;
}

/** Whether this very page was paid. Other systems that share the account with the provider may use the same references. */
export const fits = (checkout: PayableCheckout, event: ProviderEvent): boolean =>
  checkout.provider_ref === event.providerRef &&
  checkout.amount_minor === event.amountMinor &&
  checkout.currency === event.currency;
