import { type Route, route } from '../route.js';

/** The pages of coaches. */
export const coachRoutes: readonly Route[] = [
  route('/week', () => import('./week/week-page.js'), ['coach'], 'week'),
  route('/hours', () => import('./hours/hours-page.js'), ['coach'], 'hours'),
  route('/session-types', () => import('./offers/offers-page.js'), ['coach'], 'session-types'),
  route('/clients', () => import('./clients/clients-page.js'), ['coach'], 'clients'),
  route('/clients/:id', () => import('./clients/client-page.js'), ['coach']),
  route('/reviews', () => import('./reviews/reviews-page.js'), ['coach'], 'reviews'),
  route('/utilisation', () => import('./figures/utilisation-page.js'), ['coach'], 'utilisation'),
  route('/earnings', () => import('./figures/earnings-page.js'), ['coach'], 'earnings'),
  route('/google', () => import('./hours/google-page.js'), ['coach']),
];
