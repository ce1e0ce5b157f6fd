import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONSTRAINT_REFUSALS, type ConstraintRefusals } from '../problems/constraint-refusals.js';
import { HealthController } from './observing/health.controller.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { Metrics } from './observing/metrics.js';
import { MetricsController } from './observing/metrics.controller.js';
import { ProblemsController } from './problems/problems.controller.js';
import { Readiness } from './observing/readiness.js';
import { RouteTable } from './route-table.js';

/** Health, metrics and problem pages: the parts of HTTP that belong to no domain. */
@Global()
@Module({})
export class ServerModule {
  /** `constraints`: the refusal for each constraint of the database. */
  static with(constraints: ConstraintRefusals): DynamicModule {
    return {
      module: ServerModule,
      controllers: [HealthController, MetricsController, ProblemsController],
      providers: [
        IdempotencyService,
        Metrics,
        Readiness,
        RouteTable,
        { provide: CONSTRAINT_REFUSALS, useValue: constraints },
      ],
      exports: [IdempotencyService, Metrics, Readiness, RouteTable, CONSTRAINT_REFUSALS],
    };
  }
}
