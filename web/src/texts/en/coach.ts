import { booking } from './coach/booking.js';
import { figures } from './coach/figures.js';
import { calendars, hours } from './coach/hours.js';
import { clients } from './coach/clients.js';
import { offers } from './coach/offers.js';
import { reviews } from './coach/reviews.js';
import { week } from './coach/week.js';

/** The pages of coaches. */
export const coach = {
  ...{ week, booking, hours, calendars, offers, reviews, clients, figures },
  editOf: (name: string) => `Edit: ${name}`,
  removeOf: (name: string) => `Delete: ${name}`,
};
