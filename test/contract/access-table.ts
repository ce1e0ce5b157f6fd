import type { World } from './access-world.js';

/** What a row sends; by default an empty body where there is one, with the ids of the world in the path. */
export interface Sent {
  /** For `{id}`: which one it is depends on the path. */
  readonly id?: number;
  readonly body?: object;
  readonly query?: string;
}

/**
 * Who may call what: the status of a valid request by
 *
 * - nobody: no token
 * - client: the client whose row it is, connected with `coach`
 * - other: another client
 * - coach: the connected coach
 * - stranger: a coach who is not connected
 * - admin
 * - bad: someone who may, but deactivated, with an ended session, or with a token that is expired, forged, signed with
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

  ['GET /bookings/coaches',                             401,  200,  200,  200,  200,  200,  401],
  ['GET /bookings/coaches/{coach_id}',                  401,  200,  200,  200,  200,  200,  401],
  ['POST /bookings/book',                               401,  201,  201,  403,  403,  403,  401, (world) => ({ body: { coach_id: world.coach.id, slot_number: 7 } })],
  ['GET /bookings/my-bookings',                         401,  200,  200,  200,  200,  403,  401],
  ['GET /bookings/bookings/{id}',                       401,  200,  403,  200,  403,  200,  401, (world) => ({ id: world.bookingId })],
  ['PUT /bookings/bookings/{id}',                       401,  200,  403,  200,  403,  200,  401, (world) => ({ id: world.bookingId, body: { status: 'cancelled' } })],
  ['GET /bookings/coach/bookings',                      401,  403,  403,  200,  200,  200,  401],
  ['GET /bookings/admin/bookings',                      401,  403,  403,  403,  403,  200,  401],
  ['GET /bookings/admin/coaches/{coach_id}/bookings',   401,  403,  403,  403,  403,  200,  401],

  ['GET /coach/clients',                                401,  403,  403,  200,  200,  200,  401],
  ['GET /coach/clients/{client_id}',                    401,  403,  403,  200,  403,  200,  401],
  ['GET /coach/clients/{client_id}/workout-logs',       401,  403,  403,  200,  403,  200,  401],
  ['GET /coach/clients/{client_id}/diet-logs',          401,  403,  403,  200,  403,  200,  401],
  ['GET /coach/clients/{client_id}/progress',           401,  403,  403,  200,  403,  200,  401],

  ['GET /admin/users',                                  401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/users/{user_id}',                        401,  403,  403,  403,  403,  200,  401],
];
