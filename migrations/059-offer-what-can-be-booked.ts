import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The function of migration 043 with the limit of a client. Slots alone are limited: seats are not. */
const next = (limit: string) => `
  CREATE OR REPLACE FUNCTION waitlist_next(coach integer, queue text, session integer, starts timestamptz, ends timestamptz, at timestamptz, passed integer[])
  RETURNS SETOF waitlist_entries LANGUAGE plpgsql AS $$
  DECLARE
    entry  waitlist_entries;
    reason text;
  BEGIN
    FOR entry IN
      SELECT e.* FROM waitlist_entries e
       WHERE e.coach_id = coach AND e.kind = queue AND e.group_session_id IS NOT DISTINCT FROM session AND e.status = 'waiting'
         AND e.id <> ALL (passed)
         AND NOT EXISTS (
           SELECT FROM connections c WHERE c.coach_id = coach AND c.client_id = e.client_id AND c.blocked_at IS NOT NULL)
       ORDER BY e.id FOR UPDATE SKIP LOCKED
    LOOP
      PERFORM FROM users u WHERE u.id = entry.client_id AND u.role = 'client' AND u.is_active FOR SHARE;
      CONTINUE WHEN NOT FOUND;
      DELETE FROM bookings b WHERE b.kind = 'hold' AND b.client_id = entry.client_id AND b.held_until <= at;
      reason := CASE
        WHEN queue = 'slot' AND ${limit} <= (
          SELECT count(*) FROM bookings b WHERE b.coach_id = coach AND b.client_id = entry.client_id
             AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed')
        ) THEN 'client-limit'
        WHEN EXISTS (
          SELECT FROM bookings b WHERE b.client_id = entry.client_id AND b.status IN ('pending', 'confirmed')
             AND b.scheduled_at IS NOT NULL AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange(starts, ends)
             AND starts IS NOT NULL
        ) THEN 'you-are-busy' END;
      IF reason IS NULL THEN
        RETURN NEXT entry;
        RETURN;
      END IF;
      UPDATE waitlist_entries e SET skipped_for = reason, updated_at = at
       WHERE e.id = entry.id AND e.skipped_for IS DISTINCT FROM reason;
    END LOOP;
  END $$`;

const COACH_LIMIT = `(SELECT s.client_limit FROM schedules s WHERE s.coach_id = coach)`;
/** CLIENT_LIMIT, where the coach sets none. 0 is no limit, and so is a session that is told nothing. */
const ANY_LIMIT = `coalesce(${COACH_LIMIT},
          nullif(nullif(current_setting('app.client_limit', true), ''), '0')::integer)`;

/** Those of migration 032. `more`: what else makes a coach one who can be booked. */
const offerSlot = (more: string) => `
  CREATE OR REPLACE FUNCTION waitlist_offer_slot(coach integer, slot integer, at timestamptz, passed integer[] DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM users u WHERE u.id = coach AND u.role = 'coach' AND u.is_active${more} AND slot <= u.total_slots FOR NO KEY UPDATE;
    IF NOT FOUND OR EXISTS (
      SELECT FROM bookings b WHERE b.coach_id = coach AND b.slot_number = slot AND b.status IN ('pending', 'confirmed')
    ) THEN
      RETURN;
    END IF;
    INSERT INTO bookings (coach_id, client_id, kind, slot_number, hold_id, held_until, waitlist_entry_id, created_at, updated_at)
    SELECT coach, e.client_id, 'offer', slot, gen_random_uuid(), waitlist_offer_ends(NULL, at), e.id, at, at
      FROM waitlist_next(coach, 'slot', NULL, NULL, NULL, at, passed) e
        ON CONFLICT DO NOTHING;
  END $$`;
const offerSeats = (more: string) => `
  CREATE OR REPLACE FUNCTION waitlist_offer_seats(session integer, at timestamptz, passed integer[] DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    seat  group_sessions;
    entry waitlist_entries;
  BEGIN
    LOOP
      SELECT g.* INTO seat FROM group_sessions g JOIN users u ON u.id = g.coach_id AND u.role = 'coach' AND u.is_active${more}
       WHERE g.id = session AND g.cancelled_at IS NULL AND g.seats_taken < g.capacity
         AND waitlist_offer_ends(g.starts_at, at) IS NOT NULL
         FOR NO KEY UPDATE OF g;
      EXIT WHEN NOT FOUND;
      SELECT * INTO entry FROM waitlist_next(seat.coach_id, 'seat', session, seat.starts_at, seat.ends_at, at, passed);
      EXIT WHEN NOT FOUND;
      passed := passed || entry.id;
      INSERT INTO bookings (coach_id, client_id, kind, group_session_id, scheduled_at, ends_at, hold_id, held_until,
        waitlist_entry_id, created_at, updated_at)
      VALUES (seat.coach_id, entry.client_id, 'offer', session, seat.starts_at, seat.ends_at, gen_random_uuid(),
              waitlist_offer_ends(seat.starts_at, at), entry.id, at, at)
          ON CONFLICT DO NOTHING;
    END LOOP;
  END $$`;

/** COACH_SIGNUP=approval. */
const APPROVED = `
       AND (u.is_verified OR coalesce(current_setting('app.coach_signup', true), '') <> 'approval')`;

/**
 * What nobody could accept is not offered: a slot to a client at CLIENT_LIMIT, anything of a coach who lost the approval that they need.
 * The server tells its sessions these settings (database.module.ts).
 */
export class OfferWhatCanBeBooked1735689600059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [next(ANY_LIMIT), offerSlot(APPROVED), offerSeats(APPROVED)]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of [next(COACH_LIMIT), offerSlot(''), offerSeats('')]) await runner.query(statement);
  }
}
