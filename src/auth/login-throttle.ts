import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { TooManyAttemptsError } from './auth-errors.js';
import { networkOf } from './domain/network.js';
import { ACCOUNT_RULE, ADDRESS_RULE, recent, type ThrottleRule, waitOf } from './domain/throttle.js';
import { LoginThrottle } from './login-throttle.entity.js';

interface Counter {
  readonly key: Buffer;
  readonly rule: ThrottleRule;
}

/** A few at each attempt, so that the table stays as small as the last quarter of an hour. */
const FORGET_OLD = `
  DELETE FROM login_throttles WHERE key IN (
    SELECT key FROM login_throttles WHERE last_failure_at < $1 LIMIT 10 FOR UPDATE SKIP LOCKED)`;

/** Counts failed passwords in PostgreSQL, so that the count holds over restarts and for all instances. */
@Injectable()
export class LoginThrottleService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts an attempt as failed before the password is even looked at: of many at once, only as many as are left get
   * to guess. Throws TooManyAttemptsError, and counts nothing, when none is left.
   */
  async admit(email: string, address: string): Promise<void> {
    const now = this.clock.now();
    await this.database.rows(FORGET_OLD, [new Date(now.getTime() - ACCOUNT_RULE.windowSeconds * 1000)]);
    const wait = await this.database.transaction(async (manager) => {
      const counters = [accountCounter(email), addressCounter(address)];
      const failures = await this.lock(manager, counters, now);
      const longest = Math.max(...counters.map(({ rule }, index) => waitOf(failures[index] ?? [], rule, now)));
      if (longest === 0) {
        for (const [index, { key, rule }] of counters.entries()) {
          const kept = [...recent(failures[index] ?? [], rule, now), now];
          await manager.update(LoginThrottle, { key }, { failures: kept, lastFailureAt: now });
        }
      }
      return longest;
    });
    if (wait > 0) throw new TooManyAttemptsError(wait);
  }

  /** The password was right: the account starts anew, and the address gets its attempt back. */
  async succeeded(email: string, address: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const counter = addressCounter(address);
      await manager.delete(LoginThrottle, { key: accountCounter(email).key });
      const [failures = []] = await this.lock(manager, [counter], this.clock.now());
      await manager.update(LoginThrottle, { key: counter.key }, { failures: failures.slice(0, -1) });
    });
  }

  /** Locks the rows of `counters`, always the account before the address, and reads their failures. */
  private async lock(manager: EntityManager, counters: readonly Counter[], now: Date): Promise<Date[][]> {
    const all: Date[][] = [];
    for (const { key } of counters) {
      await manager
        .createQueryBuilder()
        .insert()
        .into(LoginThrottle)
        .values({ key, failures: [], lastFailureAt: now })
        .orIgnore()
        .execute();
      const row = await manager.findOneOrFail(LoginThrottle, { where: { key }, lock: { mode: 'pessimistic_write' } });
      all.push(row.failures);
    }
    return all;
  }
}

const hashed = (text: string) => createHash('sha256').update(text).digest();

function accountCounter(email: string): Counter {
  return { key: hashed(`account ${email.toLowerCase()}`), rule: ACCOUNT_RULE };
}

function addressCounter(address: string): Counter {
  return { key: hashed(`address ${networkOf(address)}`), rule: ADDRESS_RULE };
}
