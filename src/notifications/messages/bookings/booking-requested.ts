import { SESSION, SLOT } from '../sample-session.js';
import { sessionMessage } from '../session.js';

const REQUEST = { ...SESSION, status: 'pending', previousStatus: null, actorRole: 'client' } as const;

const TO_PAY = { ...REQUEST, payUntil: new Date('2026-12-01T09:30:00Z') };

/** Tells the coach what to do, and gives the client a receipt. */
export const bookingRequested = sessionMessage('booking.requested', [
  { title: 'to the coach', role: 'coach', facts: REQUEST },
  { title: 'to the client', role: 'client', facts: REQUEST },
  { title: 'to be paid, to the coach', role: 'coach', facts: TO_PAY },
  { title: 'to be paid, to the client', role: 'client', facts: TO_PAY },
  {
    title: 'for a slot without a time, to the coach',
    role: 'coach',
    facts: { ...REQUEST, ...SLOT, status: 'pending' },
  },
]);
