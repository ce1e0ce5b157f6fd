import type { client as en } from '../en/client.js';
import { attendance, booking, bookings, cancel, move, payment, review, series } from './client/bookings.js';
import { coach } from './client/coach.js';
import { coaches } from './client/coaches.js';
import { panel, prices, verdicts } from './client/panel.js';
import { times } from './client/times.js';

/** The pages of clients. */
export const client: typeof en = {
  coaches,
  coach,
  times,
  panel,
  verdicts,
  prices,
  bookings,
  booking,
  payment,
  cancel,
  move,
  attendance,
  review,
  series,
};
