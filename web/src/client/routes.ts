import type { Route } from '../route.js';

/** The pages of clients. */
export const clientRoutes: readonly Route[] = [];
