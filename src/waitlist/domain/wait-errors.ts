import { DomainError } from '../../domain-error.js';

export class WaitlistEntryNotFoundError extends DomainError {
  readonly code = 'waitlist-entry-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Waitlist entry not found');
  }
}

export class SlotsAvailableError extends DomainError {
  readonly code = 'slots-available';
  readonly kind = 'conflict';

  constructor() {
    super('This coach has a free slot: book it instead of waiting.');
  }
}

export class SeatsAvailableError extends DomainError {
  readonly code = 'seats-available';
  readonly kind = 'conflict';

  constructor() {
    super('This group session has a free seat: book it instead of waiting.');
  }
}

export class AlreadyWaitingError extends DomainError {
  readonly code = 'already-waiting';
  readonly kind = 'conflict';

  constructor() {
    super('You are on this waitlist already.');
  }
}

export class NoOfferError extends DomainError {
  readonly code = 'no-offer';
  readonly kind = 'conflict';

  constructor() {
    super('Nothing is offered to you yet; we tell you when something is.');
  }
}

export class OfferGoneError extends DomainError {
  readonly code = 'offer-gone';
  readonly kind = 'conflict';

  constructor() {
    super('This offer is over.');
  }
}

/** `to` is a day of the coach's zone, which the body alone does not tell. */
export class DaysOverError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'to';

  constructor() {
    super('to must not be in the past.');
  }
}
