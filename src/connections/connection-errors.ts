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

  constructor() {
    super('This coach takes no new bookings from you at the moment. Sessions that you have booked stay as they are.');
  }
}
