import { Injectable } from '@nestjs/common';
import { LoginSessionsService } from '../auth/logins/login-sessions.service.js';
import { BookingsService } from '../bookings/bookings.service.js';
import { Database } from '../database/database.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { TrainingRecordsService } from '../training/training-records.service.js';
import { UserRecordsService } from '../users/user-records.service.js';
import { assertMayDelete } from './domain/account-rules.js';

/** How admins delete others. The user's row stays locked from the question to the deed. */
@Injectable()
export class UserDeletionService {
  constructor(
    private readonly database: Database,
    private readonly records: UserRecordsService,
    private readonly bookings: BookingsService,
    private readonly training: TrainingRecordsService,
    private readonly feedback: FeedbackService,
    private readonly sessions: LoginSessionsService,
  ) {}

  /** Leaves a tombstone: active bookings are cancelled, and what was the user's own is gone. Errors: of assertMayDelete. */
  async delete(adminId: number, id: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      assertMayDelete(adminId, await this.records.lock(tx, adminId, id));
      await this.bookings.cancelActiveOf(tx, id);
      await this.training.forget(tx, id);
      await this.sessions.endAll(tx, id);
      await this.feedback.detach(tx, id);
      await this.records.empty(tx, id);
    });
  }
}
