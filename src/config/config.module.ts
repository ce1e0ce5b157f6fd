import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Config } from './config.js';
import { CardPayments } from './payments-config.js';

/** Provides the one Config of this process to every module, and whether cards are taken here. */
@Global()
@Module({})
export class ConfigModule {
  static with(config: Config, payments: CardPayments): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: CardPayments, useValue: payments },
      ],
      exports: [Config, CardPayments],
    };
  }
}
