import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config/config.js';
import { replicaPool } from './connecting/data-source.js';
import { Database, Rows } from './database.js';
import { isRetryable, reasonOf } from './postgres-errors.js';
import { MISSING_SETTINGS } from './connecting/session-settings.js';
import { endWhenBusy, Statements } from './statements.js';

/** How often the replica is checked. Its data is at most two intervals old. */
const CHECK_MS = 1_500;
const CHECK_TIMEOUT_MS = 1_000;

const POSITION = `SELECT pg_current_wal_lsn()::text AS position`;

/** A promoted replica is a database of its own. One without our settings would return other texts. */
const IS_FIT = `
  SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn AND NOT EXISTS (${MISSING_SETTINGS}) AS "isFit"`;

/**
 * For reads that may be a few seconds old: lists and figures in which users do not look for their own latest change, and on
 * which no permission depends. A streaming replica answers while it keeps up; otherwise the primary does.
 */
@Injectable()
export class Replica extends Rows implements OnApplicationBootstrap, OnApplicationShutdown {
  /** The number of reads that each server answered. */
  readonly reads = { replica: 0, primary: 0 };
  private readonly logger = new Logger(Replica.name);
  private readonly pool: pg.Pool | null;
  /** Null before the first check, so that a replica that never worked is logged too. */
  private isFit: boolean | null = null;
  /** Rejects a read that waits for the replica; the read then goes to the primary. */
  private readonly waiting = new Set<(reason: Error) => void>();
  /** The primary’s WAL position at the last check. */
  private position: string | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly database: Database,
    private readonly statements: Statements,
    { databaseReplicaUrl: url, databasePoolSize }: Config,
  ) {
    super();
    this.pool = url === null ? null : new pg.Pool(replicaPool(url, databasePoolSize));
    // The pool replaces idle connections that are lost.
    this.pool?.on('error', () => undefined);
    this.pool?.on('release', endWhenBusy);
  }

  /** Runs one statement that only reads. */
  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.pool && this.isFit) {
      try {
        const rows = await this.whileFit(this.statements.runOn<Row>(this.pool, text, values));
        this.reads.replica++;
        return rows;
      } catch (error) {
        // The replica cancelled a statement that conflicts with replay. It can still answer the next one.
        if (!isRetryable(error)) this.judge(false, reasonOf(error));
      }
    }
    this.reads.primary++;
    return this.database.rows<Row>(text, values);
  }

  /** Rejects as soon as the replica is found unfit: a frozen one would hold a read until the statement’s timeout. */
  private async whileFit<Result>(answer: Promise<Result>): Promise<Result> {
    let leave: (reason: Error) => void = () => undefined;
    const found = new Promise<never>((_, reject) => (leave = reject));
    this.waiting.add(leave);
    try {
      return await Promise.race([answer, found]);
    } finally {
      this.waiting.delete(leave);
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.pool) await this.watch(this.pool);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.pool?.end();
  }

  private async watch(pool: pg.Pool): Promise<void> {
    await this.check(pool).catch((error: unknown) => this.judge(false, reasonOf(error)));
    if (!this.isClosed) this.timer = setTimeout(() => void this.watch(pool), CHECK_MS).unref();
  }

  /** The replica keeps up when it has replayed everything that the primary had at the previous check. */
  private async check(pool: pg.Pool): Promise<void> {
    const { position } = await this.database.one<{ position: string }>(POSITION);
    const expected = this.position ?? position;
    this.position = position;
    const query = { text: IS_FIT, values: [expected], query_timeout: CHECK_TIMEOUT_MS };
    const { rows } = await pool.query<{ isFit: boolean | null }>(query);
    this.judge(rows[0]?.isFit === true, 'it lags, is not a replica, or lacks our settings');
  }

  private judge(isFit: boolean, reason: string): void {
    if (isFit === this.isFit) return;
    this.isFit = isFit;
    if (isFit) {
      this.logger.log('the replica answers');
      return;
    }
    this.logger.warn({ reason }, 'the primary answers for the replica');
    for (const leave of this.waiting) leave(new Error(reason));
  }
}
