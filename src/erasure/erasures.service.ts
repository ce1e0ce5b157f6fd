import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { AccountDeletionsService } from '../auth/accounts/account-deletions.service.js';
import { BookingHistoryService } from '../bookings/history/booking-history.service.js';
import { BookingsService } from '../bookings/bookings.service.js';
import { Database } from '../database/database.js';
import { UserRecordsService } from '../users/user-records.service.js';
import { assertMayDelete } from './domain/erasure-rules.js';
import { UserBelongingsService } from './user-belongings.service.js';

/** How admins delete users. The user's row stays locked from the check to the deletion. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly database: Database,
    private readonly records: UserRecordsService,
    private readonly bookings: BookingsService,
    private readonly history: BookingHistoryService,
    private readonly accounts: AccountDeletionsService,
    private readonly belongings: UserBelongingsService,
  ) {}

  /** Cancels active bookings, deletes the user's data and leaves a tombstone. Throws the errors of assertMayDelete. */
  async delete(me: Principal, id: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      assertMayDelete(me.id, await this.records.lock(tx, me, id));
      await this.bookings.cancelActiveOf(tx, id, me);
      await this.history.forget(tx, id);
      await this.accounts.forget(tx, id);
      await this.belongings.forget(tx, id);
      await this.records.empty(tx, me, id);
    });
  }
}
