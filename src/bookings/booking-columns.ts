import type { BookingState, Parties } from './domain/booking-change.js';
import type { BookingDto } from './dto/booking.dto.js';

/** The columns of a BookingDto; `b` is the alias of the table. */
export const BOOKING_COLUMNS = `
  b.id, b.coach_id, b.client_id, b.slot_number, b.scheduled_at, b.status, b.notes, b.created_at, b.updated_at`;

/** The coach and the client of a row, in the form of the rules. */
export function partiesOf({ coach_id, client_id }: BookingDto): Parties {
  return { coachId: coach_id, clientId: client_id };
}

/** The part of a row that can change, in the form of the rules. */
export function stateOf({ status, scheduled_at, notes }: BookingDto): BookingState {
  return { status, scheduledAt: scheduled_at === null ? null : new Date(scheduled_at), notes };
}
