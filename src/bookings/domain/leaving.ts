import { isLate } from './booking-change.js';
import type { BookingStatus } from './booking-status.js';

/** An active session of somebody whose account goes. */
export interface LeftSession {
  readonly status: BookingStatus;
  readonly scheduledAt: Date | null;
  readonly cancelNoticeMinutes: number;
}

/** How the session ends. */
export interface Ending {
  readonly status: 'completed' | 'cancelled';
  readonly isLateCancellation: boolean;
}

/** Completes a confirmed session that has begun: it stays paid. Cancels all others: a client who goes by themselves pays a late fee. */
export function endingOf(session: LeftSession, isClients: boolean, now: Date): Ending {
  const { status, scheduledAt } = session;
  const hasBegun = scheduledAt !== null && scheduledAt <= now;
  if (status === 'confirmed' && hasBegun) return { status: 'completed', isLateCancellation: false };
  return { status: 'cancelled', isLateCancellation: isClients && isLate(session, session, now) };
}
