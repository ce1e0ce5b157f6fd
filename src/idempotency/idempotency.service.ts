import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database, type Handle, type Transaction } from '../database/database.js';
import { KeyInFlightError, KeyReusedError } from './idempotency-errors.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

/** A request that its sender may repeat (draft-ietf-httpapi-idempotency-key-header). */
export interface Repeatable {
  readonly key: string;
  /** Route and caller: the same key of another caller, or on another route, is another key. */
  readonly scope: string;
  readonly userId: number | null;
  readonly body: object;
  /** Called when the answer is that of an earlier request. */
  readonly replayed: () => void;
}

const KEPT_HOURS = 24;

/**
 * Deletes the row of the key `$1` if it is too old, and ten other old rows. A row without an answer was written by version 0.2
 * and cannot be opened: it counts as absent, so it goes too.
 */
const FORGET_OLD = `
  DELETE FROM idempotency_keys
   WHERE (created_at < now() - make_interval(hours => $2) OR answer IS NULL)
     AND key_hash = ANY ($1::bytea || ARRAY(
           SELECT key_hash FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $2)
            ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED))`;

/** PostgreSQL releases it with the transaction, however that ends: a request that died does not stay in flight. */
const TRY_LOCK = `SELECT pg_try_advisory_xact_lock($1::bigint) AS first`;

/** Runs a request with an Idempotency-Key once, and keeps its answer for repetitions. */
@Injectable()
export class IdempotencyService {
  constructor(private readonly database: Database) {}

  /**
   * With a key: runs `work` and keeps its answer in one transaction, or gives the answer that is kept. If `work` refuses,
   * nothing is kept, so the next request with the key runs anew. Without a key `work` gets the plain database.
   * KeyReusedError: the body is another one. KeyInFlightError: the first request is not done yet.
   */
  async run<Answer extends object>(request: Repeatable | null, work: (db: Handle) => Promise<Answer>): Promise<Answer> {
    if (request === null) return work(this.database);
    const { answer, isReplayed } = await this.database.transaction((tx) => this.answerIn(tx, request, work));
    if (isReplayed) request.replayed();
    return answer;
  }

  /** Forgets the answers to a user, whose row is locked. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.repository(IdempotencyKey).delete({ userId });
  }

  private async answerIn<Answer extends object>(
    tx: Transaction,
    { scope, key, body, userId }: Repeatable,
    work: (db: Handle) => Promise<Answer>,
  ): Promise<{ answer: Answer; isReplayed: boolean }> {
    const keyHash = sha256([scope, key]);
    const fingerprint = sha256(Object.entries(body).sort());
    const [lock] = await tx.rows<{ first: boolean }>(TRY_LOCK, [keyHash.readBigInt64BE().toString()]);
    if (!lock?.first) throw new KeyInFlightError();
    await tx.rows(FORGET_OLD, [keyHash, KEPT_HOURS]);
    const kept = await tx.repository(IdempotencyKey).findOneBy({ keyHash });
    if (kept) {
      if (!kept.fingerprint.equals(fingerprint)) throw new KeyReusedError();
      return { answer: kept.answer as Answer, isReplayed: true };
    }
    const answer = await work(tx);
    await tx.repository(IdempotencyKey).insert({ keyHash, fingerprint, answer, userId });
    return { answer, isReplayed: false };
  }
}

/** The same request without a trace of who sent it: its kept answer names nobody, and outlives their account. */
export const unnamed = (request: Repeatable | null) => request && { ...request, userId: null };

const sha256 = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest();
