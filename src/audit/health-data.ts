/** The kinds of health data that others can read. `activity` is the number of logs. */
export const HEALTH_DATA = ['profile', 'workout_logs', 'diet_logs', 'progress', 'plans', 'activity'] as const;
export type HealthData = (typeof HEALTH_DATA)[number];
