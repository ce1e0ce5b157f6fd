/** What a booking was that was not paid in time. */
export interface LapsedBooking {
  readonly coach_id: number;
  readonly client_id: number;
  readonly session_type_id: number;
  readonly group_session_id: number | null;
  readonly scheduled_at: string;
  readonly ends_at: string;
  readonly notes: string | null;
}

interface Again {
  readonly coachId: number;
  readonly notes: string | null;
  readonly holdId: null;
}

/** The request that would book the same once more: a seat, or a time. */
export function requestAgain(
  booking: LapsedBooking,
): Again & ({ readonly groupSessionId: number } | { readonly scheduledAt: Date; readonly sessionTypeId: number }) {
  const { coach_id: coachId, session_type_id: sessionTypeId, group_session_id, scheduled_at, notes } = booking;
  const again = { coachId, notes, holdId: null };
  if (group_session_id !== null) return { ...again, groupSessionId: group_session_id };
  return { ...again, sessionTypeId, scheduledAt: new Date(scheduled_at) };
}

/** What came of it. */
interface BookedAgain {
  readonly scheduled_at: string | null;
  readonly ends_at: string | null;
  readonly payment: {
    readonly method: string | null;
    readonly amount_minor: number | null;
    readonly currency: string | null;
  };
}

/** Whether it is what was paid for: a session type or a group session may have changed meanwhile. */
export function isSameAgain(
  lapsed: LapsedBooking,
  paid: { readonly amount_minor: number; readonly currency: string },
  again: BookedAgain,
): boolean {
  const { method, amount_minor, currency } = again.payment;
  const hasPrice = method === 'card' && amount_minor === paid.amount_minor && currency === paid.currency;
  return hasPrice && again.scheduled_at === lapsed.scheduled_at && again.ends_at === lapsed.ends_at;
}
