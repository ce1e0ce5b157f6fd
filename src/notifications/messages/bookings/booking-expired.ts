import { SESSION } from '../sample-session.js';
import { sessionMessage } from '../session.js';

const EXPIRED = { ...SESSION, status: 'cancelled', actorRole: 'system' } as const;

/** Nobody answered a request before its start. */
export const bookingExpired = sessionMessage('booking.expired', [
  { title: 'to the client', role: 'client', facts: EXPIRED },
  { title: 'to the coach', role: 'coach', facts: EXPIRED },
]);
