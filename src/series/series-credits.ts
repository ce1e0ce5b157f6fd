import type { Transaction } from '../database/database.js';
import { coverAll } from './domain/credit-cover.js';

/** Credits of a client that fit a session type. Locks their purchases: bookings take credits from them. */
const FITTING = `
  SELECT p.credits_left AS "left", p.expires_at AS "expiresAt" FROM pack_purchases p
   WHERE p.client_id = $1 AND p.coach_id = $2 AND p.credits_left > 0
     AND (p.session_type_ids IS NULL OR $3 = ANY (p.session_type_ids))
   ORDER BY p.expires_at NULLS LAST, p.id FOR NO KEY UPDATE`;

/** For the rest of the transaction bookings take no credits. */
const WITHOUT = `SELECT set_config('app.credits', 'off', true)`;

/** Credits pay for a series as a whole or not at all; else each of its sessions is paid by itself. */
export async function reserveWholeOrNothing(
  tx: Transaction,
  pair: { readonly client_id: number; readonly coach_id: number },
  typeId: number,
  starts: readonly Date[],
): Promise<void> {
  const rows = await tx.rows<{ left: number; expiresAt: string | null }>(FITTING, [
    pair.client_id,
    pair.coach_id,
    typeId,
  ]);
  const credits = rows.map(({ left, expiresAt }) => ({
    left,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
  }));
  if (!coverAll(starts, credits)) await tx.rows(WITHOUT);
}
