import type { Readers } from './environment.js';

/** Two years, with a leap day: PostgreSQL lets nobody remove younger entries of the access log. */
const LEAST_OF_ACCESS_LOG = 731;

/** For how many days rows are kept; null: for good. */
export interface RetentionDays {
  readonly notifications: number | null;
  readonly deliveries: number | null;
  readonly webhook_deliveries: number | null;
  readonly events: number | null;
  readonly unverified_accounts: number | null;
  readonly access_log: number | null;
}

export type RetentionRule = keyof RetentionDays;

/** Reads RETENTION_…: days, or off. */
export function readRetention(read: Readers): RetentionDays {
  return {
    notifications: read.days('RETENTION_NOTIFICATIONS', '365d'),
    deliveries: read.days('RETENTION_MAILS', '365d'),
    webhook_deliveries: read.days('RETENTION_WEBHOOKS', '365d'),
    events: read.days('RETENTION_EVENTS', '365d'),
    unverified_accounts: read.days('RETENTION_UNVERIFIED_ACCOUNTS', 'off', 7),
    access_log: read.days('RETENTION_ACCESS_LOG', `${LEAST_OF_ACCESS_LOG}d`, LEAST_OF_ACCESS_LOG),
  };
}
