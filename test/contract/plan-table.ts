/** The most statements that an operation may send to PostgreSQL, without the one that authenticates. */
// prettier-ignore
export const STATEMENTS: Readonly<Record<string, number>> = {
  'GET /health': 0,
  'GET /health/live': 0,
  'GET /health/ready': 4,
  'POST /auth/signup': 5,
  'POST /auth/login': 5,
  'POST /auth/refresh': 11,
  'GET /auth/me': 1,
  'POST /auth/logout': 1,
  'POST /auth/logout-all': 3,
  'POST /auth/password': 7,
  'GET /bookings/coaches': 1,
  'GET /bookings/coaches/{coach_id}': 1,
  'POST /bookings/book': 1,
  'POST /bookings/book with an Idempotency-Key': 7,
  'GET /bookings/my-bookings': 1,
  'GET /bookings/bookings/{id}': 1,
  'PUT /bookings/bookings/{id}': 3,
  'GET /bookings/coach/bookings': 1,
  'GET /bookings/admin/bookings': 1,
  'GET /bookings/admin/coaches/{coach_id}/bookings': 2,
  'GET /users/me': 1,
  'GET /users/me/settings': 1,
  'PUT /users/me/settings': 2,
  'GET /users/stats': 1,
  'GET /client/workout-logs': 1,
  'POST /client/workout-logs': 1,
  'POST /client/workout-logs with an Idempotency-Key': 7,
  'GET /client/workout-logs/{id}': 1,
  'PUT /client/workout-logs/{id}': 1,
  'DELETE /client/workout-logs/{id}': 1,
  'GET /client/diet-logs': 1,
  'POST /client/diet-logs': 1,
  'POST /client/diet-logs with an Idempotency-Key': 7,
  'GET /client/diet-logs/{id}': 1,
  'PUT /client/diet-logs/{id}': 1,
  'DELETE /client/diet-logs/{id}': 1,
  'GET /client/workout-plans': 1,
  'GET /client/workout-plans/{id}': 1,
  'GET /client/diet-plans': 1,
  'GET /client/diet-plans/{id}': 1,
  'GET /client/progress': 1,
  'GET /client/charts/workout-frequency': 1,
  'GET /client/charts/diet-adherence': 1,
  'GET /client/charts/workout-volume': 1,
  'GET /client/access-log': 1,
  'GET /client/profile': 1,
  'PUT /client/profile': 1,
  'GET /coach/clients': 2,
  'GET /coach/clients/{client_id}': 2,
  'GET /coach/clients/{client_id}/workout-logs': 2,
  'GET /coach/clients/{client_id}/diet-logs': 2,
  'GET /coach/clients/{client_id}/progress': 2,
  'GET /coach/workout-plans': 2,
  'POST /coach/workout-plans': 1,
  'POST /coach/workout-plans with an Idempotency-Key': 7,
  'PUT /coach/workout-plans/{id}': 5,
  'DELETE /coach/workout-plans/{id}': 1,
  'GET /coach/diet-plans': 2,
  'POST /coach/diet-plans': 1,
  'POST /coach/diet-plans with an Idempotency-Key': 7,
  'PUT /coach/diet-plans/{id}': 5,
  'DELETE /coach/diet-plans/{id}': 1,
  'GET /coach/charts/client-overview': 2,
  'GET /coach/charts/engagement': 1,
  'GET /coach/charts/plan-assignments': 1,
  'GET /coach/profile': 1,
  'PUT /coach/profile': 1,
  'GET /admin/users': 2,
  'GET /admin/users/{user_id}': 2,
  'PUT /admin/users/{user_id}': 7,
  'DELETE /admin/users/{user_id}': 13,
  'GET /admin/stats': 2,
  'GET /admin/reports/usage': 3,
  'GET /admin/charts/user-growth': 1,
  'GET /admin/charts/platform-usage': 1,
  'GET /admin/charts/coach-performance': 2,
  'GET /admin/charts/system-health': 2,
  'POST /feedback': 1,
  'POST /feedback with an Idempotency-Key': 7,
  'GET /feedback': 1,
  'PUT /feedback/{id}': 2,
};

