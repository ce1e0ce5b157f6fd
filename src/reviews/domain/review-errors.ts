import { DomainError } from '../../domain-error.js';

export class ReviewNotFoundError extends DomainError {
  readonly code = 'review-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Review not found');
  }
}

export class AlreadyReviewedError extends DomainError {
  readonly code = 'already-reviewed';
  readonly kind = 'conflict';

  constructor() {
    super('You have reviewed this session already. A session is reviewed once, even if the review was deleted.');
  }
}

export class NotReviewableError extends DomainError {
  readonly code = 'not-reviewable';
  readonly kind = 'conflict';

  constructor() {
    super('Only a session that took place can be reviewed, once its coach has completed it.');
  }
}

export class ReviewTooLateError extends DomainError {
  readonly code = 'review-too-late';
  readonly kind = 'conflict';

  constructor(deed: 'write' | 'change') {
    super(
      deed === 'write'
        ? 'A session can be reviewed within 30 days of its completion, and they are over.'
        : 'A review can be changed or deleted within 30 days of writing it, and they are over.',
    );
  }
}

export class ReviewRemovedError extends DomainError {
  readonly code = 'review-removed';
  readonly kind = 'conflict';

  constructor() {
    super('An admin removed this review, so it cannot be changed. You can still delete it.');
  }
}

export class AlreadyReportedError extends DomainError {
  readonly code = 'already-reported';
  readonly kind = 'conflict';

  constructor() {
    super('You have reported this review already. An admin looks at each report once.');
  }
}
