import type { bookings as enBookings, filters as enFilters, payments as enPayments } from '../../en/admin/lists.js';

/** What lists are narrowed down by. */
export const filters: typeof enFilters = {
  show: 'Anzeigen',
  reset: 'Alles anzeigen',
  client: 'Klient (Nummer)',
  coach: 'Coach (Nummer)',
  from: 'Ab',
  to: 'Bis',
};

/** Bookings of anybody. */
export const bookings: typeof enBookings = {
  title: 'Buchungen',
  note: 'Was zuletzt gebucht wurde, steht oben.',
  contested: 'Bestritten',
  contestedNote: 'Ihre Klienten bestreiten, wer da war. Öffne eine, um zu entscheiden.',
  none: 'Hier gibt es keine Buchung.',
  session: 'Termin',
  when: 'Wann',
  unscheduled: 'Ohne Zeit',
  status: 'Status',
};

/** Payments by card of anybody. */
export const payments: typeof enPayments = {
  note: 'Zahlungen per Karte, die neuesten zuerst.',
  none: 'Hier gibt es keine Zahlung.',
  provider: 'Anbieter',
  refunds: 'Erstattungen',
  refundFailed: 'Erstattung gescheitert',
  refundStatuses: { pending: 'Wartet', sent: 'Unterwegs', done: 'Erstattet', failed: 'Gescheitert' },
  refund: (id) => `Erstattung ${id}`,
  retried: 'Die Erstattung wird jetzt noch einmal versucht.',
};
