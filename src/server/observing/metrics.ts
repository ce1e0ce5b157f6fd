import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from '../../config/version.js';
import { Database } from '../../database/database.js';
import { Replica } from '../../database/replica.js';

/** Routes whose outcomes operators watch. */
const COUNTED = {
  'POST /api/v1/bookings/book': ['bookings_total', 'Requests to book, by outcome: ok, or the code of the problem.'],
  'POST /api/v1/auth/login': ['logins_total', 'Logins, by outcome: ok, or the code of the problem.'],
} as const;

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

  private readonly outcomes = new Map(
    Object.entries(COUNTED).map(([route, [name, help]]) => [
      route,
      new Counter({ name, help, labelNames: ['outcome'] as const, registers: [this.registry] }),
    ]),
  );

  constructor({ reads }: Replica, database: Database) {
    collectDefaultMetrics({ register: this.registry });
    this.showVersion();
    this.showPool(database);
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

  /** What became of a request that is counted by outcome: `ok`, or the code of its problem. */
  countOutcome(method: string, route: string, code: string | undefined): void {
    this.outcomes.get(`${method} ${route}`)?.inc({ outcome: code ?? 'ok' });
  }

  private showVersion(): void {
    new Gauge({
      name: 'build_info',
      help: 'Always 1; the label is the version that runs.',
      labelNames: ['version'] as const,
      registers: [this.registry],
    }).set({ version: VERSION }, 1);
  }

  private showPool(database: Database): void {
    new Gauge({
      name: 'database_pool_connections',
      help: 'Connections of this process to PostgreSQL.',
      labelNames: ['state'] as const,
      registers: [this.registry],
      collect() {
        const { totalCount, idleCount } = database.pool;
        this.set({ state: 'idle' }, idleCount);
        this.set({ state: 'busy' }, totalCount - idleCount);
      },
    });
    new Gauge({
      name: 'database_pool_waiting',
      help: 'Statements that wait for a connection.',
      registers: [this.registry],
      collect() {
        this.set(database.pool.waitingCount);
      },
    });
  }
}
