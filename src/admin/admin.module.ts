import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { FeedbackModule } from '../feedback/feedback.module.js';
import { TrainingModule } from '../training/training.module.js';
import { UsersModule } from '../users/users.module.js';
import { AdminStatisticsController } from './admin-statistics.controller.js';
import { AdminUsersController } from './admin-users.controller.js';
import { ChartsService } from './charts.service.js';
import { StatisticsService } from './statistics.service.js';
import { UserAdministration } from './user-administration.service.js';

/** The face that admins see. */
@Module({
  imports: [AuthModule, BookingsModule, FeedbackModule, TrainingModule, UsersModule],
  controllers: [AdminUsersController, AdminStatisticsController],
  providers: [ChartsService, StatisticsService, UserAdministration],
})
export class AdminModule {}
