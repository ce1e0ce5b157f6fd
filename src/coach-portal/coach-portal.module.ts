import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { TrainingModule } from '../training/training.module.js';
import { CoachClientsController } from './coach-clients.controller.js';

/** The face that coaches see of their connected clients. */
@Module({ imports: [BookingsModule, TrainingModule], controllers: [CoachClientsController] })
export class CoachPortalModule {}
