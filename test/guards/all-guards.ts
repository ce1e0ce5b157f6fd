import { ACCOUNT_GUARDS } from './account-guards.js';
import { ACCOUNT_CONSTRAINTS } from './account-constraints.js';
import { ACCESS_GUARDS } from './access-guards.js';
import { AUDIT_GUARDS } from './audit-guards.js';
import { allowGuards } from './allow-guards.js';
import { BOOKING_CONSTRAINTS } from './booking-constraints.js';
import { CALENDAR_GUARDS } from './calendar-guards.js';
import { CONNECTION_GUARDS } from './connection-guards.js';
import { CREDIT_GUARDS } from './credit-guards.js';
import { DATABASE_GUARDS } from './database-guards.js';
import { EDGE_GUARDS } from './edge-guards.js';
import { GROUP_CONSTRAINTS } from './group-constraints.js';
import { EXPORT_GUARDS } from './export-guards.js';
import { ERASURE_GUARDS } from './erasure-guards.js';
import { EXTERNAL_CALENDAR_GUARDS } from './external-calendar-guards.js';
import type { Guard } from './guard.js';
import { GROUP_SESSION_GUARDS } from './group-session-guards.js';
import { PAYMENT_GUARDS } from './payment-guards.js';
import { REVIEW_GUARDS } from './review-guards.js';
import { OUTCOME_GUARDS } from './outcome-guards.js';
import { RETENTION_GUARDS } from './retention-guards.js';
import { RULE_GUARDS } from './rule-guards.js';
import { SCOPE_GUARDS } from './scope-guards.js';
import { SERIES_GUARDS } from './series-guards.js';
import { TABLE_CONSTRAINTS } from './table-constraints.js';
import { VIDEO_GUARDS } from './video-guards.js';
import { WAITLIST_GUARDS } from './waitlist-guards.js';
import { WEBHOOK_GUARDS } from './webhook-guards.js';

/** All guards: a test must notice when one of them is removed. */
export const ALL_GUARDS: readonly Guard[] = [
  ...BOOKING_CONSTRAINTS,
  ...GROUP_CONSTRAINTS,
  ...GROUP_SESSION_GUARDS,
  ...OUTCOME_GUARDS,
  ...TABLE_CONSTRAINTS,
  ...CALENDAR_GUARDS,
  ...CONNECTION_GUARDS,
  ...CREDIT_GUARDS,
  ...ERASURE_GUARDS,
  ...EXTERNAL_CALENDAR_GUARDS,
  ...EXPORT_GUARDS,
  ...PAYMENT_GUARDS,
  ...ACCOUNT_CONSTRAINTS,
  ...allowGuards(),
  ...ACCESS_GUARDS,
  ...AUDIT_GUARDS,
  ...ACCOUNT_GUARDS,
  ...SCOPE_GUARDS,
  ...REVIEW_GUARDS,
  ...RETENTION_GUARDS,
  ...RULE_GUARDS,
  ...SERIES_GUARDS,
  ...VIDEO_GUARDS,
  ...WAITLIST_GUARDS,
  ...WEBHOOK_GUARDS,
  ...EDGE_GUARDS,
  ...DATABASE_GUARDS,
];
