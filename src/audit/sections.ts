import type { HealthData } from './health-data.js';

/**
 * The parts of a client's data that they share with a coach, or do not. `health` is the part of the profile that HEALTH_FIELDS lists;
 * plans belong to what they plan.
 */
export const SECTIONS = ['profile', 'health', 'workouts', 'diet', 'progress'] as const;
export type Section = (typeof SECTIONS)[number];

/** What each read may have shown, for entries of the access log that are older than sections. */
export const SECTIONS_OF: Readonly<Record<HealthData, readonly Section[]>> = {
  profile: ['profile', 'health'],
  workout_logs: ['workouts'],
  diet_logs: ['diet'],
  progress: ['progress'],
  plans: ['workouts', 'diet'],
  activity: ['workouts', 'diet'],
};
