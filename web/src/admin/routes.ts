import type { Route } from '../route.js';

/** The pages of admins. */
export const adminRoutes: readonly Route[] = [];
