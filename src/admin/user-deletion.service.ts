import { Injectable } from '@nestjs/common';
import { Sessions } from '../auth/logins/sessions.js';
import { BookingsService } from '../bookings/bookings.service.js';
import { Database } from '../database/database.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { TrainingRecords } from '../training/training-records.js';
import { UserRecords } from '../users/user-records.js';
import { assertMayDelete } from './domain/account-rules.js';

/** How admins delete others. The user's row stays locked from the question to the deed. */
@Injectable()
export class UserDeletion {
  constructor(
    private readonly database: Database,
    private readonly records: UserRecords,
    private readonly bookings: BookingsService,
    private readonly training: TrainingRecords,
    private readonly feedback: FeedbackService,
    private readonly sessions: Sessions,
  ) {}

  /** Leaves a tombstone: active bookings are cancelled, and what was the user's own is gone. Errors: of assertMayDelete. */
  async delete(adminId: number, id: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      assertMayDelete(adminId, await this.records.lock(manager, adminId, id));
      await this.bookings.cancelActiveOf(manager, id);
      await this.training.forget(manager, id);
      await this.sessions.endAll(manager, id);
      await this.feedback.detach(manager, id);
      await this.records.empty(manager, id);
    });
  }
}
