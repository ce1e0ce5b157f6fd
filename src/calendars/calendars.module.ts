import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarsController } from './calendars.controller.js';
import { FeedReaderService } from './feed-reader.service.js';

export const calendarConstraints: ConstraintRefusals = {
  // The account was deleted after the access guard ran.
  calendar_feeds_user_alive: () => new UnauthenticatedError(),
};

/** Calendars to which people subscribe. */
@Module({
  imports: [BookingsModule],
  controllers: [CalendarsController],
  providers: [CalendarFeedsService, FeedReaderService],
  exports: [CalendarFeedsService],
})
export class CalendarsModule {}
