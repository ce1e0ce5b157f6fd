import { EVERYONE, route, type Route } from '../route.js';

/** The pages of clients; a booking and a series are shown to their coach and admins, too. */
export const clientRoutes: readonly Route[] = [
  route('/coaches', () => import('./coaches/coaches-page.js'), ['client'], 'coaches'),
  route('/coaches/:id', () => import('./coach/coach-page.js'), ['client']),
  route('/bookings', () => import('./bookings/bookings-page.js'), ['client'], 'bookings'),
  route('/bookings/:id', () => import('./bookings/booking-page.js'), EVERYONE),
  route('/bookings/series/:id', () => import('./bookings/series-page.js'), EVERYONE),
  route('/waitlist', () => import('./waitlist/waitlist-page.js'), ['client'], 'waitlist'),
  route('/logs', () => import('./logs/logs-page.js'), ['client'], 'logs'),
  route('/progress', () => import('./progress/progress-page.js'), ['client'], 'progress'),
  route('/sharing', () => import('./sharing/sharing-page.js'), ['client'], 'sharing'),
  route('/payments', () => import('./payments/payments-page.js'), ['client'], 'payments'),
  route('/purchases/:id', () => import('./payments/purchase-page.js'), ['client']),
];
