import { Injectable } from '@nestjs/common';
import { Sessions } from '../auth/sessions.js';
import { BookingsService } from '../bookings/bookings.service.js';
import { Database } from '../database/database.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { TrainingRecords } from '../training/training-records.js';
import type { UserDto } from '../users/dto/user.dto.js';
import type { UserChange } from '../users/domain/account.js';
import { UserRecords } from '../users/user-records.js';
import { assertMayChange, assertMayDelete, changesRole } from './domain/account-rules.js';

/** What admins do to the accounts of others. The user's row stays locked from the question to the deed. */
@Injectable()
export class UserAdministration {
  constructor(
    private readonly database: Database,
    private readonly records: UserRecords,
    private readonly bookings: BookingsService,
    private readonly training: TrainingRecords,
    private readonly feedback: FeedbackService,
    private readonly sessions: Sessions,
  ) {}

  /** Changes what is given. A deactivated user is out at once. Errors: those of assertMayChange, and EmailTakenError. */
  async change(adminId: number, id: number, change: UserChange): Promise<UserDto> {
    return this.database.transaction(async (manager) => {
      const user = await this.records.lock(manager, id);
      const isBound = changesRole(user, change) && (await this.bookings.hasActive(manager, id));
      assertMayChange(adminId, user, change, isBound);
      if (change.isActive === false) await this.sessions.endAll(manager, id);
      return this.records.change(manager, id, change);
    });
  }

  /** Leaves a tombstone: active bookings are cancelled, and what was the user's own is gone. */
  async delete(adminId: number, id: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      assertMayDelete(adminId, await this.records.lock(manager, id));
      await this.bookings.cancelActiveOf(manager, id);
      await this.training.forget(manager, id);
      await this.sessions.endAll(manager, id);
      await this.feedback.detach(manager, id);
      await this.records.empty(manager, id);
    });
  }
}
