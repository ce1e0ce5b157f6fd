import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { TooManyAttemptsError } from './auth-errors.js';
import { networkOf } from './domain/network.js';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, waitOf, WINDOW_SECONDS } from './domain/throttle.js';
import { Turns } from './turns.js';

/** A few at each attempt, so that the table stays as small as the last quarter of an hour. */
const FORGET_OLD = `
  DELETE FROM login_throttles WHERE key IN (
    SELECT key FROM login_throttles WHERE last_failure_at < $1 LIMIT 10 FOR UPDATE SKIP LOCKED)`;

/** In the order of the keys, the account's always first: attempts then never wait for each other in a circle. */
const LOCK = `
  INSERT INTO login_throttles AS stored (key, last_failure_at)
  SELECT key, $2 FROM unnest($1::bytea[]) WITH ORDINALITY AS wanted (key, place) ORDER BY place
      ON CONFLICT (key) DO UPDATE SET last_failure_at = stored.last_failure_at
  RETURNING failures`;

const COUNT = `
  UPDATE login_throttles
     SET failures = ARRAY(SELECT at FROM unnest(failures) AS at WHERE at > $2) || $3::timestamptz, last_failure_at = $3
   WHERE key = ANY($1)`;

const TAKE_BACK = `
  UPDATE login_throttles SET failures = trim_array(failures, 1) WHERE key = ANY($1) AND cardinality(failures) > 0`;

const START_ANEW = `DELETE FROM login_throttles WHERE key = $1`;

/** Counts failed passwords in PostgreSQL, so that the count holds over restarts and for all instances. */
@Injectable()
export class LoginThrottleService {
  private readonly turns = new Turns();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Tries a password for `account`, an email in lower case; `matches` tells whether it is right. It counts as failed
   * before it is even looked at: of many at once, only as many as are left get to guess. An attempt that came to no
   * end, because `matches` threw, is taken back. Throws TooManyAttemptsError, and counts nothing, when none is left.
   */
  attempt(account: string, address: string, matches: () => Promise<boolean>): Promise<boolean> {
    const ofAccount = hashed(`account ${account}`);
    const ofAddress = hashed(`address ${networkOf(address)}`);
    // One at a time for each account: right passwords that arrive together would else pass for failed ones.
    return this.turns.take(account, async () => {
      await this.admit(ofAccount, ofAddress);
      const isRight = await matches().catch(async (error: unknown) => {
        await this.database.rows(TAKE_BACK, [[ofAccount, ofAddress]]);
        throw error;
      });
      if (isRight) {
        await this.database.rows(START_ANEW, [ofAccount]);
        await this.database.rows(TAKE_BACK, [[ofAddress]]);
      }
      return isRight;
    });
  }

  private async admit(ofAccount: Buffer, ofAddress: Buffer): Promise<void> {
    const now = this.clock.now();
    const windowStart = new Date(now.getTime() - WINDOW_SECONDS * 1000);
    const keys = [ofAccount, ofAddress];
    await this.database.rows(FORGET_OLD, [windowStart]);
    const wait = await this.database.transaction(async (manager) => {
      const [account, network] = await manager.query<{ failures: Date[] }[]>(LOCK, [keys, now]);
      const longest = Math.max(
        waitOf(account?.failures ?? [], ACCOUNT_LIMIT, now),
        waitOf(network?.failures ?? [], ADDRESS_LIMIT, now),
      );
      if (longest === 0) await manager.query(COUNT, [keys, windowStart, now]);
      return longest;
    });
    if (wait > 0) throw new TooManyAttemptsError(wait);
  }
}

const hashed = (text: string) => createHash('sha256').update(text).digest();
