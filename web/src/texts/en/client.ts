import { coaches } from './client/coaches.js';

/** The pages of clients. */
export const client = { coaches };
