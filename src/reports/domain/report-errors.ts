import { DomainError } from '../../domain-error.js';

export class TooManyDaysError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'to';

  constructor(most: number) {
    super(`to must be at most ${most} days from from, both included.`);
  }
}

export class TooManyCoachesError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'coach_id';

  constructor(most: number) {
    super(`coach_id must be given: there are more than ${most} coaches.`);
  }
}
