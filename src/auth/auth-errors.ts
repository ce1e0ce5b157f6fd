import { DomainError } from '../domain-error.js';
import type { Role } from '../users/role.js';
import { inWords } from './logins/domain/throttle.js';

export class UnauthenticatedError extends DomainError {
  readonly code = 'unauthenticated';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Please log in: this needs a valid access token.');
  }
}

export class SessionEndedError extends DomainError {
  readonly code = 'session-ended';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This session has ended; please log in again.');
  }
}

export class InvalidCredentialsError extends DomainError {
  readonly code = 'invalid-credentials';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Incorrect email or password');
  }
}

export class AccountDeactivatedError extends DomainError {
  readonly code = 'account-deactivated';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This account is deactivated. Please ask the team of the platform to open it again.');
  }
}

export class ForbiddenError extends DomainError {
  readonly code = 'forbidden';
  readonly kind = 'forbidden';

  constructor(allowed: readonly Role[]) {
    const roles = { client: 'clients', coach: 'coaches', admin: 'admins' };
    const who = allowed.map((role) => roles[role]).join(' and ');
    super(who === '' ? 'Nobody may do this.' : `Only ${who} may do this.`);
  }
}

export class AdminSignupError extends DomainError {
  readonly code = 'admin-signup';
  readonly kind = 'forbidden';

  constructor() {
    super('Nobody can sign up as an admin; please ask an existing one.');
  }
}

export class ForeignOriginError extends DomainError {
  readonly code = 'foreign-origin';
  readonly kind = 'forbidden';

  constructor() {
    super('Only pages of this platform may use this login.');
  }
}

export class WrongPasswordError extends DomainError {
  readonly code = 'wrong-password';
  readonly kind = 'forbidden';

  constructor() {
    super('The current password is wrong.');
  }
}

export class EmailTakenError extends DomainError {
  readonly code = 'email-taken';
  readonly kind = 'conflict';

  constructor() {
    super('An account with this email already exists.');
  }
}

export class RefreshRacedError extends DomainError {
  readonly code = 'refresh-raced';
  readonly kind = 'conflict';

  constructor() {
    super('This refresh token was used a moment ago, perhaps by another tab; use the tokens that it received.');
  }
}

export class TokenInvalidError extends DomainError {
  readonly code = 'token-invalid';
  readonly kind = 'conflict';

  constructor() {
    super('This link does not work any more: it was used, has expired, or is incomplete. Please ask for a new one.');
  }
}

export class WeakPasswordError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'new_password';

  constructor(reason: string) {
    super(`new_password ${reason}.`);
  }
}

export class TooManyAttemptsError extends DomainError {
  readonly code = 'too-many-attempts';
  readonly kind = 'throttled';

  constructor(
    override readonly retryAfter: number,
    what: 'failed attempts' | 'requests' = 'failed attempts',
  ) {
    super(`Too many ${what}; please try again in ${inWords(retryAfter)}.`);
  }
}

export class BusyError extends DomainError {
  readonly code = 'busy';
  readonly kind = 'unavailable';
  override readonly retryAfter = 2;

  constructor() {
    super('Too many people are logging in right now; please try again in a moment.');
  }
}
