import { type Acting, actorText } from '../database/acting.js';
import type { Transaction } from '../database/database.js';
import { OCCURRENCE_COLUMNS, type OccurrenceRow } from './series-rows.js';

/** A statement of its own: those after it see what was committed before the turn came. */
const TAKE_TURN = `SELECT bookings_begin($1, $2, $3), set_config('app.actor', $4, true)`;

/** In one order, so that two who lock them do not wait for each other. */
const LOCK = `
  SELECT ${OCCURRENCE_COLUMNS} FROM bookings b WHERE b.series_id = $1 AND b.kind = 'booking' ORDER BY b.id FOR NO KEY UPDATE`;

/** The two people of a series. */
export interface Pair {
  readonly coach_id: number;
  readonly client_id: number;
}

/** Waits until nobody else writes times of the two, locks both, and says who acts. It lasts until the transaction ends. */
export async function takeTurn(tx: Transaction, pair: Pair, acting: Acting, now: Date): Promise<void> {
  await tx.rows(TAKE_TURN, [pair.coach_id, pair.client_id, now, actorText(acting)]);
}

/** All bookings of a series, locked, in the order in which the rule wants them. */
export async function lockOccurrences(tx: Transaction, seriesId: number): Promise<OccurrenceRow[]> {
  const rows = await tx.rows<OccurrenceRow>(LOCK, [seriesId]);
  return rows.sort((a, b) => Date.parse(a.series_at) - Date.parse(b.series_at) || a.id - b.id);
}
