import { InvalidTransitionError } from './booking-errors.js';

export const BOOKING_STATUSES = ['pending', 'confirmed', 'completed', 'cancelled'] as const;
export type BookingStatus = (typeof BOOKING_STATUSES)[number];

/** The role in which someone acts on a booking. */
export type BookingParty = 'client' | 'coach' | 'admin';

/** Who can change a booking: `system` is the platform itself, when time has passed. */
export const BOOKING_ACTORS = ['client', 'coach', 'admin', 'system'] as const;
export type BookingActor = (typeof BOOKING_ACTORS)[number];

const anyone = ['client', 'coach', 'admin'] as const;

/** The parties that may take a booking from one status to another. Any other transition is refused. */
const TRANSITIONS: Record<BookingStatus, Partial<Record<BookingStatus, readonly BookingParty[]>>> = {
  pending: { confirmed: ['coach'], cancelled: anyone },
  confirmed: { completed: ['coach'], cancelled: anyone },
  completed: {},
  cancelled: {},
};

/** An active booking holds its slot and its time. Any other booking holds nothing. */
export function isActive(status: BookingStatus): boolean {
  return status === 'pending' || status === 'confirmed';
}

/** The status after `party` asked for `wanted`. Asking for the current status changes nothing. */
export function nextStatus(current: BookingStatus, wanted: BookingStatus, party: BookingParty): BookingStatus {
  if (wanted !== current && !TRANSITIONS[current][wanted]?.includes(party)) {
    throw new InvalidTransitionError(current, wanted);
  }
  return wanted;
}

/** A session can be reviewed for so many days after it was completed. */
export const REVIEW_DAYS = 30;
