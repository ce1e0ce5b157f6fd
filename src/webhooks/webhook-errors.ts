import { DomainError } from '../domain-error.js';

export class WebhookNotFoundError extends DomainError {
  readonly code = 'webhook-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such webhook.');
  }
}

export class TooManyWebhooksError extends DomainError {
  readonly code = 'too-many-webhooks';
  readonly kind = 'conflict';

  constructor() {
    super('There are ten webhooks already, and no more are possible; please delete one that is no longer used.');
  }
}

export class WebhookOffError extends DomainError {
  readonly code = 'webhook-off';
  readonly kind = 'conflict';

  constructor() {
    super('This webhook is switched off; please switch it on first.');
  }
}
