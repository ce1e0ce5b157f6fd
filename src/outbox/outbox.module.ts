import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { DeliveriesService } from './deliveries.service.js';
import { DispatcherService } from './dispatcher.service.js';
import { OutboxMetricsService } from './outbox-metrics.service.js';
import { Outbox } from './outbox.service.js';
import { Worker } from './worker.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Events and what follows from them. It knows no channel and no consumer; areas above register theirs. */
@Module({
  providers: [Worker, Outbox, DispatcherService, DeliveriesService, OutboxMetricsService],
  exports: [Worker, Outbox, DeliveriesService, OutboxMetricsService],
})
export class OutboxModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly worker: Worker,
  ) {}

  /** An answer comes after the commit, so this is when the worker may look. It would look within a second anyway. */
  onModuleInit(): void {
    const { httpAdapter } = this.host as { httpAdapter?: HttpAdapterHost['httpAdapter'] };
    // A worker without a server has no adapter.
    httpAdapter?.getInstance<FastifyInstance>().addHook('onResponse', ({ method }, { statusCode }, done) => {
      if (!READS.has(method) && statusCode < 300) this.worker.wake();
      done();
    });
  }
}
