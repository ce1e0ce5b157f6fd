import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AvailabilityModule } from '../availability/availability.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ClientNotFoundError } from '../connections/connection-errors.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { TrainingModule } from '../training/training.module.js';
import { UsersModule } from '../users/users.module.js';
import { ClientPairsController } from './client-pairs.controller.js';
import { CoachBlocksService } from './coach-blocks.service.js';
import { CoachChartsController } from './coach-charts.controller.js';
import { CoachChartsService } from './coach-charts.service.js';
import { CoachClientsController } from './coach-clients.controller.js';
import { CoachDietPlansController, CoachWorkoutPlansController } from './coach-plans.controller.js';
import { CoachPlansService } from './coach-plans.service.js';
import { CoachProfileController } from './coach-profile.controller.js';
import { CoachTimeOffController } from './coach-time-off.controller.js';
import { CoachTimeOffService } from './coach-time-off.service.js';

export const coachPortalConstraints: ConstraintRefusals = {
  // The client was deleted while the coach made the plan.
  workout_plans_user_alive: () => new ClientNotFoundError(),
  diet_plans_user_alive: () => new ClientNotFoundError(),
};

/** Routes for coaches: their connected clients and their own profile. */
@Module({
  imports: [AuditModule, AvailabilityModule, BookingsModule, ConnectionsModule, TrainingModule, UsersModule],
  controllers: [
    CoachClientsController,
    ClientPairsController,
    CoachWorkoutPlansController,
    CoachDietPlansController,
    CoachChartsController,
    CoachProfileController,
    CoachTimeOffController,
  ],
  providers: [CoachBlocksService, CoachChartsService, CoachPlansService, CoachTimeOffService],
})
export class CoachPortalModule {}
