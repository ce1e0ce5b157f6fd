import { DomainError } from '../domain-error.js';

export class KeyReusedError extends DomainError {
  readonly code = 'idempotency-key-reused';
  readonly kind = 'invalid';

  constructor() {
    super('This Idempotency-Key was sent before with another body; take a new key for a new request.');
  }
}

export class KeyInFlightError extends DomainError {
  readonly code = 'idempotency-key-in-flight';
  readonly kind = 'conflict';
  override readonly retryAfter = 1;

  constructor() {
    super('The first request with this Idempotency-Key is still being worked on; please ask again in a moment.');
  }
}

export class KeyRefusedError extends DomainError {
  readonly code = 'idempotency-key-refused';
  readonly kind = 'invalid';

  constructor() {
    super(
      'Please leave out the header Idempotency-Key here: the answer holds tokens, and the server does not store tokens to send them again.',
    );
  }
}
