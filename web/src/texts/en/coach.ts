import { booking } from './coach/booking.js';
import { week } from './coach/week.js';

/** The pages of coaches. */
export const coach = { week, booking };
