import { SESSION } from '../sample-session.js';
import { sessionMessage } from '../session.js';

const CANCELLED = { ...SESSION, status: 'cancelled', previousStatus: 'confirmed' } as const;

/** A session does not take place, or a client takes a request back. */
export const bookingCancelled = sessionMessage('booking.cancelled', [
  { title: 'by the coach, to the client', role: 'client', facts: CANCELLED },
  { title: 'by the client, to the client', role: 'client', facts: { ...CANCELLED, actorRole: 'client' } },
  { title: 'by the client, to the coach', role: 'coach', facts: { ...CANCELLED, actorRole: 'client' } },
  {
    title: 'before it was confirmed, by the client, to the coach',
    role: 'coach',
    facts: { ...CANCELLED, actorRole: 'client', previousStatus: 'pending' },
  },
  { title: 'by an admin, to the client', role: 'client', facts: { ...CANCELLED, actorRole: 'admin' } },
]);
