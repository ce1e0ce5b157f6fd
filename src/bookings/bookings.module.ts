import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { AvailabilityModule } from '../availability/availability.module.js';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { BookingChangesService } from './booking-changes.service.js';
import { BookingDeskService } from './booking-desk.service.js';
import { BookingCalendarController } from './calendar/booking-calendar.controller.js';
import { BookingCalendarService } from './calendar/booking-calendar.service.js';
import { InvitationsService } from './calendar/invitations.service.js';
import { UserSessionsService } from './calendar/user-sessions.service.js';
import { BookingHistoryController } from './history/booking-history.controller.js';
import { BookingHistoryService } from './history/booking-history.service.js';
import { BookingTermsController } from './booking-terms.controller.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsReaderService } from './bookings-reader.service.js';
import { BookingsService } from './bookings.service.js';
import { AttendanceService } from './outcomes/attendance.service.js';
import { OutcomesController } from './outcomes/outcomes.controller.js';
import { QuotesService } from './outcomes/quotes.service.js';
import { CoachSlotsController } from './slots/coach-slots.controller.js';
import { CoachSlotsService } from './slots/coach-slots.service.js';
import { CoachesService } from './coaches.service.js';
import {
  AlreadyBookedError,
  CoachNotFoundError,
  NoSuchSlotError,
  SlotsInUseError,
  SlotTakenError,
  TimeConflictError,
} from './domain/booking-errors.js';
import { CreditExpiresError, NoCreditsError } from './domain/credit-errors.js';
import { CoachGroupSessionsController } from './group-sessions/coach-group-sessions.controller.js';
import { GroupSessionFullError } from './group-sessions/domain/group-session-errors.js';
import { GroupSessionChangesService } from './group-sessions/group-session-changes.service.js';
import { GroupSessionListsService } from './group-sessions/group-session-lists.service.js';
import { GroupSessionsController } from './group-sessions/group-sessions.controller.js';
import { GroupSessionsService } from './group-sessions/group-sessions.service.js';
import { SeatsService } from './group-sessions/seats.service.js';
import { TimePassingService } from './time-passing.service.js';
import { FreeCoachesService } from './times/free-coaches.service.js';
import { MovesService } from './times/moves.service.js';
import { SituationsService } from './times/situations.service.js';
import { TimeBookingsService } from './times/time-bookings.service.js';
import { TimesController } from './times/times.controller.js';
import { TimesService } from './times/times.service.js';

export const bookingConstraints: ConstraintRefusals = {
  bookings_active_slot_key: () => new SlotTakenError(),
  bookings_coach_no_overlap: () => new TimeConflictError(),
  bookings_client_no_overlap: () => new TimeConflictError(),
  bookings_coach_bookable: () => new CoachNotFoundError(),
  // The client was deactivated, deleted or given another role after the access guard ran: same answer as to their next
  // request.
  bookings_client_active: () => new UnauthenticatedError(),
  // The row was read before the coach lowered the number of slots, or deleted the session type.
  bookings_slot_exists: () => new NoSuchSlotError(),
  bookings_session_type_id_fkey: () => new SessionTypeNotFoundError(),
  bookings_have_credit: () => new NoCreditsError(),
  bookings_within_credit: () => new CreditExpiresError(),
  bookings_active_seat_key: () => new AlreadyBookedError(),
  group_sessions_seats: () => new GroupSessionFullError(),
  group_sessions_session_type_id_fkey: () => new SessionTypeNotFoundError(),
  users_total_slots_in_use: () => new SlotsInUseError(),
};

/** Slots and times: what is free, who has it, and what becomes of it. Only series write bookings, too. */
@Module({
  imports: [AvailabilityModule, ConnectionsModule, OutboxModule],
  controllers: [
    BookingsController,
    BookingCalendarController,
    BookingHistoryController,
    BookingTermsController,
    CoachGroupSessionsController,
    CoachSlotsController,
    GroupSessionsController,
    OutcomesController,
    TimesController,
  ],
  providers: [
    AttendanceService,
    BookingCalendarService,
    BookingChangesService,
    BookingDeskService,
    BookingHistoryService,
    BookingsReaderService,
    BookingsService,
    CoachesService,
    CoachSlotsService,
    FreeCoachesService,
    GroupSessionChangesService,
    GroupSessionListsService,
    GroupSessionsService,
    InvitationsService,
    MovesService,
    QuotesService,
    SeatsService,
    SituationsService,
    TimeBookingsService,
    TimePassingService,
    TimesService,
    UserSessionsService,
  ],
  exports: [
    AttendanceService,
    BookingChangesService,
    BookingDeskService,
    BookingHistoryService,
    BookingsReaderService,
    BookingsService,
    CoachesService,
    GroupSessionChangesService,
    InvitationsService,
    MovesService,
    SeatsService,
    SituationsService,
    TimeBookingsService,
    UserSessionsService,
  ],
})
export class BookingsModule {}
