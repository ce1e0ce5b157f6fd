import { SESSION, SLOT } from '../sample-session.js';
import { sessionMessage } from '../session.js';

/** The coach confirmed a request; or a booking was confirmed from the start, by the coach's rules or because the coach booked. */
export const bookingConfirmed = sessionMessage('booking.confirmed', [
  { title: 'by the coach, to the client', role: 'client', facts: SESSION },
  { title: 'of a slot without a time, to the client', role: 'client', facts: SLOT },
  {
    title: 'booked by the coach, to the client',
    role: 'client',
    facts: { ...SESSION, previousStatus: null },
  },
  {
    title: 'booked by the client and confirmed at once, to the client',
    role: 'client',
    facts: { ...SESSION, previousStatus: null, actorRole: 'client' },
  },
  {
    title: 'booked by the client and confirmed at once, to the coach',
    role: 'coach',
    facts: { ...SESSION, previousStatus: null, actorRole: 'client' },
  },
]);
