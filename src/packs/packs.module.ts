import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { CoachPacksController } from './coach-packs.controller.js';
import { ForeignSessionTypesError } from './pack-errors.js';
import { PackRecordsService } from './pack-records.service.js';
import { PacksController } from './packs.controller.js';
import { PacksService } from './packs.service.js';

export const packConstraints: ConstraintRefusals = {
  packs_types_of_coach: () => new ForeignSessionTypesError(),
};

/** What coaches sell together, and the credits that clients have of it. */
@Module({
  imports: [AvailabilityModule, BookingsModule],
  controllers: [CoachPacksController, PacksController],
  providers: [PackRecordsService, PacksService],
  exports: [PackRecordsService],
})
export class PacksModule {}
