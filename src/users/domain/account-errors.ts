import { DomainError } from '../../domain-error.js';

export class OwnAccountError extends DomainError {
  readonly code = 'own-account';
  readonly kind = 'conflict';

  constructor(wanted: 'delete' | 'demote' | 'deactivate') {
    super(`Cannot ${wanted} your own account`);
  }
}

export class LastAdminError extends DomainError {
  readonly code = 'last-admin';
  readonly kind = 'conflict';

  constructor() {
    super('This is the last active admin; make someone else an admin first.');
  }
}

export class HasActiveBookingsError extends DomainError {
  readonly code = 'has-active-bookings';
  readonly kind = 'conflict';

  constructor() {
    super('A user with active bookings cannot change role; cancel or complete them first.');
  }
}

/** Same answer as for any non-admin: the caller lost the role after the guard ran. */
export class AdminNoMoreError extends DomainError {
  readonly code = 'forbidden';
  readonly kind = 'forbidden';

  constructor() {
    super('Only admins may do this.');
  }
}
