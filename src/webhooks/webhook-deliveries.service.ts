import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { DeliveryNotFoundError } from '../outbox/delivery-errors.js';
import { Worker } from '../outbox/worker.js';
import { Clock } from '../time/clock.js';
import { KeysetList, type Order } from '../wire/lists/keyset-list.js';
import type { Page } from '../wire/lists/paging.js';
import { TEST_TYPE, testBodyOf } from './domain/message.js';
import type { WebhookDeliveriesQuery, WebhookDeliveryDto } from './dto/webhook-deliveries.dto.js';
import { WebhookOffError } from './webhook-errors.js';
import { faultText, type WebhookFault } from './webhook-faults.js';
import { type Owner, WebhooksService } from './webhooks.service.js';

const COLUMNS = `
  d.id::float8 AS id, d.message_id, d.type, d.status, d.attempts, d.body, d.answered AS answer_status,
  d.answer AS answer_body, d.fault AS error, d.created_at, d.tried_at,
  CASE WHEN d.status = 'waiting' THEN d.due_at END AS due_at, d.finished_at`;

/** The newest first. Ids grow with time. */
const NEWEST: Order<WebhookDeliveryDto> = {
  key: 'd.id',
  keyOf: (value) => `${value}::bigint`,
  id: 'd.id',
  direction: 'DESC',
  cursorOf: ({ id }) => ({ value: String(id), id }),
};

const ADD_TEST = `
  INSERT INTO webhook_deliveries AS d (webhook_id, message_id, type, body, created_at, due_at)
  VALUES ($1, gen_random_uuid(), '${TEST_TYPE}', $2, $3, $3)
  RETURNING ${COLUMNS}`;

const AGAIN = `status = 'waiting', finished_at = NULL, attempts_before = d.attempts`;
const RESEND = `
  UPDATE webhook_deliveries d SET ${AGAIN}, due_at = $3 WHERE d.webhook_id = $1 AND d.id = $2 RETURNING ${COLUMNS}`;

/** The oldest first: receivers that have caught up with a part go on from there. */
const MOST_AT_ONCE = 10_000;
const RESEND_FAILED = `
  UPDATE webhook_deliveries d SET ${AGAIN}, due_at = $4
    FROM (SELECT id FROM webhook_deliveries
           WHERE webhook_id = $1 AND status = 'failed' AND created_at >= $2 AND created_at < $3
           ORDER BY id LIMIT ${MOST_AT_ONCE}) failed
   WHERE d.id = failed.id AND d.status = 'failed' RETURNING d.id`;

/** What was sent to endpoints, and sending it again. Every method takes the owner. */
@Injectable()
export class WebhookDeliveriesService {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhooksService,
    private readonly worker: Worker,
    private readonly clock: Clock,
  ) {}

  async list(
    owner: Owner,
    id: number,
    { status, ...query }: WebhookDeliveriesQuery,
  ): Promise<Page<WebhookDeliveryDto>> {
    await this.webhooks.one(owner, id);
    const list = new KeysetList(NEWEST, query, 'webhook_deliveries d');
    list.where(`d.webhook_id = ${list.parameter(id)}`);
    list.whereAny('d.status', status);
    const page = await list.page(this.database, (rest) => `SELECT ${COLUMNS} FROM webhook_deliveries d ${rest}`);
    return page.map(explained);
  }

  /** Sends a message that is no event. */
  async test(owner: Owner, id: number): Promise<WebhookDeliveryDto> {
    await this.assertOn(owner, id);
    const now = this.clock.now();
    const delivery = await this.database.one<WebhookDeliveryDto>(ADD_TEST, [id, testBodyOf(id, now), now]);
    this.worker.wake();
    return explained(delivery);
  }

  /** Sends one message once more, whatever became of it. Its tries begin anew. */
  async resend(owner: Owner, id: number, deliveryId: number): Promise<WebhookDeliveryDto> {
    await this.assertOn(owner, id);
    const values = [id, deliveryId, this.clock.now()];
    const [delivery] = await this.database.rows<WebhookDeliveryDto>(RESEND, values);
    if (!delivery) throw new DeliveryNotFoundError();
    this.worker.wake();
    return explained(delivery);
  }

  /** Sends once more what failed of the messages from `from` to `to`; of more than 10,000 the oldest. Answers how many. */
  async resendFailed(owner: Owner, id: number, from: Date, to: Date): Promise<number> {
    await this.assertOn(owner, id);
    const resent = await this.database.rows(RESEND_FAILED, [id, from, to, this.clock.now()]);
    this.worker.wake();
    return resent.length;
  }

  /** What waits for an endpoint that is off would wait for ever. */
  private async assertOn(owner: Owner, id: number): Promise<void> {
    const { is_active } = await this.webhooks.one(owner, id);
    if (!is_active) throw new WebhookOffError();
  }
}

const explained = (delivery: WebhookDeliveryDto): WebhookDeliveryDto => ({
  ...delivery,
  error: delivery.error === null ? null : faultText(delivery.error as WebhookFault),
});
