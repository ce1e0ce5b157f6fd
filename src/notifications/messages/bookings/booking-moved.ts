import { SESSION, SLOT } from '../sample-session.js';
import { sessionMessage } from '../session.js';

const previousStartsAt = new Date('2026-12-04T15:30:00Z');
const MOVED = { ...SESSION, previousStartsAt, previousStatus: 'confirmed' } as const;

/** A session has another time, has a time for the first time, or has none any more. */
export const bookingMoved = sessionMessage('booking.moved', [
  { title: 'by the coach, to the client', role: 'client', facts: MOVED },
  {
    title: 'by the client, to be confirmed again, to the coach',
    role: 'coach',
    facts: { ...MOVED, actorRole: 'client', status: 'pending' },
  },
  {
    title: 'by the client, to be confirmed again, to the client',
    role: 'client',
    facts: { ...MOVED, actorRole: 'client', status: 'pending' },
  },
  { title: 'by an admin, to the coach', role: 'coach', facts: { ...MOVED, actorRole: 'admin' } },
  { title: 'its time removed, to the client', role: 'client', facts: { ...SLOT, previousStartsAt } },
  { title: 'its time set, to the client', role: 'client', facts: { ...SESSION, previousStatus: 'confirmed' } },
]);
