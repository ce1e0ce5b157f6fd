import type { DomainError } from '../../../domain-error.js';
import { AlreadyBookedError } from '../../domain/booking-errors.js';
import { HoldGoneError, TimeNotFreeError } from '../../domain/time-refusal.js';
import { GroupSessionFullError, GroupSessionNotFoundError } from './group-session-errors.js';

/** The situation in which a client got no seat. */
export interface SeatSituation {
  /** It is ahead, not cancelled, and its coach can be booked. */
  readonly isOffered: boolean;
  /** The client has a seat already. */
  readonly isMine: boolean;
  /** No seat is left for the client: one that they are offered is theirs. */
  readonly isFull: boolean;
  /** The offer that the client accepts is still there; true as well when they accept none. */
  readonly hasOffer: boolean;
  /** The client has another session at that time. */
  readonly isBusy: boolean;
}

/** Why a client got no seat: the most helpful reason. Null when no reason is left. */
export function seatRefusalOf({ isOffered, isMine, isFull, hasOffer, isBusy }: SeatSituation): DomainError | null {
  if (!isOffered) return new GroupSessionNotFoundError();
  if (isMine) return new AlreadyBookedError();
  if (!hasOffer) return new HoldGoneError();
  if (isFull) return new GroupSessionFullError();
  if (isBusy) return new TimeNotFreeError(['you-are-busy']);
  return null;
}
