import type { Row } from './access-table.js';
import { PACK } from './worlds/packs.js';

// prettier-ignore
export const PACK_ACCESS: readonly Row[] = [
  //                                                 nobody client other coach stranger admin bad
  ['GET /bookings/coaches/{coach_id}/packs',            401,  200,  200,  200,  200,  200,  401],
  ['GET /client/credits',                               401,  200,  200,  403,  403,  403,  401],
  ['GET /coach/clients/{client_id}/credits',            401,  403,  403,  200,  403,  403,  401],
  ['GET /admin/reports/liabilities',                    401,  403,  403,  403,  403,  200,  401],
  ['POST /packs/{id}/purchase',                         401,  201,  201,  403,  403,  403,  401],
  ['POST /admin/purchases/{id}/refund',                 401,  403,  403,  403,  403,  200,  401],
  ['POST /admin/purchases/{id}/credits',                401,  403,  403,  403,  403,  200,  401, () => ({ body: { credits: 1, reason: 'The studio was closed.' } })],
  ['GET /coach/packs',                                  401,  403,  403,  200,  200,  403,  401],
  ['POST /coach/packs',                                 401,  403,  403,  201,  201,  403,  401, () => PACK],
  ['PUT /coach/packs/{id}',                             401,  403,  403,  200,  404,  403,  401, () => ({ body: { valid_days: 90 } })],
  ['DELETE /coach/packs/{id}',                          401,  403,  403,  204,  404,  403,  401],
];
