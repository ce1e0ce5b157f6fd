import type { MigrationInterface, QueryRunner } from 'typeorm';

const begin = (lapse: string) => `
  CREATE OR REPLACE FUNCTION bookings_begin(coach integer, client integer, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM bookings_take_turns(coach, client);
    PERFORM FROM users u WHERE u.id IN (coach, client) ORDER BY u.id = coach FOR KEY SHARE;
    DELETE FROM bookings WHERE id IN (
      SELECT b.id FROM bookings b WHERE b.kind = 'hold' AND b.held_until <= at AND (b.coach_id = coach OR b.client_id = client)
       ORDER BY b.id FOR UPDATE);${lapse}
    RETURN true;
  END $$`;

/** As migration 019 made it. */
const BEGIN_BEFORE = begin('');
/** Ends offers that have lapsed, too. */
const BEGIN = begin(`
    PERFORM waitlist_lapse(coach, client, at);`);

/** Ends the hold or the offer that a booking uses; false when it has expired, was used or is another's. */
const SPEND = `
  CREATE FUNCTION bookings_spend(spent uuid, client integer, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE waitlist_entries e SET status = 'booked', updated_at = at FROM bookings b
     WHERE b.kind = 'offer' AND b.client_id = client AND b.hold_id = spent AND b.held_until > at
       AND e.id = b.waitlist_entry_id AND e.status = 'offered';
    IF NOT FOUND THEN
      DELETE FROM bookings b WHERE b.kind = 'hold' AND b.client_id = client AND b.hold_id = spent;
    END IF;
    RETURN FOUND;
  END $$`;

/**
 * Drops the holds and offers of a client that a session of theirs overlaps, and those that it comes too close to with the same coach.
 * Each kind has its own index, so each is named with the client.
 */
const DROP_OWN = `
  CREATE FUNCTION bookings_drop_own(
    coach integer, client integer, starts timestamptz, ends timestamptz, before integer, after integer, at timestamptz, books boolean
  ) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    own bookings;
  BEGIN
    FOR own IN
      SELECT b.* FROM bookings b
       WHERE (b.kind = 'hold' AND b.client_id = client OR b.kind = 'offer' AND b.client_id = client) AND b.scheduled_at IS NOT NULL
         AND (tstzrange(b.scheduled_at, b.ends_at) && tstzrange(starts, ends) OR b.coach_id = coach AND b.group_session_id IS NULL
              AND bookings_kept_free(b.scheduled_at, b.ends_at, b.buffer_before, b.buffer_after)
               && bookings_kept_free(starts, ends, before, after))
       ORDER BY b.id
    LOOP
      IF own.kind = 'hold' THEN
        DELETE FROM bookings b WHERE b.id = own.id;
      ELSE
        UPDATE waitlist_entries e SET updated_at = at, status = CASE
                 WHEN books AND own.coach_id = coach AND own.group_session_id IS NULL AND own.scheduled_at = starts THEN 'booked'
                 ELSE 'waiting' END
         WHERE e.id = own.waitlist_entry_id AND e.status = 'offered';
      END IF;
    END LOOP;
  END $$`;

/**
 * As migration 024 made it. Seats keep no time of the coach: their group session does. The client's own offers count like their
 * holds. \`spent\` is a hold or an offer; \`entry\` the waitlist entry for which a time is offered, while the coach has fewer than
 * \`most_offers\`.
 */
