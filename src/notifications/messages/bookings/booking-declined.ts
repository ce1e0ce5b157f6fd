import { SESSION } from '../sample-session.js';
import { sessionMessage } from '../session.js';

/** The coach cancelled a request instead of confirming it. */
export const bookingDeclined = sessionMessage('booking.declined', [
  { title: 'by the coach, to the client', role: 'client', facts: { ...SESSION, status: 'cancelled' } },
]);
