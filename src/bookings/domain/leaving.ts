import { isLate } from './booking-change.js';
import type { BookingStatus } from './booking-status.js';

/** An active session of somebody whose account goes. */
export interface LeftSession {
  readonly status: BookingStatus;
  readonly scheduledAt: Date | null;
  readonly cancelNoticeMinutes: number;
}

/** What becomes of it. */
export interface Ending {
  readonly status: 'completed' | 'cancelled';
  readonly isLateCancellation: boolean;
}

/** What has begun took place, and stays paid. What is ahead is cancelled: a client who goes by themselves pays what a cancellation costs. */
export function endingOf(session: LeftSession, isClients: boolean, now: Date): Ending {
  const { status, scheduledAt } = session;
  const hasBegun = scheduledAt !== null && scheduledAt <= now;
  if (status === 'confirmed' && hasBegun) return { status: 'completed', isLateCancellation: false };
  return { status: 'cancelled', isLateCancellation: isClients && isLate(session, session, now) };
}
