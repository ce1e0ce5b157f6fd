import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONSTRAINT_REFUSALS, type ConstraintRefusals } from '../problems/constraint-refusals.js';
import { HealthController } from './health.controller.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';
import { ProblemsController } from './problems.controller.js';
import { Readiness } from './readiness.js';
import { RouteTable } from './route-table.js';

/** What belongs to HTTP and to no part of the domain: health, metrics, problems. */
@Global()
@Module({})
export class ServerModule {
  /** `constraints`: what each constraint of the database means to a caller. */
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
