import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { PaymentSettings } from '../../config/payments-config.js';
import { PaymentProvider } from './payment-provider.js';
import { PaymentsOff } from './payments-off.js';
import { StripeProvider } from './stripe/stripe-provider.js';

const PROVIDERS: Readonly<Record<PaymentSettings['provider'], Type<PaymentProvider>>> = {
  off: PaymentsOff,
  fake: PaymentsOff,
  stripe: StripeProvider,
};

/** Who takes card payments. */
@Module({})
export class PaymentProvidersModule {
  static with({ provider }: PaymentSettings): DynamicModule {
    return {
      module: PaymentProvidersModule,
      global: true,
      providers: [{ provide: PaymentProvider, useClass: PROVIDERS[provider] }],
      exports: [PaymentProvider],
    };
  }
}
