import { DomainError } from '../domain-error.js';

export class ClientNotFoundError extends DomainError {
  readonly code = 'client-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Client not found');
  }
}

export class NotConnectedError extends DomainError {
  readonly code = 'not-connected';
  readonly kind = 'forbidden';

  constructor() {
    super('You can see this client once you share a confirmed or completed booking.');
  }
}

export class BlockedError extends DomainError {
  readonly code = 'blocked';
  readonly kind = 'conflict';

  /** `by`: who books. */
  constructor(by: 'client' | 'coach' = 'client') {
    super(
      by === 'client'
        ? 'This coach takes no new bookings from you at the moment. Sessions that you have booked stay as they are.'
        : 'You have blocked this client. Unblock them before you book for them.',
    );
  }
}

export class NotSharedError extends DomainError {
  readonly code = 'not-shared';
  readonly kind = 'forbidden';

  constructor() {
    super('This client does not share this part of their data with you.');
  }
}

export class NotYourCoachError extends DomainError {
  readonly code = 'not-your-coach';
  readonly kind = 'not-found';

  constructor() {
    super('You are not connected with this coach. A confirmed booking connects you.');
  }
}
