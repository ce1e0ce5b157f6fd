import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { ChartsService } from './charts.service.js';
import { LogsService } from './logs.service.js';
import { PlansService } from './plans.service.js';
import { ProgressService } from './progress.service.js';
import { EndBeforeStartError } from './training-errors.js';
import { TrainingRecordsService } from './training-records.service.js';

export const trainingConstraints: ConstraintRefusals = {
  workout_plans_end_not_before_start: () => new EndBeforeStartError(),
  diet_plans_end_not_before_start: () => new EndBeforeStartError(),
  // Who writes their own logs was deleted in between.
  workout_logs_user_alive: () => new UnauthenticatedError(),
  diet_logs_user_alive: () => new UnauthenticatedError(),
};

const services = [ChartsService, LogsService, PlansService, ProgressService, TrainingRecordsService];

/** What clients write down, the plans for them, and what it all adds up to. */
@Module({ providers: services, exports: services })
export class TrainingModule {}
