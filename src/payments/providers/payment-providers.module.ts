import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { CardPayments } from '../../config/payments-config.js';
import { OutboxModule } from '../../outbox/outbox.module.js';
import { FakeAddress } from './fake/fake-address.js';
import { FakePaymentsService } from './fake/fake-payments.service.js';
import { FakeProvider } from './fake/fake-provider.js';
import { FakeSenderService } from './fake/fake-sender.service.js';
import { PaymentProvider } from './payment-provider.js';
import { PaymentsOff } from './payments-off.js';
import { ReconcilingService } from '../reconciling/reconciling.service.js';
import { StripeProvider } from './stripe/stripe-provider.js';

const PROVIDERS: Readonly<Record<CardPayments['provider'], readonly [Provider, ...Provider[]]>> = {
  off: [{ provide: PaymentProvider, useClass: PaymentsOff }],
  fake: [{ provide: PaymentProvider, useClass: FakeProvider }, FakePaymentsService, FakeSenderService, FakeAddress],
  stripe: [{ provide: PaymentProvider, useClass: StripeProvider }],
};

/** Who takes card payments. */
@Module({})
export class PaymentProvidersModule {
  static with({ provider }: CardPayments): DynamicModule {
    return {
      module: PaymentProvidersModule,
      global: true,
      imports: [OutboxModule],
      providers: [...PROVIDERS[provider], ReconcilingService],
      exports: [PaymentProvider, ...(provider === 'fake' ? [FakePaymentsService, FakeSenderService] : [])],
    };
  }
}
