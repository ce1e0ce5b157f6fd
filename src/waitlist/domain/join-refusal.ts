import { AlreadyBookedError, CoachNotFoundError } from '../../bookings/domain/booking-errors.js';
import { GroupSessionNotFoundError } from '../../bookings/group-sessions/domain/group-session-errors.js';
import type { DomainError } from '../../domain-error.js';
import { AlreadyWaitingError, SeatsAvailableError, SlotsAvailableError } from './wait-errors.js';
import type { WaitKind } from './wait-target.js';

/** The situation in which an entry was not written. */
export interface JoinSituation {
  /** The coach can be booked, and a group session is ahead. */
  readonly isOpen: boolean;
  /** The client has a seat in the group session. */
  readonly isBooked: boolean;
  readonly isWaiting: boolean;
  /** A slot or a seat is free for anybody. */
  readonly isFree: boolean;
}

/** Why a client cannot wait for something: the most helpful reason. Null when no reason is left. */
export function refusalOf(kind: WaitKind, { isOpen, isBooked, isWaiting, isFree }: JoinSituation): DomainError | null {
  const isSeat = kind === 'seat';
  if (!isOpen) return isSeat ? new GroupSessionNotFoundError() : new CoachNotFoundError();
  if (isBooked) return new AlreadyBookedError();
  if (isWaiting) return new AlreadyWaitingError();
  if (isFree) return isSeat ? new SeatsAvailableError() : new SlotsAvailableError();
  return null;
}

/** When there is no such coach or group session at all. */
export const NOTHING: JoinSituation = { isOpen: false, isBooked: false, isWaiting: false, isFree: false };
