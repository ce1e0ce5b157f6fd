import { SESSION } from '../sample-session.js';
import { sessionMessage } from '../session.js';

const EXPIRED = { ...SESSION, status: 'cancelled', actorRole: 'system' } as const;

const UNPAID = { ...EXPIRED, isUnpaid: true } as const;

/** Nobody answered a request before its start, or nobody paid in time. */
export const bookingExpired = sessionMessage('booking.expired', [
  { title: 'to the client', role: 'client', facts: EXPIRED },
  { title: 'to the coach', role: 'coach', facts: EXPIRED },
  { title: 'not paid, to the client', role: 'client', facts: UNPAID },
  { title: 'not paid, to the coach', role: 'coach', facts: UNPAID },
]);
