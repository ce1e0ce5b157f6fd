import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { ChartsService } from './progress/charts.service.js';
import { LogsService } from './logs/logs.service.js';
import { PlansService } from './plans/plans.service.js';
import { ProgressService } from './progress/progress.service.js';
import { EndBeforeStartError } from './training-errors.js';
import { TrainingRecordsService } from './training-records.service.js';

export const trainingConstraints: ConstraintRefusals = {
  workout_plans_end_not_before_start: () => new EndBeforeStartError(),
  diet_plans_end_not_before_start: () => new EndBeforeStartError(),
  // The author of a log was deleted after the access guard ran.
  workout_logs_user_alive: () => new UnauthenticatedError(),
  diet_logs_user_alive: () => new UnauthenticatedError(),
};

const services = [ChartsService, LogsService, PlansService, ProgressService, TrainingRecordsService];

/** Logs, plans, progress and charts of clients. */
@Module({ providers: services, exports: services })
export class TrainingModule {}
