import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../config/config.js';
import { Clock } from '../../../time/clock.js';
import {
  type CheckoutWish,
  type OpenedCheckout,
  PaymentProvider,
  type ProviderEvent,
  type ProviderTransaction,
  type RefundWish,
  type StartedRefund,
} from '../payment-provider.js';
import { BadSignatureError } from '../provider-errors.js';
import { FakeAddress } from './fake-address.js';
import { FakePaymentsService } from './fake-payments.service.js';
import { fakeKeyOf, isSigned } from './fake-signature.js';

/** A message as FakeSenderService writes it. */
interface Message {
  readonly event_id: string;
  readonly kind: ProviderEvent['kind'];
  readonly provider_ref: string;
  readonly reference: string;
  readonly amount_minor: number;
  readonly currency: string;
}

/** Moves no money. Whoever can press a button on its page pays, so it exists in development and in tests only. */
@Injectable()
export class FakeProvider extends PaymentProvider {
  readonly name = 'fake';

  constructor(
    private readonly config: Config,
    private readonly payments: FakePaymentsService,
    private readonly address: FakeAddress,
    private readonly clock: Clock,
  ) {
    super();
  }

  async createCheckout(wish: CheckoutWish): Promise<OpenedCheckout> {
    const successUrl = this.address.returnTo(wish.successUrl);
    const { ref } = await this.payments.open({ ...wish, successUrl, cancelUrl: this.address.returnTo(wish.cancelUrl) });
    return { providerRef: ref, url: this.address.pageOf(ref) };
  }

  async refund(wish: RefundWish): Promise<StartedRefund> {
    await this.payments.refund(wish);
    return { status: 'done' };
  }

  parseWebhook(headers: IncomingHttpHeaders, rawBody: Buffer): Promise<ProviderEvent> {
    const signature = headers['fake-signature'];
    const key = fakeKeyOf(this.config.secret);
    if (typeof signature !== 'string' || !isSigned(rawBody, signature, key, this.clock.real())) {
      return Promise.reject(new BadSignatureError());
    }
    const { event_id, kind, provider_ref, reference, amount_minor, currency } = JSON.parse(
      rawBody.toString('utf8'),
    ) as Message;
    return Promise.resolve({
      ...{ eventId: event_id, kind, providerRef: provider_ref, reference, amountMinor: amount_minor, currency },
    });
  }

  transactionsOf(day: string): Promise<ProviderTransaction[]> {
    return this.payments.moved(day);
  }
}
