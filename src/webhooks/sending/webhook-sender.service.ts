import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { reasonOf, severityOf } from '../../database/postgres-errors.js';
import { OutboxMetricsService } from '../../outbox/outbox-metrics.service.js';
import { UnderWay } from '../../outbox/under-way.js';
import { type Task, Worker } from '../../outbox/worker.js';
import { Clock } from '../../time/clock.js';
import type { Outcome } from '../domain/outcome.js';
import { nextTry } from '../domain/tries.js';
import { type Message, WebhookRequestsService } from './webhook-requests.service.js';
import { WebhookStatesService } from './webhook-states.service.js';

/** One endpoint gets about so many messages at once from one process, and all together so many: a slow one holds up nobody else. */
const AT_ONCE_EACH = 4;
const AT_ONCE = 256;

/** Nobody else takes a message for so long. A try takes a quarter of it at most. */
const LEASE_SECONDS = 60;

/** What is due for longest comes first. */
const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT next.id FROM webhooks w LEFT JOIN users u ON u.id = w.coach_id
     CROSS JOIN LATERAL (
       SELECT d.id, d.due_at FROM webhook_deliveries d
        WHERE d.webhook_id = w.id AND d.status = 'waiting' AND d.due_at <= $1
        ORDER BY d.due_at LIMIT ${AT_ONCE_EACH} FOR UPDATE SKIP LOCKED) next
     WHERE w.is_active AND (w.coach_id IS NULL OR u.is_active) AND w.id <> ALL ($2::integer[])
     ORDER BY next.due_at LIMIT $3
  )
  UPDATE webhook_deliveries d
     SET attempts = d.attempts + 1, tried_at = $1, due_at = $1::timestamptz + make_interval(secs => ${LEASE_SECONDS})
    FROM due, webhooks w
   WHERE d.id = due.id AND w.id = d.webhook_id
  RETURNING d.id::float8 AS id, d.webhook_id AS "webhookId", d.message_id AS "messageId", d.body, d.attempts,
            d.attempts - d.attempts_before AS try, w.url, w.secret, w.failing_since IS NOT NULL AS "isFailing",
            CASE WHEN w.previous_secret_until > $1 THEN w.previous_secret END AS "previousSecret"`;

/** Only for the process that made this try: another one may have taken the message when the lease ran out. */
const FINISH = `
  UPDATE webhook_deliveries SET status = $3, finished_at = $4, answered = $5, answer = $6, fault = $7
   WHERE id = $1 AND attempts = $2 AND status = 'waiting'`;
const TRY_AGAIN = `
  UPDATE webhook_deliveries SET due_at = $3, answered = $4, answer = $5, fault = $6
   WHERE id = $1 AND attempts = $2 AND status = 'waiting'`;

/** A message that this process sends now. `try` counts from the first one, or from when somebody had it sent again. */
interface Claimed extends Message {
  readonly id: number;
  readonly attempts: number;
  readonly try: number;
  /** Whether the endpoint has answered nothing but failures lately. */
  readonly isFailing: boolean;
}

/** Sends what waits for endpoints. No transaction is open meanwhile, and the worker does not wait for the answers. */
@Injectable()
export class WebhookSenderService implements Task, OnModuleInit, BeforeApplicationShutdown {
  readonly name = 'webhooks';
  readonly due = `EXISTS (SELECT FROM webhook_deliveries WHERE status = 'waiting' AND due_at <= $1)`;
  private readonly logger = new Logger(WebhookSenderService.name);
  private readonly underWay: UnderWay<number>;
  private readonly shutdown = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly requests: WebhookRequestsService,
    private readonly states: WebhookStatesService,
    private readonly worker: Worker,
    private readonly clock: Clock,
    private readonly metrics: OutboxMetricsService,
  ) {
    this.underWay = new UnderWay(worker, AT_ONCE);
  }

  onModuleInit(): void {
    this.worker.register(this);
    this.metrics.include({ channel: 'webhook', table: 'webhook_deliveries' });
  }

  /** Slow receivers do not hold up the end: what they have not answered is sent again, with the same id. */
  async beforeApplicationShutdown(): Promise<void> {
    this.shutdown.abort();
    await this.settled();
  }

  /** Begins to send, and returns: the answers come when they come. */
  async run(now: Date): Promise<boolean> {
    const { free } = this.underWay;
    if (free <= 0 || this.shutdown.signal.aborted) return false;
    const values = [now, this.underWay.busy(AT_ONCE_EACH), free];
    for (const message of await this.database.rows<Claimed>(CLAIM, values)) {
      this.underWay.begin(message.webhookId, this.send(message));
    }
    return false;
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<void> {
    return this.underWay.settled();
  }

  private async send(message: Claimed): Promise<void> {
    try {
      const outcome = await this.requests.send(message, this.shutdown.signal);
      const at = this.clock.now();
      if (this.shutdown.signal.aborted && outcome.kind === 'failed') {
        await this.tryAgain(message, outcome, at);
      } else {
        await this.note(message, outcome, at);
        if (outcome.kind !== 'done' || message.isFailing) await this.states.note(message.webhookId, outcome, at);
      }
    } catch (error) {
      // The lease runs out, and the message is sent again.
      this.logger[severityOf(error)](
        { delivery: message.id, reason: reasonOf(error) },
        'the outcome of a webhook was not noted',
      );
    }
  }

  private async note(message: Claimed, outcome: Outcome, at: Date): Promise<void> {
    const failed = { attempts: message.try, at, retryAfter: outcome.retryAfter };
    const next = outcome.kind === 'failed' ? nextTry(failed, Math.random()) : null;
    if (next !== null) return this.tryAgain(message, outcome, next);
    const { kind, answered, answer, fault } = outcome;
    const status = kind === 'done' ? 'done' : 'failed';
    await this.database.rows(FINISH, [message.id, message.attempts, status, at, answered, answer, fault]);
  }

  private async tryAgain({ id, attempts }: Claimed, outcome: Outcome, next: Date): Promise<void> {
    const { answered, answer, fault } = outcome;
    await this.database.rows(TRY_AGAIN, [id, attempts, next, answered, answer, fault]);
  }
}
