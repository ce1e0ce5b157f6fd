import { AlreadyStartedError, SessionInPastError } from '../../domain/booking-errors.js';
import { GroupSessionCancelledError, SeatsTakenError } from './group-session-errors.js';

/** The part of a group session that decides about its changes. */
export interface GroupSessionState {
  readonly startsAt: Date;
  readonly capacity: number;
  /** Active bookings, and seats that somebody is offered. */
  readonly seatsTaken: number;
  readonly isCancelled: boolean;
}

/** A change that a coach asks for. */
export interface GroupSessionChange {
  readonly startsAt?: Date;
  readonly capacity?: number;
}

/** The group session after a change. */
export interface ChangedGroupSession {
  readonly startsAt: Date;
  readonly capacity: number;
  readonly moves: boolean;
}

/** The group session after `change`; null when nothing changes. Sending what it already is changes nothing. */
export function changedGroupSession(
  current: GroupSessionState,
  change: GroupSessionChange,
  now: Date,
): ChangedGroupSession | null {
  const { startsAt = current.startsAt, capacity = current.capacity } = change;
  const moves = startsAt.getTime() !== current.startsAt.getTime();
  if (moves && startsAt <= now) throw new SessionInPastError('starts_at');
  if (!moves && capacity === current.capacity) return null;
  assertOpen(current, now);
  if (capacity < current.seatsTaken) throw new SeatsTakenError(current.seatsTaken);
  return { startsAt, capacity, moves };
}

/** Refuses to change what was cancelled or has started. */
export function assertOpen(
  { isCancelled, startsAt }: Pick<GroupSessionState, 'isCancelled' | 'startsAt'>,
  now: Date,
): void {
  if (isCancelled) throw new GroupSessionCancelledError();
  if (startsAt <= now) throw new AlreadyStartedError();
}
