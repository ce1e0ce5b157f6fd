/** What a booking was that was not paid in time. */
export interface LapsedBooking {
  readonly coach_id: number;
  readonly client_id: number;
  readonly session_type_id: number;
  readonly group_session_id: number | null;
  readonly scheduled_at: string;
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
