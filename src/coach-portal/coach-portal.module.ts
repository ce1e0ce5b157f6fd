import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { TrainingModule } from '../training/training.module.js';
import { UsersModule } from '../users/users.module.js';
import { CoachClientsController } from './coach-clients.controller.js';
import { CoachProfileController } from './coach-profile.controller.js';

/** The face that coaches see of their connected clients, and of themselves. */
@Module({
  imports: [BookingsModule, TrainingModule, UsersModule],
  controllers: [CoachClientsController, CoachProfileController],
})
export class CoachPortalModule {}
