import { DomainError } from '../domain-error.js';

export class PackNotFoundError extends DomainError {
  readonly code = 'pack-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Pack not found');
  }
}

/** A pack pays for sessions of its coach only. */
export class ForeignSessionTypesError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'session_type_ids';

  constructor() {
    super('session_type_ids must be session types of your own.');
  }
}

export class PurchaseNotFoundError extends DomainError {
  readonly code = 'purchase-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Purchase not found');
  }
}

export class NothingToRefundError extends DomainError {
  readonly code = 'nothing-to-refund';
  readonly kind = 'conflict';

  constructor() {
    super(
      'This purchase has no credits left that were paid. Credits of sessions ahead come back when those are cancelled.',
    );
  }
}

export class TooFewCreditsError extends DomainError {
  readonly code = 'too-few-credits';
  readonly kind = 'conflict';

  constructor() {
    super('This purchase has fewer credits left than you take away, or it is not paid.');
  }
}
