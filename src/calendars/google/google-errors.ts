import { DomainError } from '../../domain-error.js';

export class GoogleOffError extends DomainError {
  readonly code = 'google-off';
  readonly kind = 'unavailable';

  constructor() {
    super('Google Calendar is off on this server: its operator must set GOOGLE_CLIENT_ID.');
  }
}

export class GoogleUnavailableError extends DomainError {
  readonly code = 'google-unavailable';
  readonly kind = 'unavailable';

  constructor(options?: ErrorOptions) {
    super('Google does not answer as it should; please try again later.');
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}

export class GoogleConnectedError extends DomainError {
  readonly code = 'google-connected';
  readonly kind = 'conflict';

  constructor() {
    super('Your Google Calendar is connected; please disconnect it before you connect another one.');
  }
}

export class GoogleStateInvalidError extends DomainError {
  readonly code = 'google-state-invalid';
  readonly kind = 'conflict';

  constructor() {
    super('This answer of Google belongs to no request of yours of the last ten minutes; please start again.');
  }
}

export class GoogleRefusedError extends DomainError {
  readonly code = 'google-refused';
  readonly kind = 'conflict';

  constructor() {
    super('Google did not give the permission to read and write your calendar; please start again and allow it.');
  }
}

export class ConflictNotFoundError extends DomainError {
  readonly code = 'conflict-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such conflict; perhaps it is settled already.');
  }
}
