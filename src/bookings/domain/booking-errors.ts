import { DomainError } from '../../domain-error.js';
import type { BookingStatus } from './booking-status.js';

export class BookingNotFoundError extends DomainError {
  readonly code = 'booking-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Booking not found');
  }
}

export class CoachNotFoundError extends DomainError {
  readonly code = 'coach-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Coach not found');
  }
}

export class NotYourBookingError extends DomainError {
  readonly code = 'not-your-booking';
  readonly kind = 'forbidden';

  constructor() {
    super('This booking belongs to other people.');
  }
}

export class OnlyCancelError extends DomainError {
  readonly code = 'only-cancel';
  readonly kind = 'forbidden';

  constructor() {
    super('You may cancel this booking; confirming, completing, moving and notes are up to its coach.');
  }
}

export class AlreadyBookedError extends DomainError {
  readonly code = 'already-booked';
  readonly kind = 'conflict';

  /** Without a slot it is a seat of a group session. */
  constructor(slotNumber?: number) {
    super(
      slotNumber === undefined
        ? 'You already have a seat in this group session.'
        : `You have already booked slot ${slotNumber} with this coach.`,
    );
  }
}

export class NoAvailableSlotsError extends DomainError {
  readonly code = 'no-available-slots';
  readonly kind = 'conflict';

  constructor() {
    super('This coach has no available slots at the moment.');
  }
}

export class NoSuchSlotError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'slot_number';

  /** `totalSlots`: unknown when the coach gave the slot up just now. */
  constructor(totalSlots?: number) {
    super(
      totalSlots === undefined
        ? 'slot_number must be a slot that this coach has.'
        : `slot_number must be a whole number from 1 to ${totalSlots}: this coach has no other slots.`,
    );
  }
}

export class ClientInactiveError extends DomainError {
  readonly code = 'client-inactive';
  readonly kind = 'conflict';

  constructor() {
    super('The account of this client is deactivated, so nobody can book for them.');
  }
}

export class SlotsInUseError extends DomainError {
  readonly code = 'slots-in-use';
  readonly kind = 'conflict';

  constructor() {
    super('A slot with a higher number is held; it must be free first.');
  }
}

export class SlotTakenError extends DomainError {
  readonly code = 'slot-taken';
  readonly kind = 'conflict';

  constructor() {
    super('Someone else holds this slot; please choose another one.');
  }
}

export class TimeConflictError extends DomainError {
  readonly code = 'time-conflict';
  readonly kind = 'conflict';

  constructor() {
    super('The coach or the client already has a session that overlaps this time.');
  }
}

export class BookingsBusyError extends DomainError {
  readonly code = 'busy';
  readonly kind = 'unavailable';
  override readonly retryAfter = 1;

  constructor() {
    super('The slots of this coach are changing hands right now; please try again in a moment.');
  }
}

export class InvalidTransitionError extends DomainError {
  readonly code = 'invalid-transition';
  readonly kind = 'conflict';

  constructor(current: BookingStatus, wanted: BookingStatus | 'another time') {
    super(
      wanted === 'another time'
        ? `A ${current} booking cannot be moved to another time.`
        : `A ${current} booking cannot become ${wanted} at your request.`,
    );
  }
}

export class AlreadyStartedError extends DomainError {
  readonly code = 'already-started';
  readonly kind = 'conflict';

  constructor() {
    super('This session has already started.');
  }
}

export class SessionInPastError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field: string;

  constructor(field = 'scheduled_at') {
    super(`${field} must lie in the future.`);
    this.field = field;
  }
}

export class NotStartedError extends DomainError {
  readonly code = 'not-started';
  readonly kind = 'conflict';

  constructor() {
    super('This session has not started yet; it can be completed from its start on.');
  }
}

export class TimeNeededError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'scheduled_at';

  constructor() {
    super('scheduled_at cannot be taken away: this booking has no slot, only its time.');
  }
}

export class ReasonWithoutCancellationError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field = 'reason';

  constructor() {
    super('reason goes with status "cancelled".');
  }
}

export class TooLateToMoveError extends DomainError {
  readonly code = 'too-late-to-move';
  readonly kind = 'conflict';

  constructor(noticeMinutes: number) {
    super(`A session can be moved until ${inWords(noticeMinutes)} before it starts; please talk to your coach.`);
  }
}

export class NoTimeYetError extends DomainError {
  readonly code = 'no-time-yet';
  readonly kind = 'conflict';

  constructor() {
    super('This booking has no time yet, so there is nothing to move; its coach sets the time.');
  }
}

export class BookingHasNoTimeError extends DomainError {
  readonly code = 'no-time';
  readonly kind = 'conflict';

  constructor() {
    super('This booking has no time yet, so no calendar can show it; its coach sets the time.');
  }
}

/** 90 is "90 minutes", 720 "12 hours". */
function inWords(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Its time is held until it is paid: nobody can confirm it before. */
export class PaymentDueError extends DomainError {
  readonly code = 'payment-due';
  readonly kind = 'conflict';

  constructor() {
    super('This booking has not been paid yet. It confirms itself, or can be confirmed, once it is.');
  }
}
