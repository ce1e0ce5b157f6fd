import { Module } from '@nestjs/common';
import { SessionTypeNotFoundError } from '../availability/availability-errors.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { JoiningService } from './joining.service.js';
import { OffersService } from './offers.service.js';
import { TimeOffersService } from './time-offers.service.js';
import { WaitlistController } from './waitlist.controller.js';
import { WaitlistPassingService } from './waitlist-passing.service.js';
import { WaitlistReaderService } from './waitlist-reader.service.js';
import { WaitlistService } from './waitlist.service.js';

export const waitlistConstraints: ConstraintRefusals = {
  // The coach deleted the session type after it was read.
  waitlist_entries_session_type_id_fkey: () => new SessionTypeNotFoundError(),
};

/** Clients wait for a slot, a time or a seat; what becomes free is offered to the first of them. */
@Module({
  imports: [BookingsModule, OutboxModule],
  controllers: [WaitlistController],
  providers: [
    JoiningService,
    OffersService,
    TimeOffersService,
    WaitlistPassingService,
    WaitlistReaderService,
    WaitlistService,
  ],
})
export class WaitlistModule {}
