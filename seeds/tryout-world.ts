import type { Client } from 'pg';
import { FIRST_TRYOUT_ID } from '../src/openapi/examples/tryout-ids.js';
import type { Calendar } from './calendar.js';

export const SESSION_ID = '9b2f7d5e-0000-4000-8000-000000900001';

/** The `n`th row to try something out with. */
export const row = (n: number) => FIRST_TRYOUT_ID + n - 1;

/** The people whose rows can be tried out, by id. */
export interface TryoutWorld {
  readonly client: Client;
  readonly calendar: Calendar;
  readonly admin: number;
  readonly coach: number;
  readonly person: number;
  readonly throwaway: number;
}
