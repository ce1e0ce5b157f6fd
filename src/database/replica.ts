import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config/config.js';
import { replicaPool } from './data-source.js';
import { Database, Rows } from './database.js';
import { isRetryable, reasonOf } from './postgres-errors.js';
import { endWhenBusy, Statements } from './statements.js';

/** How often the replica is looked at. What it has is then at most two of these old. */
const CHECK_MS = 1_500;
const CHECK_TIMEOUT_MS = 1_000;

const POSITION = `SELECT pg_current_wal_lsn()::text AS position`;

/** A replica that was promoted is another database, and one that does not speak UTC shows other times. */
const IS_FIT = `
  SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn AND current_setting('TimeZone') = 'UTC' AS "isFit"`;

/**
 * For reads that may be a few seconds old: lists and figures in which nobody looks for what they have just done, and on
 * which no permission depends. A streaming replica answers them while it keeps up; without one, or when it fails, the
 * primary does.
 */
@Injectable()
export class Replica extends Rows implements OnApplicationBootstrap, OnApplicationShutdown {
  /** How many reads were answered by whom. */
  readonly reads = { replica: 0, primary: 0 };
  private readonly logger = new Logger(Replica.name);
  private readonly pool: pg.Pool | null;
  /** Null until it was first looked at: one that never works is told of, too. */
  private isFit: boolean | null = null;
  /** Those who wait for the replica when it is found unfit, and go to the primary then. */
  private readonly waiting = new Set<(reason: Error) => void>();
  /** Where the primary was when the replica was last looked at. */
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
    // Connections that are lost while nobody uses them are replaced.
    this.pool?.on('error', () => undefined);
    this.pool?.on('release', endWhenBusy);
  }

  /** One statement that changes nothing, as with `Database.rows`. */
  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.pool && this.isFit) {
      try {
        const rows = await this.whileFit(this.statements.runOn<Row>(this.pool, text, values));
        this.reads.replica++;
        return rows;
      } catch (error) {
        // In the way of what is being replayed: the next one need not be.
        if (!isRetryable(error)) this.judge(false, reasonOf(error));
      }
    }
    this.reads.primary++;
    return this.database.rows<Row>(text, values);
  }

  /** A replica that froze would keep everybody for as long as a statement may take. */
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
    await this.look(pool).catch((error: unknown) => this.judge(false, reasonOf(error)));
    if (!this.isClosed) this.timer = setTimeout(() => void this.watch(pool), CHECK_MS).unref();
  }

  /** It keeps up when it has by now what the primary had at the last look. */
  private async look(pool: pg.Pool): Promise<void> {
    const { position } = await this.database.one<{ position: string }>(POSITION);
    const expected = this.position ?? position;
    this.position = position;
    const query = { text: IS_FIT, values: [expected], query_timeout: CHECK_TIMEOUT_MS };
    const { rows } = await pool.query<{ isFit: boolean | null }>(query);
    this.judge(rows[0]?.isFit === true, 'it lags, is none, or does not speak UTC');
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
