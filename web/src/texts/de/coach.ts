import type { coach as en } from '../en/coach.js';

/** The pages of coachs. */
export const coach: typeof en = {};
