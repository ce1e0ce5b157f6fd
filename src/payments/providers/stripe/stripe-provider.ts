import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { Config } from '../../../config/config.js';
import type { StripeSettings } from '../../../config/payments-config.js';
import { OutgoingClient } from '../../../outgoing/outgoing-client.js';
import { Clock } from '../../../time/clock.js';
import { fromStripe, toStripe } from '../domain/stripe-amount.js';
import {
  type CheckoutWish,
  type OpenedCheckout,
  PaymentProvider,
  type ProviderEvent,
  type ProviderTransaction,
  type RefundWish,
  type StartedRefund,
} from '../payment-provider.js';
import { BadSignatureError, ProviderError } from '../provider-errors.js';
import { providerEventOf } from './stripe-events.js';
import { openStripe, providerErrorOf } from './stripe-sdk.js';

/**
 * Stripe keeps a page open for thirty minutes at least. The page's end follows from our deadline alone, because a repeated request must
 * be the same to the last second.
 */
const EXTRA_SECONDS = 31 * 60;

/** How old a signed message may be. 0 would switch the check off. */
const TOLERANCE_SECONDS = 300;

const PAGE_SIZE = 100;
const DAY_SECONDS = 86_400;

/** Card payments through Stripe: its own page takes the card, so no card data ever reaches us. */
@Injectable()
export class StripeProvider extends PaymentProvider {
  readonly name = 'stripe';
  private opened: Promise<Stripe> | undefined;

  constructor(
    private readonly config: Config,
    private readonly client: OutgoingClient,
    private readonly clock: Clock,
  ) {
    super();
  }

  async createCheckout(wish: CheckoutWish): Promise<OpenedCheckout> {
    const { id, url } = await this.call((stripe) =>
      stripe.checkout.sessions.create(sessionOf(wish), { idempotencyKey: wish.reference }),
    );
    if (url === null) throw new ProviderError('refused', 'no address');
    return { providerRef: id, url };
  }

  async refund({ reference, providerRef, amountMinor, currency }: RefundWish): Promise<StartedRefund> {
    const amount = amountOf(amountMinor, currency);
    return this.call(async (stripe) => {
      const { payment_intent } = await stripe.checkout.sessions.retrieve(providerRef);
      const payment = typeof payment_intent === 'string' ? payment_intent : payment_intent?.id;
      if (payment === undefined) throw new ProviderError('refused', 'never paid');
      const metadata = { reference, checkout: providerRef };
      return startedOf(
        (await madeBefore(stripe, payment, reference)) ??
          (await stripe.refunds.create({ payment_intent: payment, amount, metadata }, { idempotencyKey: reference })),
      );
    });
  }

  async parseWebhook(headers: IncomingHttpHeaders, rawBody: Buffer): Promise<ProviderEvent> {
    const signature = headers['stripe-signature'];
    if (typeof signature !== 'string') throw new BadSignatureError();
    return providerEventOf(this.verified(await this.stripe(), rawBody, signature));
  }

  async transactionsOf(day: string): Promise<ProviderTransaction[]> {
    const gte = Date.parse(day) / 1000;
    const within = { created: { gte, lt: gte + DAY_SECONDS }, limit: PAGE_SIZE };
    return this.call(async (stripe) => {
      const found: ProviderTransaction[] = [];
      for await (const charge of stripe.charges.list(within)) {
        if (charge.paid && charge.status === 'succeeded') found.push(transactionOf('charge', charge));
      }
      for await (const refund of stripe.refunds.list(within)) {
        if (!isOver(refund)) found.push(transactionOf('refund', refund));
      }
      return found;
    });
  }

  private verified(stripe: Stripe, rawBody: Buffer, signature: string): Stripe.Event {
    const { webhookSecret } = this.settings;
    const receivedAt = this.clock.real().getTime();
    try {
      return stripe.webhooks.constructEvent(
        rawBody,
        signature,
        webhookSecret,
        TOLERANCE_SECONDS,
        undefined,
        receivedAt,
      );
    } catch {
      throw new BadSignatureError();
    }
  }

  private async call<Result>(work: (stripe: Stripe) => Promise<Result>): Promise<Result> {
    try {
      return await work(await this.stripe());
    } catch (error) {
      throw providerErrorOf(error);
    }
  }

  private stripe(): Promise<Stripe> {
    return (this.opened ??= openStripe(this.settings, this.client));
  }

  private get settings(): StripeSettings {
    if (this.config.payments.stripe === null) throw new Error('Stripe is used without its settings.');
    return this.config.payments.stripe;
  }
}

function amountOf(amountMinor: number, currency: string): number {
  const amount = toStripe(amountMinor, currency);
  if (amount === null) throw new ProviderError('refused', 'amount');
  return amount;
}

/** The reference stands on the payment as well: reconciling reads it there. */
function sessionOf(wish: CheckoutWish): Stripe.Checkout.SessionCreateParams {
  const { reference, currency, description } = wish;
  const unit_amount = amountOf(wish.amountMinor, currency);
  const price_data = { currency: currency.toLowerCase(), unit_amount, product_data: { name: description } };
  return {
    mode: 'payment',
    client_reference_id: reference,
    line_items: [{ quantity: 1, price_data }],
    payment_intent_data: { description, metadata: { reference } },
    success_url: wish.successUrl,
    cancel_url: wish.cancelUrl,
    expires_at: Math.ceil(wish.expiresAt.getTime() / 1000) + EXTRA_SECONDS,
  };
}

/** Stripe forgets idempotency keys after a day; an admin may have a refund tried again much later. */
async function madeBefore(stripe: Stripe, payment: string, reference: string): Promise<Stripe.Refund | null> {
  for await (const refund of stripe.refunds.list({ payment_intent: payment, limit: PAGE_SIZE })) {
    if (refund.metadata?.['reference'] === reference && !isOver(refund)) return refund;
  }
  return null;
}

/** Whether a refund came to nothing. */
const isOver = ({ status }: Stripe.Refund) => status === 'failed' || status === 'canceled';

function startedOf(refund: Stripe.Refund): StartedRefund {
  if (isOver(refund)) throw new ProviderError('refused', refund.failure_reason ?? refund.status);
  return { status: refund.status === 'succeeded' ? 'done' : 'pending' };
}

function transactionOf(kind: ProviderTransaction['kind'], made: Stripe.Charge | Stripe.Refund): ProviderTransaction {
  const currency = made.currency.toUpperCase();
  return {
    ...{ kind, id: made.id, reference: made.metadata?.['reference'] ?? null, currency },
    ...{ amountMinor: fromStripe(made.amount, currency), at: new Date(made.created * 1000) },
  };
}
