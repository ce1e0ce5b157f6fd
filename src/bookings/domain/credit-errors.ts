import { DomainError } from '../../domain-error.js';

/** A session that only credits pay for. */
export class NoCreditsError extends DomainError {
  readonly code = 'no-credits';
  readonly kind = 'conflict';

  /** `by`: who books. */
  constructor(by: 'client' | 'coach' = 'client') {
    super(
      by === 'client'
        ? 'Only credits pay for this session, and you have none that fits. Buy a pack of this coach first.'
        : 'Only credits pay for this session, and the client has none that fits.',
    );
  }
}

/** A client moves no session beyond the end of the credit that pays for it. */
export class CreditExpiresError extends DomainError {
  readonly code = 'credit-expires';
  readonly kind = 'conflict';

  constructor() {
    super('The credit that pays for this session expires before that time; please choose an earlier one.');
  }
}
