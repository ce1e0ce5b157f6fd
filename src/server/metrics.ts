import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { Replica } from '../database/replica.js';

/** The metrics that Prometheus reads. */
@Injectable()
export class Metrics {
  /** Prometheus text format 0.0.4. */
  static readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  readonly unstorable = new Counter({
    name: 'unstorable_values_total',
    help: 'Values that validation let through and PostgreSQL refused (SQLSTATE class 22). Each is a defect.',
    registers: [this.registry],
  });

  constructor({ reads }: Replica) {
    collectDefaultMetrics({ register: this.registry });
    new Counter({
      name: 'replica_reads_total',
      help: 'Reads that may be seconds old, by who answered them. The primary does without a replica, or when it fails.',
      labelNames: ['answered_by'] as const,
      registers: [this.registry],
      collect() {
        this.reset();
        this.inc({ answered_by: 'replica' }, reads.replica);
        this.inc({ answered_by: 'primary' }, reads.primary);
      },
    });
  }
}
