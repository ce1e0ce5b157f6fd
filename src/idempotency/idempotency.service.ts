import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';
import { Database, type Transaction } from '../database/database.js';
import { KeyInFlightError, KeyReusedError } from './idempotency-errors.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

/** A request that its sender may repeat (draft-ietf-httpapi-idempotency-key-header). */
export interface Repeatable {
  readonly key: string;
  /** Route and caller: the same key of somebody else, or for something else, is another one. */
  readonly scope: string;
  readonly body: object;
  /** Told when the answer is that of an earlier request. */
  readonly replayed: () => void;
}

const KEPT_HOURS = 24;

/** The key asked for if it is too old, and a few others. */
const FORGET_OLD = `
  DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $2) AND key_hash = ANY ($1::bytea || ARRAY(
    SELECT key_hash FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $2)
     ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED))`;

/** Released with the transaction, however that ends: a request that died does not stay in flight. */
const TRY_LOCK = `SELECT pg_try_advisory_xact_lock($1::bigint) AS first`;

/** Does what a key asks for once, and answers alike ever after. */
@Injectable()
export class IdempotencyService {
  private readonly secret: string;

  constructor(
    private readonly database: Database,
    { secret }: Config,
  ) {
    this.secret = secret;
  }

  /**
   * Runs `work` and keeps its answer in one transaction, or gives the answer that is kept. What `work` refuses leaves
   * nothing behind, so asking again asks anew. KeyReusedError: the body is another one; KeyInFlightError: not done yet.
   */
  async once<Answer extends object>(request: Repeatable, work: (tx: Transaction) => Promise<Answer>): Promise<Answer> {
    const { keyHash, fingerprint, seal } = this.secretsOf(request);
    const { answer, isReplayed } = await this.database.transaction(async (tx) => {
      const [lock] = await tx.rows<{ first: boolean }>(TRY_LOCK, [keyHash.readBigInt64BE().toString()]);
      if (!lock?.first) throw new KeyInFlightError();
      await tx.rows(FORGET_OLD, [keyHash, KEPT_HOURS]);
      const kept = await tx.repository(IdempotencyKey).findOneBy({ keyHash });
      if (kept) {
        if (!kept.fingerprint.equals(fingerprint)) throw new KeyReusedError();
        return { answer: JSON.parse(opened(kept.sealedAnswer, seal)) as Answer, isReplayed: true };
      }
      const done = await work(tx);
      await tx
        .repository(IdempotencyKey)
        .insert({ keyHash, fingerprint, sealedAnswer: sealed(JSON.stringify(done), seal) });
      return { answer: done, isReplayed: false };
    });
    if (isReplayed) request.replayed();
    return answer;
  }

  /** Bodies hold passwords: what is kept of them is keyed, or it could be guessed from a stolen table. */
  private secretsOf({ key, scope, body }: Repeatable) {
    const keyed = (...parts: string[]) => createHmac('sha256', this.secret).update(JSON.stringify(parts)).digest();
    const text = JSON.stringify(Object.entries(body).sort());
    return {
      keyHash: createHash('sha256')
        .update(JSON.stringify([scope, key]))
        .digest(),
      fingerprint: keyed('fingerprint', text),
      seal: keyed('seal', scope, key, text),
    };
  }
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: nonce, tag, cipher text. */
function sealed(text: string, secret: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce);
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]);
}

function opened(box: Buffer, secret: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', secret, box.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const content = box.subarray(NONCE_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(content), decipher.final()]).toString('utf8');
}
