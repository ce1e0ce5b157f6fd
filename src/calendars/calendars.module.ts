import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { AvailabilityModule } from '../availability/availability.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarsController } from './calendars.controller.js';
import { FeedReaderService } from './feed-reader.service.js';
import { ExternalCalendarsController } from './import/external-calendars.controller.js';
import { ExternalCalendarsService } from './import/external-calendars.service.js';
import { FeedFetcherService } from './import/feed-fetcher.service.js';
import { FeedRequestsService } from './import/feed-requests.service.js';
import { FeedResultsService } from './import/feed-results.service.js';

export const calendarConstraints: ConstraintRefusals = {
  // The account was deleted after the access guard ran.
  calendar_feeds_user_alive: () => new UnauthenticatedError(),
};

/** Calendars to which people subscribe, and those that coaches keep elsewhere. */
@Module({
  imports: [AvailabilityModule, BookingsModule, OutboxModule],
  controllers: [CalendarsController, ExternalCalendarsController],
  providers: [
    CalendarFeedsService,
    ExternalCalendarsService,
    FeedFetcherService,
    FeedReaderService,
    FeedRequestsService,
    FeedResultsService,
  ],
  exports: [CalendarFeedsService],
})
export class CalendarsModule {}
