import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { Metrics } from '../server/metrics.js';
import { CHANNELS, DELIVERY_STATUSES } from './dto/deliveries.dto.js';

const COUNT = `SELECT channel, status, count(*)::integer AS count FROM deliveries GROUP BY channel, status`;
const OLDEST = `
  SELECT 'events' AS what, min(at) AS since FROM events WHERE due_at IS NOT NULL
   UNION ALL
  SELECT channel, min(due_at) FROM deliveries WHERE status = 'waiting' GROUP BY channel`;

/** Figures of the outbox. They come from the database, so that each instance tells the same. */
@Injectable()
export class OutboxMetricsService {
  constructor(metrics: Metrics, database: Database, clock: Clock) {
    new Gauge({
      name: 'deliveries',
      help: 'Deliveries of the last 90 days, by channel and status.',
      labelNames: ['channel', 'status'] as const,
      registers: [metrics.registry],
      async collect() {
        for (const channel of CHANNELS) for (const status of DELIVERY_STATUSES) this.set({ channel, status }, 0);
        const counts = await database.rows<{ channel: string; status: string; count: number }>(COUNT);
        for (const { channel, status, count } of counts) this.set({ channel, status }, count);
      },
    });
    new Gauge({
      name: 'outbox_oldest_waiting_seconds',
      help: 'How long the oldest event, or the oldest due delivery of a channel, has waited.',
      labelNames: ['what'] as const,
      registers: [metrics.registry],
      async collect() {
        for (const what of ['events', ...CHANNELS]) this.set({ what }, 0);
        const now = clock.now().getTime();
        for (const { what, since } of await database.rows<{ what: string; since: string | null }>(OLDEST)) {
          if (since !== null) this.set({ what }, Math.max(0, (now - Date.parse(since)) / 1_000));
        }
      },
    });
  }
}
