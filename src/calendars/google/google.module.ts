import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../../availability/availability.module.js';
import { BookingsModule } from '../../bookings/bookings.module.js';
import { OutboxModule } from '../../outbox/outbox.module.js';
import { GoogleCalendarsService } from './api/google-calendars.service.js';
import { GoogleClient } from './api/google-client.js';
import { GoogleConflictsService } from './google-conflicts.service.js';
import { GoogleConnectionsService } from './google-connections.service.js';
import { GoogleController } from './google.controller.js';
import { GoogleRevocationsService } from './google-revocations.service.js';
import { GooglePagesService } from './reading/google-pages.service.js';
import { GoogleReaderService } from './reading/google-reader.service.js';
import { ReadEventsService } from './reading/read-events.service.js';
import { EventWritesService } from './writing/event-writes.service.js';
import { GoogleConsumerService } from './writing/google-consumer.service.js';
import { GoogleWriterService } from './writing/google-writer.service.js';
import { WrittenEventsService } from './writing/written-events.service.js';

/** Google Calendar both ways: sessions are written to it, and what makes the coach busy is read. Off without GOOGLE_CLIENT_ID. */
@Module({
  imports: [AvailabilityModule, BookingsModule, OutboxModule],
  controllers: [GoogleController],
  providers: [
    GoogleClient,
    GoogleCalendarsService,
    GoogleConnectionsService,
    GoogleConflictsService,
    GoogleRevocationsService,
    GoogleConsumerService,
    GoogleWriterService,
    EventWritesService,
    WrittenEventsService,
    GoogleReaderService,
    GooglePagesService,
    ReadEventsService,
  ],
})
export class GoogleModule {}
