import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { OwnPasswordsService } from '../auth/accounts/own-passwords.service.js';
import { Database, type Transaction } from '../database/database.js';
import type { LockedUser } from '../users/domain/account.js';
import { UserNotFoundError } from '../users/user-errors.js';
import { UserRecordsService } from '../users/user-records.service.js';
import { assertMayDelete, assertMayDeleteOneself } from './domain/erasure-rules.js';
import { ErasuresList } from './erasures-list.js';
import { ForgettingService } from './forgetting.service.js';

const SYSTEM = { id: null, role: 'system' } as const;

/** What somebody sends who deletes their own account. */
export interface OwnErasure {
  readonly password: string;
  /** Whether they know of the sessions that this cancels, and of the credits that it ends. */
  readonly isConfirmed: boolean;
  /** From where they ask. */
  readonly address: string;
}

/**
 * Deletes people: ends their active bookings, deletes their data and leaves a tombstone. Their row stays locked from the check
 * to the deletion. One deletion runs at a time.
 */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly database: Database,
    private readonly passwords: OwnPasswordsService,
    private readonly records: UserRecordsService,
    private readonly forgetting: ForgettingService,
    private readonly list: ErasuresList,
  ) {}

  /** What admins do. Errors: UserNotFoundError, those of assertMayDelete, ErasuresListError. */
  async delete(me: Principal, id: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const user = await this.records.lock(tx, me, id);
      assertMayDelete(me.id, user);
      await this.forgetting.forget(tx, id, me);
      await this.list.add(user);
    });
  }

  /** Errors: WrongPasswordError, TooManyAttemptsError, those of assertMayDeleteOneself, ErasuresListError. */
  async deleteOneself(me: Principal, { password, isConfirmed, address }: OwnErasure): Promise<void> {
    await this.passwords.check(await this.passwords.ownerOf(me.id), password, address);
    await this.database.transaction(async (tx) => {
      const user = await this.records.lock(tx, me, me.id);
      assertMayDeleteOneself(user, await this.forgetting.atStake(tx, me.id), isConfirmed);
      await this.forgetting.forget(tx, me.id, me);
      await this.list.add(user);
    });
  }

  /** For a deletion that the list has already. False when there is nobody to delete any more. */
  finish(id: number, createdAt: string): Promise<boolean> {
    return this.bySystem(id, async (tx, user) => {
      if (user.createdAt !== createdAt) return false;
      await this.forgetting.forget(tx, id, SYSTEM);
      return true;
    });
  }

  /** What time does. False when `isDue`, asked with the user's row locked, says no, or when there is nobody any more. */
  expire(id: number, isDue: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
    return this.bySystem(id, async (tx, user) => {
      if (!(await isDue(tx))) return false;
      await this.forgetting.forget(tx, id, SYSTEM);
      await this.list.add(user);
      return true;
    });
  }

  private async bySystem(id: number, work: (tx: Transaction, user: LockedUser) => Promise<boolean>): Promise<boolean> {
    try {
      return await this.database.transaction(async (tx) => work(tx, await this.records.lock(tx, SYSTEM, id)));
    } catch (error) {
      if (error instanceof UserNotFoundError) return false;
      throw error;
    }
  }
}
