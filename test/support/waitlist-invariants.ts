import type { TestApp } from './app.js';

const UNMATCHED = `
  SELECT e.id, e.status FROM waitlist_entries e
   WHERE (e.status = 'offered') <> EXISTS (SELECT FROM bookings b WHERE b.kind = 'offer' AND b.waitlist_entry_id = e.id)`;

/** Slots that are free while somebody waits who could take one. The limit of the coach is the only thing that can keep them from it. */
const IDLE_SLOTS = `
  SELECT e.id, u.id AS coach FROM waitlist_entries e
    JOIN users u ON u.id = e.coach_id AND u.is_active AND u.role = 'coach' AND u.available_slots > 0
    JOIN users c ON c.id = e.client_id AND c.is_active
    LEFT JOIN schedules s ON s.coach_id = u.id
   WHERE e.kind = 'slot' AND e.status = 'waiting' AND NOT coalesce(s.client_limit <= (
     SELECT count(*) FROM bookings b WHERE b.coach_id = u.id AND b.client_id = c.id AND b.kind = 'booking'
        AND b.status IN ('pending', 'confirmed')), false)`;

/** Seats that are free while somebody waits who is not busy then. */
const IDLE_SEATS = `
  SELECT e.id, g.id AS session FROM waitlist_entries e
    JOIN group_sessions g ON g.id = e.group_session_id AND g.cancelled_at IS NULL AND g.seats_taken < g.capacity
    JOIN users u ON u.id = g.coach_id AND u.is_active JOIN users c ON c.id = e.client_id AND c.is_active
   WHERE e.status = 'waiting' AND NOT EXISTS (
     SELECT FROM bookings b WHERE b.client_id = c.id AND b.status IN ('pending', 'confirmed')
        AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange(g.starts_at, g.ends_at))`;

/** Expects that entries are offered exactly while they have an offer, and that nothing is free while somebody waits who can take it. */
export async function expectSoundWaitlists(app: TestApp): Promise<void> {
  const [unmatched, slots, seats] = [await app.sql(UNMATCHED), await app.sql(IDLE_SLOTS), await app.sql(IDLE_SEATS)];
  expect({ unmatched, slots, seats }).toEqual({ unmatched: [], slots: [], seats: [] });
}
