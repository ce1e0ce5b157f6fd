import { DomainError } from '../../../domain-error.js';

export class NotAttendableError extends DomainError {
  readonly code = 'not-attendable';
  readonly kind = 'conflict';

  constructor(why: 'status' | 'no time' = 'status') {
    super(
      why === 'status'
        ? 'Nobody has attended this session: it must be confirmed and have started, or be completed.'
        : 'This session has no time, so only an admin can say who came.',
    );
  }
}

export class AttendanceTooEarlyError extends DomainError {
  readonly code = 'attendance-too-early';
  readonly kind = 'conflict';

  constructor() {
    super('Please wait until ten minutes after the start before you say who came.');
  }
}

export class AttendanceTooLateError extends DomainError {
  readonly code = 'attendance-too-late';
  readonly kind = 'conflict';

  constructor() {
    super('Seven days after the start only an admin can say who came.');
  }
}

export class AttendanceDecidedError extends DomainError {
  readonly code = 'attendance-decided';
  readonly kind = 'conflict';

  constructor() {
    super('An admin has decided who came to this session.');
  }
}

export class NothingToContestError extends DomainError {
  readonly code = 'nothing-to-contest';
  readonly kind = 'conflict';

  constructor() {
    super('Nobody has said of this session that you came or did not come, so there is nothing to contest.');
  }
}

export class AlreadyContestedError extends DomainError {
  readonly code = 'already-contested';
  readonly kind = 'conflict';

  constructor() {
    super('You have contested this already. An admin looks at it.');
  }
}

export class ContestTooLateError extends DomainError {
  readonly code = 'contest-too-late';
  readonly kind = 'conflict';

  constructor() {
    super('Who came can be contested within seven days of being said, and they are over.');
  }
}
