import { Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { BusyError, TooManyAttemptsError } from '../auth-errors.js';
import { networkOf } from '../limits/domain/network.js';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, waitOf, WINDOW_SECONDS } from './domain/throttle.js';
import { Semaphore } from '../semaphore.js';

/** Attempts of all accounts together. A waiting attempt keeps memory and a request in flight. */
const MOST_ATTEMPTS = 64;

/**
 * Counts an attempt for the account `$1` and for the address `$2`, unless that one has reached its limit. Always locks the
 * account's row first, so attempts cannot deadlock. Also deletes a few expired rows: the table holds only the last quarter
 * of an hour.
 */
const COUNT = `
  WITH forgotten AS (
    DELETE FROM login_throttles WHERE key = ANY (ARRAY(
      SELECT key FROM login_throttles WHERE last_failure_at < $4 AND key NOT IN ($1, $2)
       ORDER BY last_failure_at LIMIT 10 FOR UPDATE SKIP LOCKED))
  )
  INSERT INTO login_throttles AS stored (key, failures, last_failure_at, last_attempt)
  SELECT key, ARRAY[$3::timestamptz], $3, $5::uuid FROM (VALUES (1, $1::bytea), (2, $2::bytea)) AS wanted (place, key) ORDER BY place
      ON CONFLICT (key) DO UPDATE
     SET (failures, last_failure_at, last_attempt) = (
           SELECT CASE WHEN is_free THEN recent || $3::timestamptz ELSE recent END,
                  CASE WHEN is_free THEN $3 ELSE stored.last_failure_at END,
                  CASE WHEN is_free THEN $5::uuid ELSE stored.last_attempt END
             FROM (SELECT recent,
                          cardinality(recent) < CASE WHEN stored.key = $1 THEN ${ACCOUNT_LIMIT} ELSE ${ADDRESS_LIMIT} END AS is_free
                     FROM (SELECT ARRAY(SELECT at FROM unnest(stored.failures) AS at WHERE at > $4) AS recent) kept) judged)
  RETURNING failures, last_attempt = $5::uuid AS "isCounted"`;

/** Takes the last attempt of the keys `$1` back. Locks them in the order of the array, which is the order of COUNT. */
const TAKE_BACK = `
  WITH locked AS MATERIALIZED (
    SELECT key FROM unnest($1::bytea[]) WITH ORDINALITY AS wanted (key, place)
     CROSS JOIN LATERAL (SELECT FROM login_throttles t WHERE t.key = wanted.key FOR UPDATE) held ORDER BY place
  )
  UPDATE login_throttles SET failures = trim_array(failures, 1)
   WHERE key IN (SELECT key FROM locked) AND cardinality(failures) > 0`;

/**
 * After a right password: deletes the failures of the account `$1`, and takes the attempt of the address `$2` back. Reading
 * the deleted rows makes PostgreSQL delete first, so the account is locked before the address here too.
 */
const SUCCEED = `
  WITH anew AS (DELETE FROM login_throttles WHERE key = $1 RETURNING key)
  UPDATE login_throttles SET failures = trim_array(failures, 1)
   WHERE key = $2 AND cardinality(failures) > 0 AND (SELECT count(*) FROM anew) >= 0`;

interface Counter {
  readonly failures: readonly Date[];
  readonly isCounted: boolean;
}

/** Counts failed passwords in PostgreSQL, so that all instances share the count and a restart keeps it. */
@Injectable()
export class LoginThrottleService {
  private readonly attempts = new Semaphore(MOST_ATTEMPTS, 0, () => new BusyError());
  /** One for each account with an attempt under way. */
  private readonly turns = new Map<string, Semaphore>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Tries a password for `account`, an email in lower case; `check` returns null when it is wrong. The attempt counts as failed
   * before the password is checked, so many attempts at once cannot exceed the limit. When `check` throws, the attempt is
   * taken back. Throws TooManyAttemptsError, and counts nothing, when no attempt is left.
   */
  attempt<Right>(account: string, address: string, check: () => Promise<Right | null>): Promise<Right | null> {
    const ofAccount = hashed(`account ${account}`);
    const ofAddress = hashed(`address ${networkOf(address)}`);
    return this.inTurn(account, async () => {
      await this.admit(ofAccount, ofAddress);
      const right = await check().catch(async (error: unknown) => {
        await this.database.rows(TAKE_BACK, [[ofAccount, ofAddress]]);
        throw error;
      });
      if (right !== null) await this.database.rows(SUCCEED, [ofAccount, ofAddress]);
      return right;
    });
  }

  /** One attempt at a time for each account: right passwords that arrive together would otherwise count as failed. */
  private inTurn<Result>(account: string, attempt: () => Promise<Result>): Promise<Result> {
    return this.attempts.run(async () => {
      const turn = this.turns.get(account) ?? new Semaphore(1, MOST_ATTEMPTS, () => new BusyError());
      this.turns.set(account, turn);
      try {
        return await turn.run(attempt);
      } finally {
        if (turn.isIdle) this.turns.delete(account);
      }
    });
  }

  private async admit(ofAccount: Buffer, ofAddress: Buffer): Promise<void> {
    const now = this.clock.real();
    const windowStart = new Date(now.getTime() - WINDOW_SECONDS * 1000);
    const [account, network] = await this.database.rows<Counter>(COUNT, [
      ofAccount,
      ofAddress,
      now,
      windowStart,
      randomUUID(),
    ]);
    if (account?.isCounted && network?.isCounted) return;
    const counted = [account?.isCounted ? [ofAccount] : [], network?.isCounted ? [ofAddress] : []].flat();
    if (counted.length > 0) await this.database.rows(TAKE_BACK, [counted]);
    throw new TooManyAttemptsError(
      Math.max(
        account?.isCounted ? 0 : waitOf(account?.failures ?? [], ACCOUNT_LIMIT, now),
        network?.isCounted ? 0 : waitOf(network?.failures ?? [], ADDRESS_LIMIT, now),
        1,
      ),
    );
  }
}

const hashed = (text: string) => createHash('sha256').update(text).digest();
