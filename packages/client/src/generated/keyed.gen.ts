// Generated from openapi.json by scripts/client.mjs

/** The operations that take an Idempotency-Key. */
export const KEYED: ReadonlySet<string> = new Set([
  'sessionTypesCreate',
  'bookingsBook',
  'coachGroupSessionsCreate',
  'timesHold',
  'timesBookForClient',
  'seriesBook',
  'waitlistJoin',
  'waitlistAccept',
  'coachPacksCreate',
  'externalCalendarsAdd',
  'workoutLogsCreate',
  'dietLogsCreate',
  'coachWorkoutPlansCreate',
  'coachDietPlansCreate',
  'coachTimeOffCreate',
  'feedbackLeave',
]);
