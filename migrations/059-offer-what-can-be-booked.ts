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

/** The function of migration 035. `more`: what else changes in the seats of a group session that moves. */
const keepTime = (more: string) => `
  CREATE OR REPLACE FUNCTION group_sessions_keep_time() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    role text := coalesce(nullif(split_part(current_setting('app.actor', true), ' ', 2), ''), 'system');
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO bookings (coach_id, kind, group_session_id, scheduled_at, ends_at, session_type_id, session_type_name,
        buffer_before, buffer_after, created_at, updated_at)
      SELECT NEW.coach_id, 'group_session', NEW.id, NEW.starts_at, NEW.ends_at, t.id, NEW.session_type_name,
             t.buffer_before_minutes, t.buffer_after_minutes, NEW.created_at, NEW.updated_at
        FROM session_types t WHERE t.id = NEW.session_type_id;
    ELSIF NEW.cancelled_at IS NULL THEN
      UPDATE bookings b SET scheduled_at = NEW.starts_at, ends_at = NEW.ends_at, updated_at = NEW.updated_at${more}
       WHERE b.group_session_id = NEW.id AND b.status IN ('pending', 'confirmed');
      UPDATE waitlist_entries e SET expires_at = NEW.starts_at WHERE e.group_session_id = NEW.id AND e.status IN ('waiting', 'offered');
    ELSE
      UPDATE waitlist_entries e SET status = 'expired', updated_at = NEW.updated_at
       WHERE e.group_session_id = NEW.id AND e.status IN ('waiting', 'offered');
      UPDATE bookings b SET status = 'cancelled', cancelled_by = role, updated_at = NEW.updated_at
       WHERE b.group_session_id = NEW.id AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed');
      DELETE FROM bookings b WHERE b.group_session_id = NEW.id AND b.kind = 'group_session';
    END IF;
    RETURN NULL;
  END $$`;
/** An offer ends when its session starts, at the latest. */
const ENDS_BY_START = `,
             held_until = CASE WHEN b.held_until IS NOT NULL THEN least(b.held_until, NEW.starts_at) END`;

/** As migration 034 made it. */
const BEGIN_GROUP_BEFORE = `
  CREATE OR REPLACE FUNCTION group_sessions_begin(session integer, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    coach  integer := (SELECT g.coach_id FROM group_sessions g WHERE g.id = session);
    client integer;
  BEGIN
    PERFORM bookings_begin(coach, NULL, at);
    FOR client IN
      SELECT b.client_id FROM bookings b
       WHERE b.group_session_id = session AND b.client_id IS NOT NULL AND b.status IN ('pending', 'confirmed') ORDER BY b.client_id
    LOOP
      PERFORM bookings_take_turns(NULL, client);
    END LOOP;
    RETURN true;
  END $$`;
/** Ends what has expired of those who take part, too, with any coach. Turns come before the rows that lapsing locks. */
const BEGIN_GROUP = `
  CREATE OR REPLACE FUNCTION group_sessions_begin(session integer, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    coach   integer := (SELECT g.coach_id FROM group_sessions g WHERE g.id = session);
    clients integer[];
    client  integer;
  BEGIN
    PERFORM bookings_begin(coach, NULL, at);
    clients := ARRAY(
      SELECT b.client_id FROM bookings b
       WHERE b.group_session_id = session AND b.client_id IS NOT NULL AND b.status IN ('pending', 'confirmed') ORDER BY b.client_id);
    FOREACH client IN ARRAY clients LOOP
      PERFORM bookings_take_turns(NULL, client);
    END LOOP;
    DELETE FROM bookings WHERE id IN (
      SELECT b.id FROM bookings b WHERE b.kind = 'hold' AND b.held_until <= at AND b.client_id = ANY (clients) ORDER BY b.id FOR UPDATE);
    FOR client IN
      SELECT b.client_id FROM bookings b
       WHERE b.kind = 'offer' AND b.held_until <= at AND b.client_id = ANY (clients) ORDER BY b.waitlist_entry_id
    LOOP
      PERFORM waitlist_lapse(NULL, client, at);
    END LOOP;
    RETURN true;
  END $$`;

