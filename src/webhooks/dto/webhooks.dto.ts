import { Bool, Choice, Instant, Int, Line, Text } from '../../wire/fields/fields.js';
import { OFF_REASONS, type OffReason } from '../webhook.entity.js';
import { EndpointUrl, WantedTypes } from './webhook-fields.js';

const description = { max: 200, description: 'For people.', example: 'Our CRM' };

/** An endpoint of another system. */
export class WebhookDto {
  @Int({ example: 1 })
  readonly id: number;

  @EndpointUrl()
  readonly url: string;

  @WantedTypes()
  readonly types: readonly string[];

  @Line({ ...description, nullable: true })
  readonly description: string | null;

  @Bool({ description: 'Whether it is told of events.', example: true })
  readonly is_active: boolean;

  @Choice(OFF_REASONS, 'WebhookOffReason', {
    nullable: true,
    description: 'Why we switched it off: it answered 410, or nothing but failures for five days.',
    example: null,
  })
  readonly off_because: OffReason | null;

  @Instant({ nullable: true, description: 'The first failure since the last success.', example: null })
  readonly failing_since: string | null;

  @Instant({ nullable: true, description: 'Until when the secret before the last rotation signs too.', example: null })
  readonly previous_secret_until: string | null;

  @Instant({ example: '2026-11-28T09:00:00.000Z' })
  readonly created_at: string;

  @Instant({ example: '2026-11-28T09:00:00.000Z' })
  readonly updated_at: string;
}

/** An endpoint with a new secret. */
export class WebhookWithSecretDto extends WebhookDto {
  @Text({
    max: 100,
    description: 'Signs the messages (Standard Webhooks 1.0.0). It is shown this once.',
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  })
  readonly secret: string;
}

/** Body of `POST /webhooks`. */
export class MakeWebhookDto {
  @EndpointUrl()
  readonly url: string;

  @WantedTypes()
  readonly types: string[];

  @Line({ ...description, optional: true, nullable: true })
  readonly description?: string | null;
}

/** Body of `PUT /webhooks/{id}`. */
export class ChangeWebhookDto {
  @EndpointUrl({ optional: true })
  readonly url?: string;

  @WantedTypes({ optional: true })
  readonly types?: string[];

  @Line({ ...description, optional: true, nullable: true })
  readonly description?: string | null;

  @Bool({ optional: true, description: 'Switches it off, or on again.', example: true })
  readonly is_active?: boolean;
}
