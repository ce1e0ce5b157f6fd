import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge } from 'prom-client';
import { Database } from '../database/database.js';
import { reasonOf } from '../database/postgres-errors.js';
import { Clock } from '../time/clock.js';
import { Metrics } from '../server/observing/metrics.js';
import { CHANNELS, DELIVERY_STATUSES } from './dto/deliveries.dto.js';

/** All other metrics must be told even when every connection is taken, or the database is away. */
const PATIENCE_MS = 500;

const COUNT = `SELECT channel, status, count(*)::integer AS count FROM deliveries GROUP BY channel, status`;
const OLDEST = `
  SELECT 'events' AS what, min(at) AS since FROM events WHERE due_at IS NOT NULL
   UNION ALL
  SELECT channel, min(due_at) FROM deliveries WHERE status = 'waiting' GROUP BY channel`;

/** A channel whose deliveries are in a table of its own, with the columns `status` and `due_at`. */
interface OwnTable {
  readonly channel: string;
  readonly table: string;
}

interface Count {
  readonly channel: string;
  readonly status: string;
  readonly count: number;
}

interface Oldest {
  readonly what: string;
  readonly since: string | null;
}

/** Figures of the outbox. They come from the database, so that each instance tells the same; without an answer they are absent. */
@Injectable()
export class OutboxMetricsService {
  private readonly logger = new Logger(OutboxMetricsService.name);
  private readonly others: OwnTable[] = [];

  constructor(
    metrics: Metrics,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    const collecting = (collect: (gauge: Gauge) => Promise<void>) =>
      async function (this: Gauge): Promise<void> {
        this.reset();
        await collect(this);
      };
    new Gauge({
      name: 'deliveries',
      help: 'Deliveries that are kept, by channel and status.',
      labelNames: ['channel', 'status'],
      registers: [metrics.registry],
      collect: collecting((gauge) => this.count(gauge)),
    });
    new Gauge({
      name: 'outbox_oldest_waiting_seconds',
      help: 'How long the oldest event, or the oldest due delivery of a channel, has waited.',
      labelNames: ['what'],
      registers: [metrics.registry],
      collect: collecting((gauge) => this.measure(gauge)),
    });
  }

  /** Shows a channel that has a table of its own beside the others. */
  include(other: OwnTable): void {
    this.others.push(other);
  }

  private get channels(): string[] {
    return [...CHANNELS, ...this.others.map(({ channel }) => channel)];
  }

  private async count(gauge: Gauge): Promise<void> {
    const others = this.others.map(
      ({ channel, table }) => `SELECT '${channel}', status, count(*)::integer FROM ${table} GROUP BY status`,
    );
    const counts = await this.answer<Count>([COUNT, ...others].join(' UNION ALL '));
    if (!counts) return;
    for (const channel of this.channels) for (const status of DELIVERY_STATUSES) gauge.set({ channel, status }, 0);
    for (const { channel, status, count } of counts) gauge.set({ channel, status }, count);
  }

  private async measure(gauge: Gauge): Promise<void> {
    const others = this.others.map(
      ({ channel, table }) => `SELECT '${channel}', min(due_at) FROM ${table} WHERE status = 'waiting'`,
    );
    const oldest = await this.answer<Oldest>([OLDEST, ...others].join(' UNION ALL '));
    if (!oldest) return;
    for (const what of ['events', ...this.channels]) gauge.set({ what }, 0);
    const now = this.clock.now().getTime();
    for (const { what, since } of oldest) {
      if (since !== null) gauge.set({ what }, Math.max(0, (now - Date.parse(since)) / 1_000));
    }
  }

  /** Null when the database does not answer in time. */
  private answer<Row extends object>(statement: string): Promise<Row[] | null> {
    const rows = this.database.rows<Row>(statement).catch((error: unknown) => {
      this.logger.debug({ reason: reasonOf(error) }, 'the metrics of the outbox are not to be had');
      return null;
    });
    return Promise.race([rows, sleep(PATIENCE_MS, null, { ref: false })]);
  }
}
