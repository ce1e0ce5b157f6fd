import { SESSION, SLOT } from '../sample-session.js';
import { sessionMessage } from '../session.js';

const REQUEST = { ...SESSION, status: 'pending', previousStatus: null, actorRole: 'client' } as const;

/** Tells the coach what to do, and gives the client a receipt. */
export const bookingRequested = sessionMessage('booking.requested', [
  { title: 'to the coach', role: 'coach', facts: REQUEST },
  { title: 'to the client', role: 'client', facts: REQUEST },
  {
    title: 'for a slot without a time, to the coach',
    role: 'coach',
    facts: { ...REQUEST, ...SLOT, status: 'pending' },
  },
]);
