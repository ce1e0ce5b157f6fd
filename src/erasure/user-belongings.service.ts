import { Injectable } from '@nestjs/common';
import { SchedulesService } from '../availability/schedules.service.js';
import type { Transaction } from '../database/database.js';
import { CalendarFeedsService } from '../calendars/calendar-feeds.service.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import { TrainingRecordsService } from '../training/training-records.service.js';

/** The rows that users leave in other areas. An area that stores rows of a user gets its line here. */
@Injectable()
export class UserBelongingsService {
  constructor(
    private readonly training: TrainingRecordsService,
    private readonly feedback: FeedbackService,
    private readonly idempotency: IdempotencyService,
    private readonly schedules: SchedulesService,
    private readonly outbox: Outbox,
    private readonly calendars: CalendarFeedsService,
  ) {}

  /** Deletes the rows of a user, whose own row the caller has locked. Feedback stays without their name. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await this.training.forget(tx, userId);
    await this.feedback.detach(tx, userId);
    await this.idempotency.forget(tx, userId);
    await this.schedules.forget(tx, userId);
    await this.outbox.forget(tx, userId);
    await this.calendars.forget(tx, userId);
  }
}
