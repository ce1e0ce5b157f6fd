import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { AvailabilityModule } from '../availability/availability.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { FeedbackModule } from '../feedback/feedback.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { PacksModule } from '../packs/packs.module.js';
import { PaymentsModule } from '../payments/payments.module.js';
import { ReviewsModule } from '../reviews/reviews.module.js';
import { PersonalDataModule } from '../personal-data/personal-data.module.js';
import { TrainingModule } from '../training/training.module.js';
import { UsersModule } from '../users/users.module.js';
import { ErasuresList } from './erasures-list.js';
import { ErasuresService } from './erasures.service.js';
import { ForgettingService } from './forgetting.service.js';
import { PendingErasuresService } from './pending-erasures.service.js';
import { KEEPERS_OF_ROWS, UserBelongingsService } from './user-belongings.service.js';

/** Deleting people, and keeping them deleted. */
@Module({
  imports: [
    AuthModule,
    AvailabilityModule,
    BookingsModule,
    CalendarsModule,
    ConnectionsModule,
    FeedbackModule,
    OutboxModule,
    PacksModule,
    PaymentsModule,
    ReviewsModule,
    TrainingModule,
    PersonalDataModule,
    UsersModule,
  ],
  providers: [
    ErasuresList,
    ErasuresService,
    ForgettingService,
    KEEPERS_OF_ROWS,
    PendingErasuresService,
    UserBelongingsService,
  ],
  exports: [ErasuresService],
})
export class ErasureModule {}
