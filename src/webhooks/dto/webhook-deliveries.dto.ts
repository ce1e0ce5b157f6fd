import { Choice, Instant, Int, LongId, Text, Uuid } from '../../wire/fields/fields.js';
import { NotAfter, NotBefore, QueryChoices } from '../../wire/fields/query-fields.js';
import { LongIdPageQuery } from '../../wire/lists/paging.js';
import { WEBHOOK_STATUSES, type WebhookStatus } from '../webhook-delivery.entity.js';
import { MESSAGE_TYPES } from './webhook-fields.js';

/** A message to an endpoint, and what became of it. */
export class WebhookDeliveryDto {
  @LongId({ example: 7 })
  readonly id: number;

  @Uuid({
    description: 'The header `webhook-id`: the same at each try.',
    example: '5b3c1c1e-8d5a-4a8f-9d0f-2f6f0c8c9a11',
  })
  readonly message_id: string;

  @Choice(MESSAGE_TYPES, 'EventType', { description: 'Of the event.', example: 'booking.confirmed' })
  readonly type: string;

  @Choice(WEBHOOK_STATUSES, 'DeliveryStatus', { example: 'done' })
  readonly status: WebhookStatus;

  @Int({ min: 0, description: 'How often it was tried.', example: 1 })
  readonly attempts: number;

  @Text({ max: 20_480, description: 'The body, exactly as it is sent.', example: '{"type":"booking.confirmed",…}' })
  readonly body: string;

  @Int({ min: 100, max: 999, nullable: true, description: 'The status that the endpoint answered last.', example: 204 })
  readonly answer_status: number | null;

  @Text({ max: 1024, nullable: true, description: 'The beginning of its answer.', example: '' })
  readonly answer_body: string | null;

  @Text({ max: 200, nullable: true, description: 'Why there was no answer.', example: null })
  readonly error: string | null;

  @Instant({ example: '2027-01-12T09:00:00.000Z' })
  readonly created_at: string;

  @Instant({ nullable: true, description: 'The last try.', example: '2027-01-12T09:00:00.200Z' })
  readonly tried_at: string | null;

  @Instant({ nullable: true, description: 'The next try; null when there is none.', example: null })
  readonly due_at: string | null;

  @Instant({ nullable: true, example: '2027-01-12T09:00:00.300Z' })
  readonly finished_at: string | null;
}

export class WebhookDeliveriesQuery extends LongIdPageQuery {
  @QueryChoices(WEBHOOK_STATUSES, 'DeliveryStatus', { description: 'Only deliveries in this status.' })
  readonly status?: readonly WebhookStatus[];
}

/** Body of `POST /webhooks/{id}/resend`. */
export class ResendDto {
  @NotAfter('to')
  @Instant({ description: 'Messages from this moment on …', example: '2026-11-01T00:00:00.000Z' })
  readonly from: string;

  @NotBefore('from')
  @Instant({ description: '… and before that one.', example: '2027-02-01T00:00:00.000Z' })
  readonly to: string;
}

export class ResentDto {
  @Int({ min: 0, description: 'How many messages are sent again.', example: 3 })
  readonly count: number;
}
