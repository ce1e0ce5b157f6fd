import { DomainError } from '../domain-error.js';

export class DeliveryNotFoundError extends DomainError {
  readonly code = 'delivery-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Delivery not found');
  }
}

export class DeliveryDoneError extends DomainError {
  readonly code = 'delivery-done';
  readonly kind = 'conflict';

  constructor() {
    super('This was delivered already. Only what waits or failed can be tried again.');
  }
}
