export const PLAN_STATUSES = ['active', 'completed', 'paused', 'cancelled'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];