const CLAIM = `
  CREATE FUNCTION bookings_claim(
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
         AND (b.kind = 'booking' AND b.group_session_id IS NULL OR b.kind = 'group_session')
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

/** Takes turns for a group session: its coach's, then those of all who have a seat or an offer, in one order. */
const BEGIN_GROUP = `
  CREATE FUNCTION group_sessions_begin(session integer, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
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

/** The group session as it is when it is the writer's turn, if the client may take a seat; an offer of theirs is used. */
const CLAIM_SEAT = `
  CREATE FUNCTION group_sessions_claim_seat(session integer, client integer, at timestamptz, spent uuid DEFAULT NULL)
  RETURNS SETOF group_sessions LANGUAGE plpgsql COST 10000 AS $$
  DECLARE
    coach integer := (SELECT g.coach_id FROM group_sessions g WHERE g.id = session);
    seat  group_sessions;
    own   uuid;
  BEGIN
    PERFORM bookings_begin(coach, client, at);
    SELECT g.* INTO seat FROM group_sessions g
     WHERE g.id = session AND g.cancelled_at IS NULL AND g.starts_at > at FOR NO KEY UPDATE;
    own := (SELECT b.hold_id FROM bookings b WHERE b.kind = 'offer' AND b.client_id = client AND b.group_session_id = session);
    IF seat.id IS NULL OR spent IS NOT NULL AND own IS DISTINCT FROM spent OR own IS NULL AND seat.seats_taken >= seat.capacity OR EXISTS (
      SELECT FROM bookings b WHERE b.client_id = client AND b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL
         AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange(seat.starts_at, seat.ends_at) AND b.held_until IS NULL
    ) OR own IS NOT NULL AND NOT bookings_spend(own, client, at) THEN
      RETURN;
    END IF;
    UPDATE waitlist_entries e SET status = 'booked', updated_at = at
     WHERE e.client_id = client AND e.group_session_id = session AND e.status = 'waiting';
    PERFORM bookings_drop_own(NULL, client, seat.starts_at, seat.ends_at, 0, 0, at, true);
    RETURN QUERY SELECT g.* FROM group_sessions g WHERE g.id = session;
  END $$`;

const countSlots = (hasClient: string) => `
      CREATE OR REPLACE FUNCTION bookings_count_slots() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        held   boolean := TG_OP <> 'INSERT' AND OLD.status IN ('pending', 'confirmed');
        holds  boolean := TG_OP <> 'DELETE' AND NEW.status IN ('pending', 'confirmed');
        passed boolean := TG_OP = 'UPDATE' AND (OLD.coach_id, OLD.slot_number) IS DISTINCT FROM (NEW.coach_id, NEW.slot_number);
        total  integer;
      BEGIN
        IF held AND (passed OR NOT holds) AND OLD.slot_number IS NOT NULL THEN
          UPDATE users SET available_slots = available_slots + 1 WHERE id = OLD.coach_id;
        END IF;
        IF holds AND NOT held${hasClient} THEN
          -- Waits for whoever deactivates or deletes the client, and makes them wait: no booking slips past them.
          PERFORM FROM users WHERE id = NEW.client_id AND role = 'client' AND is_active FOR SHARE;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'user % is no active client', NEW.client_id
              USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_client_active';
          END IF;
        END IF;
        IF holds AND (passed OR NOT held) THEN
          IF NEW.slot_number IS NULL THEN
            PERFORM FROM users WHERE id = NEW.coach_id AND role = 'coach' AND is_active FOR SHARE;
          ELSE
            UPDATE users SET available_slots = available_slots - 1
           WHERE id = NEW.coach_id AND role = 'coach' AND is_active RETURNING total_slots INTO total;
          END IF;
          -- The row was read before this lock: the coach may have been deactivated in between.
          IF NOT FOUND THEN
            RAISE EXCEPTION 'user % is no active coach', NEW.coach_id
              USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_coach_bookable';
          END IF;
          IF NEW.slot_number > total THEN
            RAISE EXCEPTION 'the coach has % slots', total
              USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_slot_exists';
          END IF;
        END IF;
        RETURN NULL;
      END $$
    `;

/** As migration 019 made it. */
const COUNT_BEFORE = countSlots('');
/** The row of a group session has no client. */
const COUNT = countSlots(` AND NEW.kind <> 'group_session'`);

/**
 * Claims of seats and of offers. The claim of migration 024 keeps its text for the way back, under another name; the version before
 * asks the new one as well as the old one, since what is new has defaults.
 */
export class ClaimSeats1735689600034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER FUNCTION bookings_claim RENAME TO bookings_claim_024`);
    for (const statement of [BEGIN, SPEND, DROP_OWN, CLAIM, BEGIN_GROUP, CLAIM_SEAT, COUNT])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP FUNCTION bookings_claim, group_sessions_claim_seat, group_sessions_begin, bookings_drop_own, bookings_spend`,
    );
    await runner.query(BEGIN_BEFORE);
    await runner.query(COUNT_BEFORE);
    await runner.query(`ALTER FUNCTION bookings_claim_024 RENAME TO bookings_claim`);
  }
}
