import { DomainError } from '../../domain-error.js';

export class TooManyDaysError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'to';

  constructor(days: number) {
    super(`to must be at most ${days - 1} days after from.`);
  }
}
