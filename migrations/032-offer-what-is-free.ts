import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an offer that is made at `at` lapses; null: nothing that starts so soon is offered. */
const OFFER_ENDS = `
  CREATE FUNCTION waitlist_offer_ends(starts timestamptz, at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN starts IS NULL THEN at + interval '2 hours'
                WHEN starts > at + interval '10 minutes'
                THEN at + least(interval '2 hours', greatest(interval '10 minutes', (starts - at) / 4)) END
  $$`;

/**
 * Returns the first entry of a queue whose client can take what is free. It notes why it skips the others, who keep their places, and
 * leaves out `passed`. Callers lock the row that joining locks, the coach's or the group session's, so it misses no new entry.
 */
const NEXT = `
  CREATE FUNCTION waitlist_next(coach integer, queue text, session integer, starts timestamptz, ends timestamptz, at timestamptz, passed integer[])
  RETURNS SETOF waitlist_entries LANGUAGE plpgsql AS $$
  DECLARE
    entry  waitlist_entries;
    reason text;
  BEGIN
    FOR entry IN
      SELECT e.* FROM waitlist_entries e
       WHERE e.coach_id = coach AND e.kind = queue AND e.group_session_id IS NOT DISTINCT FROM session AND e.status = 'waiting'
         AND e.id <> ALL (passed)
       ORDER BY e.id FOR UPDATE SKIP LOCKED
    LOOP
      PERFORM FROM users u WHERE u.id = entry.client_id AND u.role = 'client' AND u.is_active FOR SHARE;
      CONTINUE WHEN NOT FOUND;
      DELETE FROM bookings b WHERE b.kind = 'hold' AND b.client_id = entry.client_id AND b.held_until <= at;
      reason := CASE
        WHEN queue = 'slot' AND (SELECT s.client_limit FROM schedules s WHERE s.coach_id = coach) <= (
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

const OFFER_SLOT = `
  CREATE FUNCTION waitlist_offer_slot(coach integer, slot integer, at timestamptz, passed integer[] DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM users u WHERE u.id = coach AND u.role = 'coach' AND u.is_active AND slot <= u.total_slots FOR NO KEY UPDATE;
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

/** Offers all seats that are left. An offer that PostgreSQL refuses goes to the next one: the client is busy elsewhere just now. */
const OFFER_SEATS = `
  CREATE FUNCTION waitlist_offer_seats(session integer, at timestamptz, passed integer[] DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    seat  group_sessions;
    entry waitlist_entries;
  BEGIN
    LOOP
      SELECT g.* INTO seat FROM group_sessions g JOIN users u ON u.id = g.coach_id AND u.role = 'coach' AND u.is_active
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

/** Ends the offers of a coach and of a client that have lapsed. Entries come before offers, as for those who decline. */
const LAPSE = `
  CREATE FUNCTION waitlist_lapse(coach integer, client integer, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    lapsed integer;
  BEGIN
    FOR lapsed IN
      SELECT b.waitlist_entry_id FROM bookings b
       WHERE b.kind = 'offer' AND b.held_until <= at AND (b.coach_id = coach OR b.client_id = client)
       ORDER BY b.waitlist_entry_id
    LOOP
      UPDATE waitlist_entries e SET status = 'expired', updated_at = at WHERE e.id = lapsed AND e.status = 'offered';
    END LOOP;
  END $$`;

/** Time of a coach may have become free: the worker looks who waits for it. */
const NOTE_FREED = `
  CREATE FUNCTION waitlist_note_freed(coach integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO waitlist_freed (coach_id)
    SELECT coach WHERE EXISTS (
      SELECT FROM waitlist_entries e WHERE e.coach_id = coach AND e.kind = 'time' AND e.status = 'waiting')
  $$`;

/**
 * Waitlists: these functions offer a slot or a seat to the next client. Migration 033 calls them in the transaction that frees it.
 */
export class OfferWhatIsFree1735689600032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [OFFER_ENDS, NEXT, OFFER_SLOT, OFFER_SEATS, LAPSE, NOTE_FREED])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION waitlist_note_freed, waitlist_lapse, waitlist_offer_seats, waitlist_offer_slot, waitlist_next, waitlist_offer_ends
    `);
  }
}
