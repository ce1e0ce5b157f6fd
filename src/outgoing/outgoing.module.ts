import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { OutgoingClient } from './outgoing-client.js';

/** The only way out for HTTP. */
@Global()
@Module({
  providers: [
    {
      provide: OutgoingClient,
      inject: [Config],
      useFactory: ({ allowLocalWebhooks, egressProxy }: Config) =>
        new OutgoingClient({ allowsLoopback: allowLocalWebhooks, proxy: egressProxy }),
    },
  ],
  exports: [OutgoingClient],
})
export class OutgoingModule {}
