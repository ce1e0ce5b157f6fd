import { Module } from '@nestjs/common';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { ZoneNeededError } from './availability-errors.js';
import { BusyTimesService } from './busy-times/busy-times.service.js';
import { PoliciesService } from './policies.service.js';
import { PolicyController } from './policy.controller.js';
import { ScheduleController } from './schedule.controller.js';
import { ScheduleDatesService } from './schedule-dates.service.js';
import { SchedulesService } from './schedules.service.js';
import { SessionTypesController } from './session-types.controller.js';
import { SessionTypesService } from './session-types.service.js';
import { TimeOffService } from './time-off.service.js';

export const availabilityConstraints: ConstraintRefusals = {
  schedules_hours_have_zone: () => new ZoneNeededError(),
};

/** When coaches work and what they offer. */
@Module({
  controllers: [PolicyController, ScheduleController, SessionTypesController],
  providers: [
    BusyTimesService,
    PoliciesService,
    ScheduleDatesService,
    SchedulesService,
    SessionTypesService,
    TimeOffService,
  ],
  exports: [BusyTimesService, SchedulesService, SessionTypesService, TimeOffService],
})
export class AvailabilityModule {}
