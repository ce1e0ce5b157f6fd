import { DomainError } from '../domain-error.js';

export class SessionTypeNotFoundError extends DomainError {
  readonly code = 'session-type-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Session type not found');
  }
}

export class DateNotFoundError extends DomainError {
  readonly code = 'date-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('This day has no hours of its own.');
  }
}

export class TimeOffNotFoundError extends DomainError {
  readonly code = 'time-off-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Time off not found');
  }
}

/** A session that is paid by card could not be booked. */
export class NoCardsError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'payment';

  constructor() {
    super('payment cannot be to_book: payments by card are not available here.');
  }
}

/** Hours are wall times: without a zone nobody knows when they are. */
export class ZoneNeededError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'time_zone';

  constructor() {
    super('time_zone must be set while there are hours or whole days off.');
  }
}
