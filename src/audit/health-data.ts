/** What of a client someone else can read; `activity` is how much they log. */
export const HEALTH_DATA = ['profile', 'workout_logs', 'diet_logs', 'progress', 'plans', 'activity'] as const;
export type HealthData = (typeof HEALTH_DATA)[number];
