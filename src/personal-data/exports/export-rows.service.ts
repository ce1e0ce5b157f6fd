import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { Outbox } from '../../outbox/outbox.service.js';
import { Clock } from '../../time/clock.js';
import { nextTry } from './domain/tries.js';

/** Nobody else makes an export for so long after its last chunk. */
const LEASE = `interval '60 seconds'`;
/** A file, and a failure, stay for so long. */
const KEPT = `interval '24 hours'`;
const MINE = `user_id = $1 AND attempts = $2 AND status = 'waiting'`;

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT e.user_id FROM exports e WHERE e.status = 'waiting' AND e.due_at <= $1
     ORDER BY e.due_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE exports e SET attempts = e.attempts + 1, tries = e.tries + 1, due_at = $1::timestamptz + ${LEASE}
    FROM due WHERE e.user_id = due.user_id
  RETURNING e.user_id AS "userId", e.attempts, e.tries`;

/** What earlier attempts left. */
const CLEAR = `DELETE FROM export_chunks WHERE user_id = $1 AND attempt < $2`;

const ADD = `
  WITH mine AS (UPDATE exports SET due_at = $3::timestamptz + ${LEASE} WHERE ${MINE} RETURNING user_id)
  INSERT INTO export_chunks (user_id, attempt, number, content) SELECT user_id, $2, $4, $5 FROM mine RETURNING number`;

const FINISH = `
  UPDATE exports SET status = 'ready', ready_at = $3, due_at = $3::timestamptz + ${KEPT}, size = $4 WHERE ${MINE}
  RETURNING due_at AS "expiresAt"`;

/** `$3` is when to try again; null: never. */
const FAIL = `
  UPDATE exports SET status = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE status END,
         due_at = coalesce($3, $4::timestamptz + ${KEPT}) WHERE ${MINE}`;
const RELEASE = `UPDATE exports SET due_at = $3, tries = tries - 1 WHERE ${MINE}`;

const SWEEP = `
  DELETE FROM exports WHERE user_id IN (
    SELECT user_id FROM exports WHERE status <> 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED)`;

/** An export that this process makes now: `attempts` is its fence. */
export interface ClaimedExport {
  readonly userId: number;
  readonly attempts: number;
  readonly tries: number;
}

/** Another process makes the export now, or its user was deleted. */
export class LostExportError extends Error {}

/** The rows of exports, as the worker changes them. Only the last attempt at an export changes it. */
@Injectable()
export class ExportRowsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async claim(now: Date): Promise<ClaimedExport | undefined> {
    const [claimed] = await this.database.rows<ClaimedExport>(CLAIM, [now]);
    if (claimed) await this.database.rows(CLEAR, [claimed.userId, claimed.attempts]);
    return claimed;
  }

  /** Keeps the lease, too. LostExportError. */
  async add({ userId, attempts }: ClaimedExport, number: number, content: Buffer): Promise<void> {
    const added = await this.database.rows(ADD, [userId, attempts, this.clock.now(), number, content]);
    if (added.length === 0) throw new LostExportError();
  }

  /** Its owner is told in the same transaction. LostExportError. */
  async finish({ userId, attempts }: ClaimedExport, size: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [done] = await tx.rows<{ expiresAt: string }>(FINISH, [userId, attempts, this.clock.now(), size]);
      if (!done) throw new LostExportError();
      await this.outbox.record(tx, {
        ...{ type: 'account.export_ready', subjectKind: 'account', subjectId: userId },
        ...{ actor: { id: null, role: 'system' }, data: { expires_at: done.expiresAt } },
      });
    });
  }

  /** True when it is tried again. */
  async fail({ userId, attempts, tries }: ClaimedExport): Promise<boolean> {
    const now = this.clock.now();
    const next = nextTry(tries, now);
    await this.database.rows(FAIL, [userId, attempts, next, now]);
    return next !== null;
  }

  /** Another process may go on at once. */
  async release({ userId, attempts }: ClaimedExport): Promise<void> {
    await this.database.rows(RELEASE, [userId, attempts, this.clock.now()]);
  }

  async sweep(now: Date): Promise<void> {
    await this.database.rows(SWEEP, [now]);
  }

  /** The request and the file of a user whose row the caller has locked. */
  async forget(tx: Transaction, userId: number): Promise<void> {
    await tx.rows(`DELETE FROM exports WHERE user_id = $1`, [userId]);
  }
}
