/** Slots that a coach has, numbered from 1. */
export const TOTAL_SLOTS = 10;

/** Length of a session. */
const SESSION_MINUTES = 60;

/** When a session that starts then is over. Exclusive: the next one may start at that moment. */
export function sessionEnd(scheduledAt: Date): Date {
  return new Date(scheduledAt.getTime() + SESSION_MINUTES * 60_000);
}

/** What a client asks for. */
export interface SlotRequest {
  readonly coachId: number;
  readonly slotNumber: number;
  /** Null while the two have not agreed on a time. */
  readonly scheduledAt: Date | null;
  readonly notes: string | null;
}
