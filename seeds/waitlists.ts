import type { Client } from 'pg';
import type { Calendar } from './calendar.js';
import { insert } from './insert.js';

const FULL_SESSION = `
  SELECT id, coach_id, starts_at FROM group_sessions WHERE coach_id = $1 AND seats_taken = capacity ORDER BY starts_at LIMIT 1`;

/** A coach gives up all slots that nobody holds: who wants one has to wait. */
const FILL = `
  UPDATE users SET total_slots = (
    SELECT max(slot_number) FROM bookings WHERE coach_id = $1 AND status IN ('pending', 'confirmed')) WHERE id = $1`;

/** Those who wait: two for a slot of a coach who has none left, and one for a seat in a full group session. Returns how many they are. */
export async function addWaitlists(
  client: Client,
  [, coachB, coachC]: readonly number[],
  clientIds: readonly number[],
  calendar: Calendar,
): Promise<number> {
  await client.query(FILL, [coachC]);
  const { rows } = await client.query<{ id: number; coach_id: number; starts_at: Date }>(FULL_SESSION, [coachB]);
  const waiting = (place: number, daysAgo: number) => {
    const at = calendar.past(-daysAgo, 9);
    return { client_id: clientIds[place - 1], status: 'waiting', looked_at: at, created_at: at, updated_at: at };
  };
  const seats = rows.map(({ id, coach_id, starts_at }) => ({
    ...waiting(2, 2),
    ...{ coach_id, kind: 'seat', group_session_id: id, expires_at: starts_at },
  }));
  const slots = [waiting(8, 3), waiting(9, 1)].map((entry) => ({ ...entry, coach_id: coachC, kind: 'slot' }));
  await insert(client, 'waitlist_entries', [...slots, ...seats]);
  return slots.length + seats.length;
}
