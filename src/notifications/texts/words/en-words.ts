import type { Words } from './words.js';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** English. */
export const enWords: Words = {
  weekdays: WEEKDAYS,
  months: MONTHS,
  day: ({ weekday, day, month }) => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]}`,
  date: ({ weekday, day, month, year }) => `${WEEKDAYS[weekday]} ${day} ${MONTHS[month]} ${year}`,
  slot: (number) => `Slot ${number}`,
  session: 'Session',
  with: (what, other) => `${what} with ${other}`,
  deeds: {
    requested: 'Requested',
    booked: 'Booked',
    confirmed: 'Confirmed',
    declined: 'Declined',
    moved: 'Moved',
    cancelled: 'Cancelled',
    expired: 'Expired',
  },
  duration: (minutes) => (minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute')),
  unconfirmed: 'not confirmed',
  seats: (booked, all) => `${booked} of ${count(all, 'seat')}`,
  labels: {
    what: 'What',
    with: 'With',
    when: 'When',
    whenForCoach: { client: 'For your coach', coach: 'In your schedule' },
    before: 'Before',
    video: 'Video',
    at: 'When',
    until: 'Kept until',
    available: 'Available until',
    amount: 'Amount',
  },
};
