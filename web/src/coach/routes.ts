import type { Route } from '../route.js';

/** The pages of coachs. */
export const coachRoutes: readonly Route[] = [];
