/** What an entry of the admin audit is about: the first argument of each trigger `…_audit`. */
export const AUDITED = [
  'user',
  'booking',
  'group_session',
  'feedback',
  'review',
  'purchase',
  'refund',
  'workout_plan',
  'diet_plan',
  'delivery',
  'webhook',
] as const;
export type Audited = (typeof AUDITED)[number];

export const AUDIT_ACTIONS = ['create', 'change', 'delete'] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
