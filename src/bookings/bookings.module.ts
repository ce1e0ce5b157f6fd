import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { AuditModule } from '../audit/audit.module.js';
import type { ConstraintRefusals } from '../http/constraint-refusals.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsReader } from './bookings.reader.js';
import { BookingsService } from './bookings.service.js';
import { CoachesService } from './coaches.service.js';
import { ConnectionsService } from './connections.service.js';
import { CoachNotFoundError, SlotTakenError, TimeConflictError } from './domain/booking-errors.js';

export const bookingConstraints: ConstraintRefusals = {
  bookings_active_slot_key: () => new SlotTakenError(),
  bookings_coach_no_overlap: () => new TimeConflictError(),
  bookings_client_no_overlap: () => new TimeConflictError(),
  bookings_coach_bookable: () => new CoachNotFoundError(),
  // The client was let in, then deactivated, deleted or given another role: answered as their next request will be.
  bookings_client_active: () => new UnauthenticatedError(),
};

/** Who holds which slot of whom. Nobody else writes bookings. */
@Module({
  imports: [AuditModule],
  controllers: [BookingsController],
  providers: [BookingsReader, BookingsService, CoachesService, ConnectionsService],
  exports: [BookingsService, ConnectionsService],
})
export class BookingsModule {}
