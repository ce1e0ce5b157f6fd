import { DomainError } from '../domain-error.js';

export class UserNotFoundError extends DomainError {
  readonly code = 'user-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('User not found');
  }
}
