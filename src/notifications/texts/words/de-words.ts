import type { Words } from './words.js';

const WEEKDAYS = ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'];
const MONTHS = ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'];

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** German. */
export const deWords: Words = {
  weekdays: WEEKDAYS,
  months: MONTHS,
  day: ({ weekday, day, month }) => `${WEEKDAYS[weekday]} ${day}. ${MONTHS[month]}`,
  date: ({ weekday, day, month, year }) => `${WEEKDAYS[weekday]} ${day}. ${MONTHS[month]} ${year}`,
  slot: (number) => `Platz ${number}`,
  session: 'Termin',
  with: (what, other) => `${what} mit ${other}`,
  deeds: {
    requested: 'Angefragt',
    booked: 'Gebucht',
    confirmed: 'Bestätigt',
    declined: 'Abgelehnt',
    moved: 'Verschoben',
    cancelled: 'Abgesagt',
    expired: 'Verfallen',
  },
  duration: (minutes) =>
    minutes % 60 === 0 ? count(minutes / 60, 'Stunde', 'Stunden') : count(minutes, 'Minute', 'Minuten'),
  unconfirmed: 'nicht bestätigt',
  seats: (booked, all) => `${booked} von ${all === 1 ? '1 Platz' : `${all} Plätzen`}`,
  labels: {
    what: 'Was',
    with: 'Mit',
    when: 'Wann',
    whenForCoach: { client: 'Für deinen Coach', coach: 'In deinem Kalender' },
    before: 'Vorher',
    video: 'Video',
    at: 'Wann',
    until: 'Reserviert bis',
    available: 'Verfügbar bis',
    amount: 'Betrag',
  },
};
