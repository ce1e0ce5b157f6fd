import { Injectable } from '@nestjs/common';
import { BadSignatureError, PaymentsOffError, ProviderError } from './provider-errors.js';
import {
  type OpenedCheckout,
  PaymentProvider,
  type ProviderEvent,
  type ProviderTransaction,
  type StartedRefund,
} from './payment-provider.js';

/** Stands where no provider is configured. */
@Injectable()
export class PaymentsOff extends PaymentProvider {
  readonly name = 'off';

  createCheckout(): Promise<OpenedCheckout> {
    return Promise.reject(new PaymentsOffError());
  }

  /** Passing: the refund is made once payments are on again. */
  refund(): Promise<StartedRefund> {
    return Promise.reject(new ProviderError('unreachable', 'payments are off'));
  }

  parseWebhook(): Promise<ProviderEvent> {
    return Promise.reject(new BadSignatureError());
  }

  transactionsOf(): Promise<ProviderTransaction[]> {
    return Promise.resolve([]);
  }
}
