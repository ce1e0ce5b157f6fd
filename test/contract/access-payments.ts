import type { Row } from './access-table.js';
import { LAST_MONTH } from './worlds/outcomes.js';

// prettier-ignore
export const PAYMENT_ACCESS: readonly Row[] = [
  //                                                 nobody client other coach stranger admin bad
  ['POST /bookings/bookings/{id}/checkout',             401,  200,  403,  403,  403,  403,  401],
  ['POST /bookings/bookings/{id}/payment',              401,  403,  403,  200,  403,  200,  401, () => ({ body: { outcome: 'received' } })],
  ['GET /client/payments',                              401,  200,  200,  403,  403,  403,  401],
  ['GET /client/payments/{id}/receipt',                 401,  200,  404,  403,  403,  403,  401],
  ['GET /coach/earnings',                               401,  403,  403,  200,  200,  403,  401, () => LAST_MONTH],
  ['GET /coach/reports/due',                            401,  403,  403,  200,  200,  403,  401],
  ['GET /admin/reports/due',                            401,  403,  403,  403,  403,  200,  401],
  ['GET /admin/payments',                               401,  403,  403,  403,  403,  200,  401],
  ['POST /admin/payments/refunds/{id}/retry',           401,  403,  403,  403,  403,  204,  401],
  ['POST /payments/webhooks/{provider}',                204,  204,  204,  204,  204,  204,  204, (world) => world.payment()],
];
