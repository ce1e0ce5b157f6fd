import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsReaderService } from './bookings-reader.service.js';
import { BookingsService } from './bookings.service.js';
import { CoachesService } from './coaches.service.js';
import { CoachNotFoundError, SlotTakenError, TimeConflictError } from './domain/booking-errors.js';

export const bookingConstraints: ConstraintRefusals = {
  bookings_active_slot_key: () => new SlotTakenError(),
  bookings_coach_no_overlap: () => new TimeConflictError(),
  bookings_client_no_overlap: () => new TimeConflictError(),
  bookings_coach_bookable: () => new CoachNotFoundError(),
  // The client was deactivated, deleted or given another role after the access guard ran: same answer as to their next
  // request.
  bookings_client_active: () => new UnauthenticatedError(),
};

/** Bookings, and the coaches that clients can book. Only this module writes bookings. */
@Module({
  controllers: [BookingsController],
  providers: [BookingsReaderService, BookingsService, CoachesService],
  exports: [BookingsService],
})
export class BookingsModule {}
