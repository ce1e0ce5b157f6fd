import type { DomainError } from '../../domain-error.js';
import {
  AlreadyBookedError,
  CoachNotFoundError,
  NoAvailableSlotsError,
  NoSuchSlotError,
  SlotTakenError,
  TimeConflictError,
} from './booking-errors.js';
import { TimeNotFreeError } from './time-refusal.js';

/** The situation in which PostgreSQL refused a booking. */
export interface SlotSituation {
  /** The coach exists, is active and, when COACH_SIGNUP asks for approval, approved. */
  readonly bookable: boolean;
  readonly totalSlots: number;
  readonly availableSlots: number;
  /** The client who holds the slot, if anyone. */
  readonly holderId: number | null;
  /** The slot is kept for the client: an offer from the waitlist. */
  readonly isOffered: boolean;
  /** The slot is kept for somebody whose offer has lapsed. */
  readonly hasLapsed: boolean;
  /** The coach or the client has an active session at that time. */
  readonly timeTaken: boolean;
  /** The client has as many active bookings with the coach as they may have. */
  readonly limitReached: boolean;
}

/** Why `clientId` did not get the slot: the most helpful reason. Null when no reason is left. */
export function refusalOf(situation: SlotSituation, clientId: number, slotNumber: number): DomainError | null {
  if (!situation.bookable) return new CoachNotFoundError();
  if (slotNumber > situation.totalSlots) return new NoSuchSlotError(situation.totalSlots);
  if (!situation.isOffered) {
    const refusal = slotRefusalOf(situation, clientId, slotNumber);
    if (refusal) return refusal;
  }
  if (situation.timeTaken) return new TimeConflictError();
  if (situation.limitReached) return new TimeNotFreeError(['client-limit']);
  return null;
}

function slotRefusalOf(situation: SlotSituation, clientId: number, slotNumber: number): DomainError | null {
  if (situation.holderId === clientId) return new AlreadyBookedError(slotNumber);
  if (situation.availableSlots <= 0) return new NoAvailableSlotsError();
  return situation.holderId === null ? null : new SlotTakenError();
}
