import { Injectable } from '@nestjs/common';
import { AccountDeletionsService } from '../auth/accounts/account-deletions.service.js';
import { BookingHistoryService } from '../bookings/history/booking-history.service.js';
import { BookingsService } from '../bookings/bookings.service.js';
import type { BookingActor } from '../bookings/domain/booking-status.js';
import type { AnyActing } from '../database/acting.js';
import type { Transaction } from '../database/database.js';
import { PackRecordsService } from '../packs/pack-records.service.js';
import { UserRecordsService } from '../users/user-records.service.js';
import type { AtStake } from './domain/erasure-rules.js';
import { UserBelongingsService } from './user-belongings.service.js';

/** What becomes of everything that a user has, area by area. */
@Injectable()
export class ForgettingService {
  constructor(
    private readonly bookings: BookingsService,
    private readonly history: BookingHistoryService,
    private readonly accounts: AccountDeletionsService,
    private readonly belongings: UserBelongingsService,
    private readonly packs: PackRecordsService,
    private readonly records: UserRecordsService,
  ) {}

  /** What of a user a deletion ends that they may want to know of first. The caller has locked the user's row. */
  async atStake(tx: Transaction, id: number): Promise<AtStake> {
    const { own, ofClients } = await this.packs.atStake(tx, id);
    return { sessions: await this.bookings.countAhead(tx, id), credits: own, creditsOfClients: ofClients };
  }

  /** Ends active bookings, deletes the user's data and leaves a tombstone. The caller has locked the user's row. */
  async forget(tx: Transaction, id: number, by: AnyActing & { readonly role: BookingActor }): Promise<void> {
    await this.bookings.endActiveOf(tx, id, by);
    await this.history.forget(tx, id);
    await this.accounts.forget(tx, id);
    await this.belongings.forget(tx, id, by);
    await this.records.empty(tx, by, id);
  }
}
