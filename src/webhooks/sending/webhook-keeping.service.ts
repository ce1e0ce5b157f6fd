import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Task, Worker } from '../../outbox/worker.js';

const BATCH = 1_000;
const OLD = `$1::timestamptz - interval '90 days'`;

const SWEEP = `
  DELETE FROM webhook_deliveries WHERE id IN (
    SELECT id FROM webhook_deliveries WHERE finished_at < ${OLD} ORDER BY finished_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id`;

/** Deletes messages that were finished 90 days ago, oldest first. */
@Injectable()
export class WebhookKeepingService implements Task, OnModuleInit {
  readonly name = 'keeping of webhooks';
  readonly due = `EXISTS (SELECT FROM webhook_deliveries WHERE finished_at < ${OLD})`;

  constructor(
    private readonly database: Database,
    private readonly worker: Worker,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    return (await this.database.rows(SWEEP, [now])).length >= BATCH;
  }
}
