/** Slots that a coach starts with, numbered from 1. */
export const TOTAL_SLOTS = 10;

/** A coach may have so many slots at most. */
export const MOST_SLOTS = 500;

/** Length of a session whose type is not known: that of a slot. */
export const SESSION_MINUTES = 60;

/** The end of a session. Exclusive: the next session may start at this moment. */
export function sessionEnd(scheduledAt: Date): Date {
  return new Date(scheduledAt.getTime() + SESSION_MINUTES * 60_000);
}

/** A client's request for a slot. */
export interface SlotRequest {
  readonly coachId: number;
  readonly slotNumber: number;
  /** Null until client and coach agree on a time. */
  readonly scheduledAt: Date | null;
  readonly notes: string | null;
  /** The offer that is accepted, if one is. */
  readonly holdId?: string | null;
}
