import type { client as en } from '../en/client.js';

/** The pages of clients. */
export const client: typeof en = {};
