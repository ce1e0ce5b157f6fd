import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.js';
import { reasonOf } from '../database/postgres-errors.js';
import { ValidationFailedError } from '../problems/problem.js';
import { Clock } from '../time/clock.js';
import { durationMillis } from './domain/duration.js';
import type { ClockDto, SetClockDto } from './dto/clock.dto.js';

/** How late another process may follow. */
const READ_MS = 1_000;
const LATEST = Date.UTC(9999, 11, 31);

const MILLIS = `extract(epoch FROM ahead)::float8 * 1000 AS ahead`;
const READ = `SELECT ${MILLIS} FROM development_clock`;
const SET = `
  INSERT INTO development_clock (ahead) VALUES ($1::timestamptz - clock_timestamp())
  ON CONFLICT (is_only) DO UPDATE SET ahead = excluded.ahead RETURNING ${MILLIS}`;
const ADVANCE = `
  INSERT INTO development_clock AS c (ahead) VALUES (make_interval(secs => $1))
  ON CONFLICT (is_only) DO UPDATE SET ahead = c.ahead + excluded.ahead RETURNING extract(epoch FROM c.ahead)::float8 * 1000 AS ahead`;

interface Ahead {
  readonly ahead: number;
}

/** The clock that testers set. One row of the database holds it, and every process reads that row once a second. */
@Injectable()
export class DevelopmentClockService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(DevelopmentClockService.name);
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  /** How often this process set the clock. */
  private changes = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.watch();
    const { ahead_seconds } = this.show();
    if (ahead_seconds !== 0) this.logger.warn({ ahead_seconds }, 'the clock was set: see /dev/clock');
  }

  onApplicationShutdown(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  show(): ClockDto {
    return { now: this.clock.now().toISOString(), ahead_seconds: this.clock.developmentOffset / 1_000 };
  }

  /** Either member of `wish` is set. Concurrent advances add up. */
  async set({ now, advance }: SetClockDto): Promise<ClockDto> {
    const milliseconds = durationMillis(advance ?? '') ?? 0;
    if (this.clock.now().getTime() + milliseconds > LATEST) {
      throw new ValidationFailedError([{ field: 'advance', message: 'advance must not lead beyond the year 9999.' }]);
    }
    const row =
      now === undefined
        ? await this.database.one<Ahead>(ADVANCE, [milliseconds / 1_000])
        : await this.database.one<Ahead>(SET, [now]);
    this.changes++;
    this.follow(row);
    return this.show();
  }

  /** Reads how far ahead the clock is; without a row it shows real time. */
  async read(): Promise<void> {
    const { changes } = this;
    const [row] = await this.database.rows<Ahead>(READ);
    // A change that came meanwhile is newer than this row.
    if (changes === this.changes) this.follow(row ?? { ahead: 0 });
  }

  private follow({ ahead }: Ahead): void {
    this.clock.developmentOffset = Math.round(ahead);
  }

  private async watch(): Promise<void> {
    await this.read().catch((error: unknown) => {
      this.logger.debug({ reason: reasonOf(error) }, 'the development clock was not read');
    });
    if (!this.isClosed) this.timer = setTimeout(() => void this.watch(), READ_MS).unref();
  }
}
