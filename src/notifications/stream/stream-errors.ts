import { DomainError } from '../../domain-error.js';

export class TooManyStreamsError extends DomainError {
  readonly code = 'too-many-streams';
  readonly kind = 'throttled';
  override readonly retryAfter = 20;

  constructor(most: number) {
    super(`You already have ${most} streams open; please close one of them first.`);
  }
}
