import { DomainError } from '../domain-error.js';

export class FeedbackNotFoundError extends DomainError {
  readonly code = 'feedback-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Feedback not found');
  }
}
