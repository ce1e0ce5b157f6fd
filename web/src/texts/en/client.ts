import { coach } from './client/coach.js';
import { coaches } from './client/coaches.js';
import { panel, prices, verdicts } from './client/panel.js';
import { times } from './client/times.js';

/** The pages of clients. */
export const client = { coaches, coach, times, panel, verdicts, prices };