/** The function of migration 034. `counted`: what counts for the coach's limit of a day. */
const claim = (counted: string) => `
  CREATE OR REPLACE FUNCTION bookings_claim(
    coach integer, client integer, starts timestamptz, ends timestamptz, before integer, after integer, moved integer,
    is_own boolean, at timestamptz, most_of_client integer, most_holds integer,
    schedule_version integer, most_a_day integer, day_start timestamptz, day_end timestamptz, spent uuid DEFAULT NULL,
    version xid DEFAULT NULL, slot integer DEFAULT NULL, entry integer DEFAULT NULL, most_offers integer DEFAULT NULL
  ) RETURNS boolean LANGUAGE plpgsql COST 10000 AS $$
  BEGIN
    IF starts IS NULL AND most_of_client IS NULL AND spent IS NULL THEN
      -- Who books the slot and a time looks for this booking in their turn.
      PERFORM pg_advisory_xact_lock('bookings'::regclass::oid::integer, coach);
      RETURN true;
    END IF;
    PERFORM bookings_begin(coach, client, at);
    IF version IS NOT NULL THEN
      PERFORM FROM bookings b WHERE b.id = moved AND b.xmin = version FOR NO KEY UPDATE;
      IF NOT FOUND THEN
        RETURN false;
      END IF;
    END IF;
    IF slot IS NOT NULL AND EXISTS (
      SELECT FROM bookings b WHERE b.coach_id = coach AND b.slot_number = slot AND b.status IN ('pending', 'confirmed')
         AND coalesce(b.hold_id <> spent, true)
    ) THEN
      RETURN false;
    END IF;
    IF most_of_client IS NOT NULL AND most_of_client <= (
      SELECT count(*) FROM bookings b WHERE b.coach_id = coach AND b.client_id = client
         AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed') AND b.id IS DISTINCT FROM moved
    ) THEN
      RETURN false;
    END IF;
    IF starts IS NOT NULL AND (schedule_version IS DISTINCT FROM (
      SELECT s.version FROM schedules s WHERE s.coach_id = coach AND schedule_version IS NOT NULL
    ) OR EXISTS (
      SELECT FROM bookings b WHERE b.coach_id = coach AND b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL
         AND bookings_kept_free(b.scheduled_at, b.ends_at, b.buffer_before, b.buffer_after)
          && bookings_kept_free(starts, ends, before, after)
         AND (b.group_session_id IS NULL OR b.kind = 'group_session')
         AND b.id IS DISTINCT FROM moved AND NOT (is_own AND b.held_until IS NOT NULL AND b.client_id = client)
    ) OR EXISTS (
      SELECT FROM bookings b WHERE b.client_id = client AND b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL
         AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange(starts, ends)
         AND b.id IS DISTINCT FROM moved AND NOT (is_own AND b.held_until IS NOT NULL)
    ) OR most_a_day <= (
      SELECT count(*) FROM bookings b WHERE b.coach_id = coach AND b.status IN ('pending', 'confirmed')
         AND b.slot_number IS NULL AND b.scheduled_at >= day_start AND b.scheduled_at < day_end
         AND ${counted}
         AND b.id IS DISTINCT FROM moved
    )) THEN
      RETURN false;
    END IF;
    IF entry IS NOT NULL THEN
      PERFORM FROM waitlist_entries e WHERE e.id = entry AND e.status = 'waiting' FOR NO KEY UPDATE;
      RETURN FOUND AND most_offers > (
        SELECT count(*) FROM bookings b WHERE b.coach_id = coach AND b.kind = 'offer' AND b.slot_number IS NULL AND b.group_session_id IS NULL);
    END IF;
    -- Its owner may have let it go since it was read.
    IF spent IS NOT NULL AND NOT bookings_spend(spent, client, at) THEN
      RETURN false;
    END IF;
    IF is_own AND starts IS NOT NULL THEN
      PERFORM bookings_drop_own(coach, client, starts, ends, before, after, at, most_holds IS NULL);
    END IF;
    RETURN most_holds IS NULL OR most_holds > (
      SELECT count(*) FROM bookings b WHERE b.kind = 'hold' AND b.client_id = client);
  END $$`;
const BOOKED = `(b.kind = 'booking' AND b.group_session_id IS NULL OR b.kind = 'group_session')`;
/** Holds and offers of times count, too, but not against those for whom they are kept. */
const BOOKED_OR_KEPT = `(b.group_session_id IS NULL OR b.kind = 'group_session')
         AND (b.held_until IS NULL OR b.client_id IS DISTINCT FROM client)`;

/**
 * Offers only what its client can accept: no slot to a client at CLIENT_LIMIT, nothing of a coach who lost a needed approval, no seat after
 * the start, the last session of a day to one alone. The server tells its sessions the settings (database.module.ts). Nothing that
 * has expired stands in the way of a group session that moves.
 */
export class OfferWhatCanBeBooked1735689600059 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const offers = [next(ANY_LIMIT), offerSlot(APPROVED), offerSeats(APPROVED)];
    for (const statement of [...offers, keepTime(ENDS_BY_START), BEGIN_GROUP, claim(BOOKED_OR_KEPT)])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const offers = [next(COACH_LIMIT), offerSlot(''), offerSeats('')];
    for (const statement of [...offers, keepTime(''), BEGIN_GROUP_BEFORE, claim(BOOKED)]) await runner.query(statement);
  }
}
