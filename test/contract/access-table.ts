import type { World } from './access-world.js';

/** What a row sends besides its path, whose ids are the world’s. */
export interface Sent {
  readonly body?: object;
  /** Only what the operation cannot do without. */
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * The status of a valid request, by caller:
 *
 * - nobody: no token
 * - client: the client whose row it is, connected with `coach`
 * - other: another client
 * - coach: the connected coach
 * - stranger: a coach who is not connected
 * - admin
 * - bad: an allowed caller who is deactivated, whose login session has ended, or whose token is expired, forged, signed with
 *   another algorithm, or of another type
 */
export type Row = readonly [
  operation: string,
  nobody: number,
  client: number,
  other: number,
  coach: number,
  stranger: number,
  admin: number,
  bad: number,
  send?: (world: World) => Sent | Promise<Sent>,
];

// prettier-ignore
export const ACCESS: readonly Row[] = [
  //                                                 nobody client other coach stranger admin bad
  ['GET /health',                                       200,  200,  200,  200,  200,  200,  200],
  ['GET /health/live',                                  200,  200,  200,  200,  200,  200,  200],
  ['GET /health/ready',                                 200,  200,  200,  200,  200,  200,  200],

  ['POST /auth/signup',                                 201,  201,  201,  201,  201,  201,  201, (world) => world.newAccount()],
  ['POST /auth/login',                                  200,  200,  200,  200,  200,  200,  200, (world) => world.login()],
  ['POST /auth/refresh',                                200,  200,  200,  200,  200,  200,  200, (world) => world.refresh()],
  ['GET /auth/me',                                      401,  200,  200,  200,  200,  200,  401],
  ['POST /auth/logout',                                 401,  200,  200,  200,  200,  200,  401],
  ['POST /auth/logout-all',                             401,  200,  200,  200,  200,  200,  401],
  ['POST /auth/password',                               401,  200,  200,  200,  200,  200,  401, (world) => world.newPassword()],
  ['POST /auth/password-reset',                         202,  202,  202,  202,  202,  202,  202, (world) => world.forgotten()],
  ['POST /auth/password-reset/confirm',                 200,  200,  200,  200,  200,  200,  200, (world) => world.passwordReset()],
  ['POST /auth/verify-email/send',                      401,  202,  202,  202,  202,  202,  401, (world) => world.withoutThrottle({})],
  ['POST /auth/verify-email',                           200,  200,  200,  200,  200,  200,  200, (world) => world.verification()],
  ['POST /auth/email',                                  401,  202,  202,  202,  202,  202,  401, (world) => world.newEmail()],
  ['POST /auth/email/confirm',                          200,  200,  200,  200,  200,  200,  200, (world) => world.emailChange()],

  ['GET /bookings/coaches',                             401,  200,  200,  200,  200,  200,  401],
  ['GET /bookings/coaches/{coach_id}',                  401,  200,  200,  200,  200,  200,  401],
  ['GET /bookings/coaches/{coach_id}/session-types',    401,  200,  200,  200,  200,  200,  401],
  ['GET /bookings/coaches/{coach_id}/times',            401,  200,  200,  200,  200,  200,  401],
  ['GET /bookings/coaches/{coach_id}/times/explain',    401,  200,  200,  200,  200,  200,  401, (world) => ({ query: { starts_at: world.time } })],
  ['GET /bookings/times',                               401,  200,  200,  200,  200,  200,  401, (world) => ({ query: { starts_at: world.time } })],
  ['POST /bookings/holds',                              401,  201,  201,  403,  403,  403,  401, (world) => ({ body: { coach_id: world.coach.id, scheduled_at: world.time } })],
  ['DELETE /bookings/holds/{id}',                       401,  204,  404,  403,  403,  403,  401],
  ['POST /bookings/waitlist',                           401,  201,  201,  403,  403,  403,  401, (world) => ({ body: world.wish })],
  ['GET /bookings/waitlist',                            401,  200,  200,  200,  200,  200,  401],
  ['GET /bookings/waitlist/{id}',                       401,  200,  404,  200,  404,  200,  401],
  ['DELETE /bookings/waitlist/{id}',                    401,  204,  404,  403,  403,  403,  401],
  ['POST /bookings/waitlist/{id}/accept',               401,  201,  404,  403,  403,  403,  401],
  ['POST /bookings/waitlist/{id}/decline',              401,  200,  404,  403,  403,  403,  401],
  ['POST /bookings/book',                               401,  201,  201,  403,  403,  403,  401, (world) => ({ body: { coach_id: world.coach.id, slot_number: 7 } })],
  ['GET /bookings/group-sessions',                      401,  200,  200,  200,  200,  200,  401],
  ['GET /bookings/my-bookings',                         401,  200,  200,  200,  200,  403,  401],
  ['GET /bookings/bookings/{id}',                       401,  200,  403,  200,  403,  200,  401],
  ['PUT /bookings/bookings/{id}',                       401,  200,  403,  200,  403,  200,  401, () => ({ body: { status: 'cancelled' } })],
  ['POST /bookings/bookings/{id}/move',                 401,  200,  403,  200,  403,  200,  401, (world) => ({ body: { scheduled_at: world.time } })],
  ['GET /bookings/bookings/{id}/history',               401,  200,  403,  200,  403,  200,  401],
  ['GET /bookings/bookings/{id}/calendar.ics',          401,  200,  403,  200,  403,  200,  401],
  ['GET /bookings/series',                              401,  200,  200,  200,  200,  200,  401],
  ['POST /bookings/series/preview',                     401,  200,  200,  403,  403,  403,  401, (world) => world.series()],
  ['POST /bookings/series',                             401,  201,  201,  403,  403,  403,  401, (world) => world.series()],
  ['GET /bookings/series/{id}',                         401,  200,  403,  200,  403,  200,  401],
  ['POST /bookings/series/{id}/confirm',                401,  403,  403,  200,  403,  403,  401],
  ['POST /bookings/series/{id}/cancel',                 401,  200,  403,  200,  403,  200,  401, () => ({ body: { reason: 'Moving away' } })],
  ['POST /bookings/series/{id}/move',                   401,  200,  403,  200,  403,  200,  401, (world) => world.seriesMove()],
  ['GET /bookings/coach/bookings',                      401,  403,  403,  200,  200,  200,  401],
  ['GET /bookings/admin/bookings',                      401,  403,  403,  403,  403,  200,  401],
  ['GET /bookings/admin/coaches/{coach_id}/bookings',   401,  403,  403,  403,  403,  200,  401],

  ['GET /calendars',                                    401,  200,  200,  200,  200,  403,  401],
  ['POST /calendars',                                   401,  201,  201,  201,  201,  403,  401, () => ({ body: { detail: 'titles' } })],
  ['DELETE /calendars/{id}',                            401,  404,  404,  204,  404,  403,  401],
  ['GET /calendars/{secret}.ics',                       200,  200,  200,  200,  200,  200,  200],

  ['GET /users/me',                                     401,  200,  200,  200,  200,  200,  401],
  ['GET /users/me/settings',                            401,  200,  200,  200,  200,  200,  401],
  ['PUT /users/me/settings',                            401,  200,  200,  200,  200,  200,  401, () => ({ body: { time_zone: 'Europe/Berlin' } })],
  ['GET /users/stats',                                  401,  200,  200,  200,  200,  200,  401],

  ['GET /client/workout-logs',                          401,  200,  200,  200,  200,  200,  401],
  ['POST /client/workout-logs',                         401,  201,  201,  201,  201,  201,  401, () => ({ body: { workout_date: '2026-11-23', exercise_name: 'Running' } })],
  ['GET /client/workout-logs/{id}',                     401,  200,  404,  404,  404,  404,  401],
  ['PUT /client/workout-logs/{id}',                     401,  200,  404,  404,  404,  404,  401, () => ({ body: { notes: 'Mine' } })],
  ['DELETE /client/workout-logs/{id}',                  401,  204,  404,  404,  404,  404,  401],
  ['GET /client/diet-logs',                             401,  200,  200,  200,  200,  200,  401],
  ['POST /client/diet-logs',                            401,  201,  201,  201,  201,  201,  401, () => ({ body: { meal_date: '2026-11-23', meal_type: 'lunch', food_name: 'Rice' } })],
  ['GET /client/diet-logs/{id}',                        401,  200,  404,  404,  404,  404,  401],
  ['PUT /client/diet-logs/{id}',                        401,  200,  404,  404,  404,  404,  401, () => ({ body: { notes: 'Mine' } })],
  ['DELETE /client/diet-logs/{id}',                     401,  204,  404,  404,  404,  404,  401],
  ['GET /client/workout-plans',                         401,  200,  200,  200,  200,  200,  401],
  ['GET /client/workout-plans/{id}',                    401,  200,  404,  404,  404,  404,  401],
  ['GET /client/diet-plans',                            401,  200,  200,  200,  200,  200,  401],
  ['GET /client/diet-plans/{id}',                       401,  200,  404,  404,  404,  404,  401],
  ['GET /client/progress',                              401,  200,  200,  200,  200,  200,  401],
  ['GET /client/charts/workout-frequency',              401,  200,  200,  200,  200,  200,  401],
  ['GET /client/charts/diet-adherence',                 401,  200,  200,  200,  200,  200,  401],
  ['GET /client/charts/workout-volume',                 401,  200,  200,  200,  200,  200,  401],
  ['GET /client/access-log',                            401,  200,  200,  200,  200,  200,  401],
  ['GET /client/profile',                               401,  200,  200,  200,  200,  200,  401],
  ['PUT /client/profile',                               401,  200,  200,  200,  200,  200,  401, () => ({ body: { age: 30 } })],

  ['POST /coach/bookings',                              401,  403,  403,  201,  403,  403,  401, (world) => ({ body: { client_id: world.client.id, scheduled_at: world.time } })],
  ['GET /coach/slots',                                  401,  403,  403,  200,  200,  403,  401],
  ['PUT /coach/slots',                                  401,  403,  403,  200,  200,  403,  401, () => ({ body: { total_slots: 12 } })],
  ['GET /coach/schedule',                               401,  403,  403,  200,  200,  403,  401],
  ['PUT /coach/schedule',                               401,  403,  403,  200,  200,  403,  401, () => ({ body: { notice_minutes: 60 } })],
  ['GET /coach/schedule/dates',                         401,  403,  403,  200,  200,  403,  401],
  ['PUT /coach/schedule/dates/{date}',                  401,  403,  403,  200,  200,  403,  401, () => ({ body: { hours: [] } })],
  ['DELETE /coach/schedule/dates/{date}',               401,  403,  403,  204,  404,  403,  401],
  ['GET /coach/time-off',                               401,  403,  403,  200,  200,  403,  401],
  ['POST /coach/time-off',                              401,  403,  403,  201,  201,  403,  401, () => ({ body: { from: '2030-01-01', to: '2030-01-02' } })],
  ['DELETE /coach/time-off/{id}',                       401,  403,  403,  204,  404,  403,  401],
  ['GET /coach/group-sessions',                         401,  403,  403,  200,  200,  403,  401],
  ['POST /coach/group-sessions',                        401,  403,  403,  201,  404,  403,  401, (world) => ({ body: { session_type_id: world.groupType, starts_at: world.time } })],
  ['GET /coach/group-sessions/{id}',                    401,  403,  403,  200,  404,  403,  401],
  ['PUT /coach/group-sessions/{id}',                    401,  403,  403,  200,  404,  403,  401, (world) => ({ body: { starts_at: world.time } })],
  ['DELETE /coach/group-sessions/{id}',                 401,  403,  403,  204,  404,  403,  401],
  ['POST /coach/group-sessions/{id}/confirm',           401,  403,  403,  200,  404,  403,  401],
  ['GET /coach/session-types',                          401,  403,  403,  200,  200,  403,  401],
  ['POST /coach/session-types',                         401,  403,  403,  201,  201,  403,  401, () => ({ body: { name: 'Check-up', minutes: 30 } })],
  ['PUT /coach/session-types/{id}',                     401,  403,  403,  200,  404,  403,  401, () => ({ body: { minutes: 45 } })],
  ['DELETE /coach/session-types/{id}',                  401,  403,  403,  204,  404,  403,  401],
  ['GET /coach/clients',                                401,  403,  403,  200,  200,  200,  401],
  ['GET /coach/clients/{client_id}',                    401,  403,  403,  200,  403,  200,  401],
  ['GET /coach/clients/{client_id}/workout-logs',       401,  403,  403,  200,  403,  200,  401],
  ['GET /coach/clients/{client_id}/diet-logs',          401,  403,  403,  200,  403,  200,  401],
  ['GET /coach/clients/{client_id}/progress',           401,  403,  403,  200,  403,  200,  401],
  ['GET /coach/workout-plans',                          401,  403,  403,  200,  200,  200,  401],
  ['POST /coach/workout-plans',                         401,  403,  403,  201,  403,  201,  401, (world) => ({ body: { user_id: world.client.id, name: 'Base', start_date: '2026-11-23' } })],
  ['GET /coach/workout-plans/{id}',                     401,  403,  403,  200,  403,  200,  401],
  ['PUT /coach/workout-plans/{id}',                     401,  403,  403,  200,  403,  200,  401, () => ({ body: { status: 'paused' } })],
  ['DELETE /coach/workout-plans/{id}',                  401,  403,  403,  204,  403,  204,  401],
  ['GET /coach/diet-plans',                             401,  403,  403,  200,  200,  200,  401],
  ['POST /coach/diet-plans',                            401,  403,  403,  201,  403,  201,  401, (world) => ({ body: { user_id: world.client.id, name: 'Base', start_date: '2026-11-23' } })],
  ['GET /coach/diet-plans/{id}',                        401,  403,  403,  200,  403,  200,  401],
  ['PUT /coach/diet-plans/{id}',                        401,  403,  403,  200,  403,  200,  401, () => ({ body: { status: 'paused' } })],
  ['DELETE /coach/diet-plans/{id}',                     401,  403,  403,  204,  403,  204,  401],
  ['GET /coach/charts/client-overview',                 401,  403,  403,  200,  200,  200,  401],
  ['GET /coach/charts/engagement',                      401,  403,  403,  200,  200,  200,  401],
  ['GET /coach/charts/plan-assignments',                401,  403,  403,  200,  200,  200,  401],
  ['GET /coach/profile',                                401,  403,  403,  200,  200,  200,  401],
  ['PUT /coach/profile',                                401,  403,  403,  200,  200,  200,  401, () => ({ body: { experience: '10 years' } })],

  ['GET /notifications',                                401,  200,  200,  200,  200,  200,  401],
  ['GET /notifications/unread-count',                   401,  200,  200,  200,  200,  200,  401],
  ['GET /notifications/stream',                         401,  200,  200,  200,  200,  200,  401],
  ['POST /notifications/read-all',                      401,  204,  204,  204,  204,  204,  401],
  ['POST /notifications/{id}/read',                     401,  204,  404,  404,  404,  404,  401],

  ['GET /admin/users',                                  401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/users/{user_id}',                        401,  403,  403,  403,  403,  200,  401],
  ['PUT /admin/users/{user_id}',                        401,  403,  403,  403,  403,  200,  401, () => ({ body: { full_name: 'Jo' } })],
  ['DELETE /admin/users/{user_id}',                     401,  403,  403,  403,  403,  204,  401],
  ['GET /admin/stats',                                  401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/reports/usage',                          401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/charts/user-growth',                     401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/charts/platform-usage',                  401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/charts/coach-performance',               401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/charts/system-health',                   401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/deliveries',                             401,  403,  403,  403,  403,  200,  401],
  ['POST /admin/deliveries/{id}/retry',                 401,  403,  403,  403,  403,  202,  401],

  ['POST /feedback',                                    201,  201,  201,  201,  201,  201,  201, () => ({ body: { message: 'Nice' } })],
  ['GET /feedback',                                     401,  403,  403,  403,  403,  200,  401],
  ['PUT /feedback/{id}',                                401,  403,  403,  403,  403,  200,  401, () => ({ body: { status: 'resolved' } })],
];
