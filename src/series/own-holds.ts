import type { Length } from '../availability/domain/free-times.js';
import type { Transaction } from '../database/database.js';
import type { Pair } from './series-turn.js';

/** Most clients have none, and then no session is looked at. */
const DROP = `
  SELECT bookings_drop_own($1, $2, start, start + make_interval(mins => $4), $5, $6, $7, true)
    FROM unnest($3::timestamptz[]) AS start
   WHERE EXISTS (SELECT FROM bookings b WHERE b.client_id = $2 AND b.kind = 'hold')
      OR EXISTS (SELECT FROM bookings b WHERE b.client_id = $2 AND b.kind = 'offer')`;

/** Ends the client's own holds and offers that sessions overlap; an offer of the very time counts as booked. */
export async function dropOwn(
  tx: Transaction,
  pair: Pair,
  { starts, length, now }: { readonly starts: readonly Date[]; readonly length: Length; readonly now: Date },
): Promise<void> {
  const { minutes, before, after } = length;
  await tx.rows(DROP, [pair.coach_id, pair.client_id, starts, minutes, before, after, now]);
}
