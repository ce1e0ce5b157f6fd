import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../time/clock.js';
import { Database } from './database.js';
import { reasonOf } from './postgres-errors.js';

/** How often the database is asked for its time. */
const MEASURE_MS = 30_000;

const TIME = `SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS "database"`;

/** Keeps the clock at the database’s time: one statement at the start and every thirty seconds, none for a request. */
@Injectable()
export class DatabaseClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseClock.name);
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.watch();
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  async measure(): Promise<void> {
    const sent = this.clock.localMillis();
    const { database } = await this.database.one<{ database: number }>(TIME);
    this.clock.correct({ sent, database, received: this.clock.localMillis() });
  }

  /** Without an answer the last difference stays. */
  private async watch(): Promise<void> {
    await this.measure().catch((error: unknown) => {
      this.logger.debug({ reason: reasonOf(error) }, 'the database did not tell its time');
    });
    if (!this.isClosed) this.timer = setTimeout(() => void this.watch(), MEASURE_MS).unref();
  }
}
