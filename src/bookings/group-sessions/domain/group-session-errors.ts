import { DomainError } from '../../../domain-error.js';

export class GroupSessionNotFoundError extends DomainError {
  readonly code = 'group-session-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Group session not found');
  }
}

export class GroupSessionFullError extends DomainError {
  readonly code = 'full';
  readonly kind = 'conflict';

  constructor() {
    super('All seats of this group session are taken.');
  }
}

export class SeatsTakenError extends DomainError {
  readonly code = 'seats-taken';
  readonly kind = 'conflict';

  constructor(seatsTaken: number) {
    super(`The capacity cannot be lower than the number of seats that are taken, which is ${seatsTaken}.`);
  }
}

export class SeatMovesWithSessionError extends DomainError {
  readonly code = 'seat-moves-with-session';
  readonly kind = 'conflict';

  constructor() {
    super('A seat cannot be moved by itself: it has the time of its group session, which its coach moves.');
  }
}

export class GroupSessionCancelledError extends DomainError {
  readonly code = 'group-session-cancelled';
  readonly kind = 'conflict';

  constructor() {
    super('This group session was cancelled.');
  }
}

export class NotForGroupsError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'session_type_id';

  constructor() {
    super('session_type_id must be a session type with a capacity of at least 2.');
  }
}
