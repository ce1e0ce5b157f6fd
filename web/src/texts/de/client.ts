import type { client as en } from '../en/client.js';
import { coaches } from './client/coaches.js';

/** The pages of clients. */
export const client: typeof en = { coaches };
