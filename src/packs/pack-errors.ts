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
