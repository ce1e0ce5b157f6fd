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
const OPEN = 'it asks all 1,000 coaches with hours';
const SEARCHED = 'it searches all 2,000 coaches for a text or a full calendar';

// prettier-ignore
export const SUMS: readonly Sum[] = [
  { operation: 'GET /bookings/coaches', query: /^q=coach/, reads: 4_000, because: SEARCHED },
  { operation: 'GET /bookings/coaches', query: /^available=false/, reads: 4_000, because: SEARCHED },
  { operation: 'GET /bookings/coaches', query: /^sort=rating&min_rating/, reads: 4_000, because: SEARCHED },
  { operation: 'GET /bookings/times', reads: 22_000, scans: ['time_off'], because: OPEN },
  { operation: 'GET /bookings/my-bookings as client', query: /status=|from=|when=/, reads: 1_500, because: OWN },
  { operation: 'GET /bookings/my-bookings as coach', query: /status=|from=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/coach/bookings as coach', query: /status=|from=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/admin/coaches/{coach_id}/bookings', query: /status=|from=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/admin/bookings', query: /coach_id.*status=/, reads: 5_500, because: OWN },
  { operation: 'GET /bookings/admin/bookings', query: /client_id.*status=/, reads: 1_500, because: OWN },
  { operation: 'GET /bookings/admin/bookings', query: /^(status=pending&)?from=/, reads: 5_000, because: PERIOD },
  { operation: 'GET /users/stats as client', reads: 6_100, because: OWN },
  { operation: 'GET /users/stats as coach', reads: 3_600, because: CLIENTS },
  { operation: 'GET /users/stats as admin', reads: 27_000, scans: ['users'], because: ALL },
  { operation: 'GET /client/coaches', reads: 3_000, because: OWN },
  { operation: 'GET /client/progress', reads: 6_000, because: OWN },
  { operation: 'GET /client/charts/workout-volume', reads: 800, because: OWN },
  { operation: 'GET /coach/clients as coach', reads: 1_300, because: CLIENTS },
  { operation: 'GET /coach/clients/{client_id}/progress as coach', reads: 6_000, because: OWN },
  { operation: 'GET /coach/clients/{client_id}/progress as admin', reads: 6_000, because: OWN },
  { operation: 'GET /coach/workout-plans as coach', reads: 3_100, because: CLIENTS },
  { operation: 'GET /coach/diet-plans as coach', reads: 3_100, because: CLIENTS },
  { operation: 'GET /coach/charts/engagement as coach', reads: 9_000, because: PERIOD },
  { operation: 'GET /coach/charts/engagement as admin', reads: 16_000, because: PERIOD },
  { operation: 'GET /coach/charts/plan-assignments as coach', reads: 3_900, because: CLIENTS },
  { operation: 'GET /coach/charts/plan-assignments as admin', reads: 50_000, scans: ['workout_plans', 'diet_plans'], because: ALL },
  { operation: 'GET /admin/stats', reads: 280_000, scans: ['users', 'workout_logs', 'diet_logs', 'workout_plans', 'diet_plans'], because: ALL },
  { operation: 'GET /admin/reports/usage', reads: 14_000, because: PERIOD },
  { operation: 'GET /coach/clients/{client_id}/attendance as coach', reads: 1_500, because: OWN },
  { operation: 'GET /coach/clients/{client_id}/attendance as admin', reads: 1_500, because: OWN },
  { operation: 'GET /coach/reports/utilisation', reads: 2_000, because: PERIOD },
  { operation: 'GET /admin/reports/utilisation', query: /coach_id/, reads: 2_000, because: PERIOD },
  { operation: 'GET /admin/reports/utilisation', reads: 120_000, scans: ['users', 'time_off', 'bookings'], because: PERIOD },
  { operation: 'GET /coach/earnings', reads: 1_000, because: PERIOD },
  { operation: 'GET /coach/reports/due', reads: 6_000, because: 'it may read all payments to one coach' },
  { operation: 'GET /admin/payments', query: /refund_status=done/, reads: 5_000, because: 'every tenth payment was refunded' },
  { operation: 'GET /admin/reports/liabilities', reads: 60_000, scans: ['users'], because: ALL },
  { operation: 'GET /admin/charts/user-growth', reads: 5_500, because: PERIOD },
  { operation: 'GET /admin/charts/platform-usage', reads: 9_000, because: PERIOD },
  { operation: 'GET /admin/charts/coach-performance', reads: 150_000, scans: ['users', 'bookings', 'workout_plans', 'diet_plans'], because: ALL },
  { operation: 'GET /admin/charts/system-health', reads: 27_000, scans: ['users'], because: ALL },
];
