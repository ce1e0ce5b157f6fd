import { DomainError } from '../../domain-error.js';

export class SessionsAheadError extends DomainError {
  readonly code = 'sessions-ahead';
  readonly kind = 'conflict';

  constructor(count: number) {
    const sessions = count === 1 ? 'a session' : `${count} sessions`;
    super(`You have ${sessions} ahead, which would be cancelled. Send "confirm": true to delete your account anyway.`);
  }
}

/** The list outside the database comes first: without it a restore would bring the person back. */
export class ErasuresListError extends DomainError {
  readonly code = 'unavailable';
  readonly kind = 'unavailable';

  constructor() {
    super('Accounts cannot be deleted at the moment. Nothing was changed; please try again later.');
  }
}
