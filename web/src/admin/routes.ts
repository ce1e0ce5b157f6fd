import { route, type Route } from '../route.js';

/** The pages of admins. */
export const adminRoutes: readonly Route[] = [
  route('/overview', () => import('./overview/overview-page.js'), ['admin'], 'overview'),
  route('/users', () => import('./users/users-page.js'), ['admin'], 'users'),
  route('/users/:id', () => import('./users/user-page.js'), ['admin']),
  route('/bookings', () => import('./bookings/all-bookings-page.js'), ['admin'], 'all-bookings'),
  route('/payments', () => import('./payments/all-payments-page.js'), ['admin'], 'payments'),
  route('/moderation', () => import('./moderation/moderation-page.js'), ['admin'], 'moderation'),
  route('/deliveries', () => import('./deliveries/deliveries-page.js'), ['admin'], 'deliveries'),
  route('/webhooks', () => import('./webhooks/webhooks-page.js'), ['admin'], 'webhooks'),
  route('/webhooks/:id', () => import('./webhooks/webhook-page.js'), ['admin']),
  route('/audit', () => import('./audit/audit-page.js'), ['admin'], 'audit'),
];
