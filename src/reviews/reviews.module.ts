import { Module } from '@nestjs/common';
import { UnauthenticatedError } from '../auth/auth-errors.js';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import type { ConstraintRefusals } from '../problems/constraint-refusals.js';
import { AdminReviewsController } from './admin-reviews.controller.js';
import { BookingReviewController } from './booking-review.controller.js';
import { CoachReviewsController } from './coach-reviews.controller.js';
import { CoachReviewsService } from './coach-reviews.service.js';
import { ModerationService } from './moderation.service.js';
import { MyReviewsService } from './my-reviews.service.js';
import { ReviewRecordsService } from './review-records.service.js';

export const reviewConstraints: ConstraintRefusals = {
  // The client was deleted after the access guard ran: same answer as to their next request.
  reviews_client_alive: () => new UnauthenticatedError(),
  reviews_coach_alive: () => new CoachNotFoundError(),
};

/** What clients say of their sessions, and what follows from it for coaches. */
@Module({
  imports: [BookingsModule, OutboxModule],
  controllers: [BookingReviewController, CoachReviewsController, AdminReviewsController],
  providers: [CoachReviewsService, ModerationService, MyReviewsService, ReviewRecordsService],
  exports: [ReviewRecordsService],
})
export class ReviewsModule {}
