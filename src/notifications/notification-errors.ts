import { DomainError } from '../domain-error.js';

export class NotificationNotFoundError extends DomainError {
  readonly code = 'notification-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Notification not found');
  }
}
