import type { coach as en } from '../en/coach.js';
import { booking } from './coach/booking.js';
import { week } from './coach/week.js';

/** The pages of coaches. */
export const coach: typeof en = { week, booking };
