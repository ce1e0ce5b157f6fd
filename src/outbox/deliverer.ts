import { Logger } from '@nestjs/common';
import type { Database } from '../database/database.js';
import { reasonOf } from '../database/postgres-errors.js';
import { type Channel, type Delivery, DeliveryRefusedError, DeliveryTooEarlyError } from './channel.js';
import { pauseAfter } from './domain/pauses.js';
import type { Task } from './worker.js';

const BATCH = 20;
/** Nobody else takes a delivery for so long. */
const LEASE_MS = 60_000;
/** A try ends after so long. A delivery is not begun when its lease could run out meanwhile. */
const LIMIT_MS = 20_000;

/** The lease is `due_at` itself: a process that dies leaves deliveries that become due again. */
const CLAIM = `
  UPDATE deliveries SET attempts = attempts + 1, due_at = $1::timestamptz + make_interval(secs => ${LEASE_MS / 1_000})
   WHERE id IN (
     SELECT id FROM deliveries WHERE status = 'waiting' AND channel = $2 AND due_at <= $1
      ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
  RETURNING id::float8 AS id, channel, message, key, recipient_id AS "recipientId", data, attempts, created_at AS "createdAt",
            expires_at AS "expiresAt"`;

/** Only for whoever made the last attempt: somebody else may have taken the delivery over when its lease ran out. */
const FINISH = `
  UPDATE deliveries SET status = $3, finished_at = $4, detail = $5
   WHERE id = $1 AND attempts = $2 AND status = 'waiting'`;
const TRY_AGAIN = `
  UPDATE deliveries SET due_at = $3, detail = $4 WHERE id = $1 AND attempts = $2 AND status = 'waiting'`;

/** Delivers what waits for one channel. No transaction is open meanwhile. */
export class Deliverer implements Task {
  readonly name: string;
  readonly due: string;
  private readonly logger = new Logger(Deliverer.name);

  constructor(
    private readonly database: Database,
    private readonly channel: Channel,
  ) {
    this.name = channel.name;
    this.due = `EXISTS (SELECT FROM deliveries WHERE status = 'waiting' AND channel = '${channel.name}' AND due_at <= $1)`;
  }

  async run(now: Date): Promise<boolean> {
    const begun = performance.now();
    const claimed = await this.database.rows<Delivery>(CLAIM, [now, this.channel.name]);
    const waiting = [...claimed];
    const deliverer = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (performance.now() - begun < LEASE_MS - LIMIT_MS) await this.deliver(next, now);
      }
    };
    await Promise.all(Array.from({ length: this.channel.atOnce }, deliverer));
    return claimed.length >= BATCH;
  }

  private async deliver(delivery: Delivery, now: Date): Promise<void> {
    if (delivery.expiresAt !== null && Date.parse(delivery.expiresAt) <= now.getTime()) {
      await this.finish(delivery, 'failed', now, 'Its time had passed.');
      return;
    }
    try {
      const detail = await withinLimit(this.channel.deliver(delivery, now));
      await this.finish(delivery, 'done', now, detail);
    } catch (error) {
      await this.failed(delivery, now, error);
    }
  }

  private async failed(delivery: Delivery, now: Date, error: unknown): Promise<void> {
    const { id, message, attempts } = delivery;
    const reason = reasonOf(error);
    if (error instanceof DeliveryTooEarlyError) {
      await this.database.rows(TRY_AGAIN, [id, attempts, error.until, reason]);
      return;
    }
    const pause = error instanceof DeliveryRefusedError ? null : pauseAfter(attempts, Math.random());
    const facts = { delivery: id, channel: this.channel.name, message, attempts, reason };
    if (pause === null) {
      this.logger.error(facts, 'a delivery failed');
      await this.finish(delivery, 'failed', now, reason);
    } else {
      this.logger.warn(facts, 'a delivery failed and will be tried again');
      await this.database.rows(TRY_AGAIN, [id, attempts, new Date(now.getTime() + pause), reason]);
    }
  }

  private async finish({ id, attempts }: Delivery, status: 'done' | 'failed', at: Date, detail: string | null) {
    await this.database.rows(FINISH, [id, attempts, status, at, detail]);
  }
}

async function withinLimit<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It took too long.')), LIMIT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
