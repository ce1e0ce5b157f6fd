import { type Reason, REASONS, type Situation } from '../../availability/domain/free-times.js';
import { DomainError } from '../../domain-error.js';

/** What people read. It says that something blocks, never whose it is. */
const DETAILS: Record<Reason, string> = {
  'no-hours': 'This coach offers no hours.',
  'in-the-past': 'This time has already passed.',
  'too-soon': 'This coach wants to know earlier: the time is too near.',
  'too-late-ahead': 'This coach does not plan that far ahead yet.',
  'outside-hours': 'The session does not lie within the hours of this coach.',
  'time-off': 'This coach is away at that time.',
  'off-grid': 'Sessions of this coach do not start at that minute.',
  'coach-busy': 'The coach is busy at that time.',
  'too-close': 'The coach needs more time between this session and the one before or after it.',
  held: 'Someone else is about to book this time; it may be free again in a few minutes.',
  'daily-limit': 'The coach takes no more sessions on that day.',
  'client-limit': 'The client already has as many active bookings with this coach as the coach allows.',
  'you-are-busy': 'The client already has a session at that time.',
};

/** A reason as answers show it. */
export interface ReasonInWords {
  readonly code: Reason;
  readonly detail: string;
}

export const inWords = (code: Reason): ReasonInWords => ({ code, detail: DETAILS[code] });

/** A time that cannot be had. Its code is the first reason; all of them go into the problem document. */
export class TimeNotFreeError extends DomainError {
  readonly code: Reason;
  readonly kind = 'conflict';
  override readonly reasons: readonly ReasonInWords[];
  override readonly retryAfter: number | undefined;

  /** `heldSeconds`: until the hold that stands in the way expires. */
  constructor([first, ...others]: readonly [Reason, ...Reason[]], heldSeconds = 300) {
    super(DETAILS[first]);
    this.code = first;
    this.reasons = [first, ...others].map(inWords);
    this.retryAfter = first === 'held' ? heldSeconds : undefined;
  }
}

/** What keeps a coach's own bookings and moves from a time: sessions and buffers, and nothing else. */
export const CONFLICTS: readonly Reason[] = ['coach-busy', 'too-close', 'held', 'you-are-busy'];

/** Why a client may not move a session to a time. A move adds no booking, so the limit of bookings does not bind the client. */
export const MOVING_CLIENTS: readonly Reason[] = REASONS.filter((reason) => reason !== 'client-limit');

/** The situation for those whom some reasons bind. Calendars elsewhere bind those whom time off binds: a coach may book over both. */
export const boundBy = (binding: readonly Reason[], situation: Situation): Situation =>
  binding.includes('time-off') ? situation : { ...situation, busyElsewhere: [] };

/** Each refusal that a client, or a coach, can meet; for the documentation. */
const refusals = (reasons: readonly Reason[]) =>
  reasons.filter((code) => code !== 'in-the-past').map((code) => new TimeNotFreeError([code]));
export const NOT_FREE = refusals(REASONS);
export const NOT_FREE_TO_MOVE = refusals(MOVING_CLIENTS);
export const NOT_FREE_FOR_COACHES = refusals(CONFLICTS);

export class HoldGoneError extends DomainError {
  readonly code = 'hold-gone';
  readonly kind = 'conflict';

  constructor() {
    super('This hold has expired, was used, or is for another time; please choose a time again.');
  }
}

export class TooManyHoldsError extends DomainError {
  readonly code = 'too-many-holds';
  readonly kind = 'conflict';

  constructor() {
    super('You already hold two other times; book one or let one go first.');
  }
}

export class HoldNotFoundError extends DomainError {
  readonly code = 'hold-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('Hold not found');
  }
}

export class WholeMinuteError extends DomainError {
  readonly code = 'validation-failed';
  readonly kind = 'invalid';
  override readonly field: string;

  constructor(field = 'scheduled_at') {
    super(`${field} must be a whole minute.`);
    this.field = field;
  }
}
