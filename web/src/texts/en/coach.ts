import { booking } from './coach/booking.js';
import { calendars, hours } from './coach/hours.js';
import { week } from './coach/week.js';

/** The pages of coaches. */
export const coach = {
  ...{ week, booking, hours, calendars },
  editOf: (name: string) => `Edit: ${name}`,
  removeOf: (name: string) => `Delete: ${name}`,
};
