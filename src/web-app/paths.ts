/**
 * The first parts of the addresses at which the web application has pages; `web/src/routes.ts` has the pages. Every other
 * address is answered as before: with a problem document.
 */
export const PAGE_PATHS = [
  ...['login', 'signup', 'forgot-password', 'reset-password', 'verify-email', 'change-email', 'join'],
  ...['notifications', 'settings', 'bookings', 'google'],
  ...['coaches', 'waitlist', 'logs', 'progress', 'sharing', 'payments', 'purchases'],
  ...['week', 'hours', 'session-types', 'clients', 'reviews', 'utilisation', 'earnings'],
  ...['overview', 'users', 'moderation', 'deliveries', 'webhooks', 'audit'],
] as const;
