import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { AvailabilityModule } from '../availability/availability.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { ErasureModule } from '../erasure/erasure.module.js';
import { FeedbackModule } from '../feedback/feedback.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { TrainingModule } from '../training/training.module.js';
import { UsersModule } from '../users/users.module.js';
import { AdminAuditController } from './admin-audit.controller.js';
import { AdminDeliveriesController } from './admin-deliveries.controller.js';
import { AdminStatisticsController } from './admin-statistics.controller.js';
import { AdminUsersController } from './admin-users.controller.js';
import { PlatformChartsService } from './platform-charts.service.js';
import { StatisticsService } from './statistics.service.js';
import { UserChangesService } from './user-changes.service.js';
import { UserViewsService } from './user-views.service.js';

/** The API for admins. */
@Module({
  imports: [
    AuditModule,
    AuthModule,
    AvailabilityModule,
    BookingsModule,
    CalendarsModule,
    ErasureModule,
    FeedbackModule,
    OutboxModule,
    TrainingModule,
    UsersModule,
  ],
  controllers: [AdminUsersController, AdminStatisticsController, AdminDeliveriesController, AdminAuditController],
  providers: [PlatformChartsService, StatisticsService, UserChangesService, UserViewsService],
})
export class AdminModule {}