/** An exception: an answer that must aggregate or search many rows. */
export interface Sum {
  /** The operation as in the access table; ` as <role>` limits the exception to one role. */
  readonly operation: string;
  /** Limits the exception to query strings that match. */
  readonly query?: RegExp;
  /** The most rows that one statement may read. */
  readonly reads: number;
  /** Big tables that a statement may read completely. */
  readonly scans?: readonly string[];
  readonly because: string;
}

const OWN = 'it searches or sums the past of one person, independent of the number of other people';
const CLIENTS = 'it covers all 500 clients of one coach';
const PERIOD = 'it covers all rows of a period, not of all time';
const ALL = 'it is a figure of the whole platform';
const SEARCHED = 'it searches all 2,000 coaches for a text or a full calendar';

// prettier-ignore
export const SUMS: readonly Sum[] = [
  { operation: 'GET /bookings/coaches', query: /^q=coach/, reads: 2_600, because: SEARCHED },
  { operation: 'GET /bookings/coaches', query: /^available=false/, reads: 2_600, because: SEARCHED },
  { operation: 'GET /bookings/my-bookings as client', query: /status=|from=/, reads: 1_500, because: OWN },
  { operation: 'GET /bookings/my-bookings as coach', query: /status=|from=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/coach/bookings as coach', query: /status=|from=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/admin/coaches/{coach_id}/bookings', query: /status=|from=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/admin/bookings', query: /coach_id.*status=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/admin/bookings', query: /client_id.*status=/, reads: 1_500, because: OWN },
  { operation: 'GET /bookings/admin/bookings', query: /^from=/, reads: 5_000, because: PERIOD },
  { operation: 'GET /users/stats as client', reads: 6_100, because: OWN },
  { operation: 'GET /users/stats as coach', reads: 3_600, because: CLIENTS },
  { operation: 'GET /users/stats as admin', reads: 27_000, scans: ['users'], because: ALL },
  { operation: 'GET /client/progress', reads: 6_000, because: OWN },
  { operation: 'GET /client/charts/workout-volume', reads: 800, because: OWN },
  { operation: 'GET /coach/clients as coach', reads: 1_300, because: CLIENTS },
  { operation: 'GET /coach/clients/{client_id}/progress as coach', reads: 6_000, because: OWN },
  { operation: 'GET /coach/clients/{client_id}/progress as admin', reads: 6_000, because: OWN },
  { operation: 'GET /coach/workout-plans as coach', reads: 2_900, because: CLIENTS },
  { operation: 'GET /coach/diet-plans as coach', reads: 2_900, because: CLIENTS },
  { operation: 'GET /coach/charts/client-overview as coach', reads: 4_000, because: CLIENTS },
  { operation: 'GET /coach/charts/engagement as coach', reads: 9_000, because: PERIOD },
  { operation: 'GET /coach/charts/engagement as admin', reads: 14_000, because: PERIOD },
  { operation: 'GET /coach/charts/plan-assignments as coach', reads: 3_900, because: CLIENTS },
  { operation: 'GET /coach/charts/plan-assignments as admin', reads: 50_000, scans: ['workout_plans', 'diet_plans'], because: ALL },
  { operation: 'GET /admin/stats', reads: 280_000, scans: ['users', 'workout_logs', 'diet_logs', 'workout_plans', 'diet_plans'], because: ALL },
  { operation: 'GET /admin/reports/usage', reads: 13_000, because: PERIOD },
  { operation: 'GET /admin/charts/user-growth', reads: 4_500, because: PERIOD },
  { operation: 'GET /admin/charts/platform-usage', reads: 9_000, because: PERIOD },
  { operation: 'GET /admin/charts/coach-performance', reads: 120_000, scans: ['users', 'bookings', 'workout_plans', 'diet_plans'], because: ALL },
  { operation: 'GET /admin/charts/system-health', reads: 27_000, scans: ['users'], because: ALL },
];
