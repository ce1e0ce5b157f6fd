import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Task, Worker } from './worker.js';

const DAYS = 90;
const BATCH = 1_000;
const OLD = `$1::timestamptz - interval '${DAYS} days'`;

/** What waits or rests as failed stays as long as it may still be delivered. */
const SWEEP = `
  WITH deliveries_gone AS (
    DELETE FROM deliveries WHERE id IN (
      SELECT id FROM deliveries WHERE finished_at < ${OLD} ORDER BY finished_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id
  ), notifications_gone AS (
    DELETE FROM notifications WHERE id IN (
      SELECT id FROM notifications WHERE created_at < ${OLD} ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id
  ), events_gone AS (
    DELETE FROM events WHERE id IN (
      SELECT id FROM events WHERE at < ${OLD} AND due_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) RETURNING id
  )
  SELECT greatest((SELECT count(*) FROM deliveries_gone), (SELECT count(*) FROM notifications_gone),
                  (SELECT count(*) FROM events_gone))::integer AS most`;

/** Deletes what is older than 90 days, oldest first. */
@Injectable()
export class KeepingService implements Task, OnModuleInit {
  readonly name = 'keeping';
  /** Ids grow with time, so the first row is the oldest. */
  readonly due = `
    EXISTS (SELECT FROM deliveries WHERE finished_at < ${OLD})
    OR (SELECT created_at FROM notifications ORDER BY id LIMIT 1) < ${OLD}
    OR (SELECT at FROM events ORDER BY id LIMIT 1) < ${OLD}`;

  constructor(
    private readonly database: Database,
    private readonly worker: Worker,
  ) {}

  onModuleInit(): void {
    this.worker.register(this);
  }

  async run(now: Date): Promise<boolean> {
    const { most } = await this.database.one<{ most: number }>(SWEEP, [now]);
    return most >= BATCH;
  }
}
