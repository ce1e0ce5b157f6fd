import type Stripe from 'stripe';
import { fromStripe } from '../domain/stripe-amount.js';
import type { ProviderEvent } from '../payment-provider.js';

/** What an event says of a checkout or a refund. */
type Said = Omit<ProviderEvent, 'eventId'>;

const NOTHING: Said = { kind: 'other', providerRef: null, reference: null, amountMinor: null, currency: null };

const SESSION_EVENTS: Readonly<Record<string, ProviderEvent['kind']>> = {
  'checkout.session.completed': 'paid',
  'checkout.session.async_payment_succeeded': 'paid',
  'checkout.session.async_payment_failed': 'failed',
  'checkout.session.expired': 'expired',
};
const REFUND_EVENTS = ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated'];

/** What an event of Stripe's means to us. What we do not act on is `other`. */
export function providerEventOf(event: Stripe.Event): ProviderEvent {
  return { eventId: event.id, ...saidBy(event) };
}

function saidBy({ type, data: { object } }: Stripe.Event): Said {
  if (REFUND_EVENTS.includes(type)) return ofRefund(object as Stripe.Refund);
  const kind = SESSION_EVENTS[type];
  return kind ? ofSession(object as Stripe.Checkout.Session, kind) : NOTHING;
}

/** A slow way to pay, such as a bank debit, completes the page unpaid: a further event tells how it ended. */
function ofSession(session: Stripe.Checkout.Session, meant: ProviderEvent['kind']): Said {
  const { id, client_reference_id, amount_total, currency, payment_status } = session;
  const kind = meant === 'paid' && payment_status === 'unpaid' ? 'other' : meant;
  return { kind, providerRef: id, reference: client_reference_id, ...money(amount_total, currency) };
}

/** Somebody may return money by hand, on Stripe's own pages: such a refund has no reference of ours. */
function ofRefund({ status, metadata, amount, currency }: Stripe.Refund): Said {
  const { reference = null, checkout = null } = metadata ?? {};
  const isOver = status === 'failed' || status === 'canceled';
  const kind = reference === null ? 'other' : status === 'succeeded' ? 'refunded' : isOver ? 'refund_failed' : 'other';
  return { kind, providerRef: checkout, reference, ...money(amount, currency) };
}

function money(amount: number | null, currency: string | null) {
  if (amount === null || currency === null) return { amountMinor: null, currency: null };
  const code = currency.toUpperCase();
  return { amountMinor: fromStripe(amount, code), currency: code };
}
