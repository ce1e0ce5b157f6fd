import { route, type Route } from '../route.js';

/** The pages of clients. */
export const clientRoutes: readonly Route[] = [
  route('/coaches', () => import('./coaches/coaches-page.js'), ['client'], 'coaches'),
  route('/coaches/:id', () => import('./coach/coach-page.js'), ['client']),
];
