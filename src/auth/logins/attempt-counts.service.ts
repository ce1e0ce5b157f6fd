import { Injectable } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { Database, type Transaction } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { networkOf } from '../limits/domain/network.js';
import { type Limits, waitOf, WINDOW_SECONDS } from './domain/throttle.js';

/**
 * Counts an attempt for the account `$1` and for the address `$2`, unless that one has reached its limit, `$6` or `$7`. Always
 * locks the account's row first, so attempts cannot deadlock. Also deletes a few expired rows: the table holds only the last
 * quarter of an hour.
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
                          cardinality(recent) < CASE WHEN stored.key = $1 THEN $6::integer ELSE $7::integer END AS is_free
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
 * Deletes the attempts of the account `$1`, and takes the attempt of the address `$2` back. Reading the deleted rows makes
 * PostgreSQL delete first, so the account is locked before the address here too.
 */
const SUCCEED = `
  WITH anew AS (DELETE FROM login_throttles WHERE key = $1 RETURNING key)
  UPDATE login_throttles SET failures = trim_array(failures, 1)
   WHERE key = $2 AND cardinality(failures) > 0 AND (SELECT count(*) FROM anew) >= 0`;

interface Counter {
  readonly failures: readonly Date[];
  readonly isCounted: boolean;
}

/** Whose attempts are counted. */
export interface Counted {
  readonly account: Buffer;
  readonly address: Buffer;
}

/** `scope` keeps kinds of attempts apart. The database keeps hashes: neither emails nor addresses of networks. */
export const countedFor = (scope: '' | 'mail ', account: string, address: string): Counted => ({
  account: hashed(`${scope}account ${account}`),
  address: hashed(`${scope}address ${networkOf(address)}`),
});

/** Counts attempts in PostgreSQL, so that all instances share the count and a restart keeps it. */
@Injectable()
export class AttemptCountsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Counts an attempt and returns 0. When none is left it counts nothing, and returns the seconds to wait. */
  async count({ account, address }: Counted, limits: Limits): Promise<number> {
    const now = this.clock.real();
    const windowStart = new Date(now.getTime() - WINDOW_SECONDS * 1000);
    const keys = [account, address];
    const values = [...keys, now, windowStart, randomUUID(), limits.account, limits.address];
    const counters = await this.database.rows<Counter>(COUNT, values);
    if (counters.every(({ isCounted }) => isCounted)) return 0;
    const counted = keys.filter((_, index) => counters[index]?.isCounted);
    if (counted.length > 0) await this.database.rows(TAKE_BACK, [counted]);
    const waits = [limits.account, limits.address].map((limit, index) =>
      counters[index]?.isCounted ? 0 : waitOf(counters[index]?.failures ?? [], limit, now),
    );
    return Math.max(...waits, 1);
  }

  /** As if the attempt had not been made. */
  async takeBack({ account, address }: Counted): Promise<void> {
    await this.database.rows(TAKE_BACK, [[account, address]]);
  }

  /** After a right attempt: the account starts anew. */
  async succeed({ account, address }: Counted): Promise<void> {
    await this.database.rows(SUCCEED, [account, address]);
  }

  /** The failed logins of an account no longer count. */
  async forget(tx: Transaction, account: string): Promise<void> {
    await tx.rows(`DELETE FROM login_throttles WHERE key = $1`, [countedFor('', account, '').account]);
  }
}

const hashed = (text: string) => createHash('sha256').update(text).digest();
