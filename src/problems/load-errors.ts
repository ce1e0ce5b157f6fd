import { DomainError } from '../domain-error.js';

export class OverloadedError extends DomainError {
  readonly code = 'overloaded';
  readonly kind = 'unavailable';
  override readonly retryAfter = 1;

  constructor() {
    super('Too many requests are being answered right now; please try again in a moment.');
  }
}

export class RateLimitedError extends DomainError {
  readonly code = 'rate-limited';
  readonly kind = 'throttled';

  constructor(override readonly retryAfter: number) {
    super('Too many requests in a short time; please wait a moment.');
  }
}
