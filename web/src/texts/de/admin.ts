import type { admin as en } from '../en/admin.js';

/** The pages of admins. */
export const admin: typeof en = {};
