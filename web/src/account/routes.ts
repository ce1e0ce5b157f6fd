import { EVERYONE, route } from '../route.js';

/** For people who are not logged in, what links in mails open, and what everybody has. */
export const accountRoutes = [
  route('/login', () => import('./log-in-page.js')),
  route('/signup', () => import('./sign-up-page.js')),
  route('/forgot-password', () => import('./forgot-password-page.js')),
  route('/reset-password', () => import('./reset-password-page.js')),
  route('/verify-email', () => import('./verify-email-page.js')),
  route('/change-email', () => import('./change-email-page.js')),
  route('/join/:booking', () => import('./join-page.js'), EVERYONE),
  route('/notifications', () => import('../notifications/notifications-page.js'), EVERYONE, 'notifications'),
  route('/settings', () => import('./settings/settings-page.js'), EVERYONE, 'settings'),
];
