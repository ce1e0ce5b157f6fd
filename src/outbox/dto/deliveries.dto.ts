import { Choice, Instant, Int, LongId, Text } from '../../wire/fields/fields.js';
import { LongIdPageQuery } from '../../wire/lists/paging.js';
import { QueryChoice, QueryChoices } from '../../wire/fields/query-fields.js';

export const CHANNELS = ['mail'] as const;
export const DELIVERY_STATUSES = ['waiting', 'done', 'failed'] as const;

/** A message to somebody, through one channel. */
export class DeliveryDto {
  @LongId({ example: 7 })
  readonly id: number;

  @Choice(CHANNELS, 'Channel', { example: 'mail' })
  readonly channel: (typeof CHANNELS)[number];

  @Text({ max: 100, description: 'Which message.', example: 'booking.confirmed' })
  readonly message: string;

  @Int({
    nullable: true,
    description: 'The user; null for a password reset, whose address may be unknown.',
    example: 3,
  })
  readonly recipient_id: number | null;

  @Choice(DELIVERY_STATUSES, 'DeliveryStatus', { example: 'done' })
  readonly status: (typeof DELIVERY_STATUSES)[number];

  @Int({ min: 0, description: 'How often it was tried.', example: 1 })
  readonly attempts: number;

  @Instant({ example: '2027-01-12T09:00:00.000Z' })
  readonly created_at: string;

  @Instant({ nullable: true, description: 'When it is tried next; null when it is finished.', example: null })
  readonly due_at: string | null;

  @Instant({ nullable: true, description: 'Afterwards it is not sent any more.', example: null })
  readonly expires_at: string | null;

  @Instant({ nullable: true, example: '2027-01-12T09:00:01.000Z' })
  readonly finished_at: string | null;

  @Text({
    max: 1000,
    nullable: true,
    description: 'Why the last try failed, or why nothing had to be sent.',
    example: null,
  })
  readonly detail: string | null;
}

export class DeliveriesQuery extends LongIdPageQuery {
  @QueryChoice(CHANNELS, 'Channel', { description: 'Only deliveries through this channel.' })
  readonly channel?: (typeof CHANNELS)[number];

  @QueryChoices(DELIVERY_STATUSES, 'DeliveryStatus', { description: 'Only deliveries in this status.' })
  readonly status?: readonly (typeof DELIVERY_STATUSES)[number][];
}
