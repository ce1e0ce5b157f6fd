import type { admin as en } from '../en/admin.js';
import { bookings, filters, payments } from './admin/lists.js';
import { audit, deliveries, moderation } from './admin/operations.js';
import { overview } from './admin/overview.js';
import { users } from './admin/users.js';
import { webhooks } from './admin/webhooks.js';

/** The pages of admins. */
export const admin: typeof en = {
  overview,
  users,
  filters,
  bookings,
  payments,
  moderation,
  deliveries,
  webhooks,
  audit,
};
