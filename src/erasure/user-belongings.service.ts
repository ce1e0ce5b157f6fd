import { Inject, Injectable, type InjectionToken } from '@nestjs/common';
import { SchedulesService } from '../availability/schedules.service.js';
import type { BookingActor } from '../bookings/domain/booking-status.js';
import { CalendarFeedsService } from '../calendars/calendar-feeds.service.js';
import { PairsService } from '../connections/pairs.service.js';
import type { Transaction } from '../database/database.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { Outbox } from '../outbox/outbox.service.js';
import { PackRecordsService } from '../packs/pack-records.service.js';
import { PaymentRecordsService } from '../payments/payment-records.service.js';
import { ReviewRecordsService } from '../reviews/review-records.service.js';
import { ExportRowsService } from '../personal-data/exports/export-rows.service.js';
import { TrainingRecordsService } from '../training/training-records.service.js';

/** An area that stores rows of users. */
interface Keeper {
  /** Deletes the rows of a user, whose own row the caller has locked, or takes their name from them. */
  forget(tx: Transaction, userId: number, by: { readonly role: BookingActor }): Promise<void>;
}

const KEEPERS = Symbol('the areas that store rows of users');

/** In this order. An area that stores rows of a user gets its line here. */
const ALL: InjectionToken<Keeper>[] = [
  TrainingRecordsService,
  FeedbackService,
  IdempotencyService,
  SchedulesService,
  Outbox,
  CalendarFeedsService,
  PairsService,
  ReviewRecordsService,
  PackRecordsService,
  PaymentRecordsService,
  ExportRowsService,
];

export const KEEPERS_OF_ROWS = { provide: KEEPERS, useFactory: (...keepers: Keeper[]) => keepers, inject: ALL };

/** The rows that users leave in other areas. */
@Injectable()
export class UserBelongingsService {
  constructor(@Inject(KEEPERS) private readonly keepers: readonly Keeper[]) {}

  async forget(tx: Transaction, userId: number, by: { readonly role: BookingActor }): Promise<void> {
    for (const keeper of this.keepers) await keeper.forget(tx, userId, by);
  }
}
