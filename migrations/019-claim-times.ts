import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Writers of times take turns for the coach, then for the client: overlaps would deadlock otherwise. */
const TAKE_TURNS = `
  CREATE FUNCTION bookings_take_turns(coach integer, client integer) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock('bookings'::regclass::oid::integer, coach);
    PERFORM pg_advisory_xact_lock('bookings'::regclass::oid::integer, client);
  END $$`;

/**
 * Takes turns and drops holds that have expired. For writers of times that bookings_claim does not ask. Locks both people before any
 * hold, the client first, as a deletion does, which would deadlock otherwise; and the holds in one order.
 */
const BEGIN = `
  CREATE FUNCTION bookings_begin(coach integer, client integer, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM bookings_take_turns(coach, client);
    PERFORM FROM users u WHERE u.id IN (coach, client) ORDER BY u.id = coach FOR KEY SHARE;
    DELETE FROM bookings WHERE id IN (
      SELECT b.id FROM bookings b WHERE b.kind = 'hold' AND b.held_until <= at AND (b.coach_id = coach OR b.client_id = client)
       ORDER BY b.id FOR UPDATE);
    RETURN true;
  END $$`;

/** The time that a booking keeps its coach from others: its buffers belong to it. */
const KEPT_FREE = `
  CREATE FUNCTION bookings_kept_free(starts timestamptz, ends timestamptz, before integer, after integer)
  RETURNS tstzrange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT tstzrange((starts AT TIME ZONE 'UTC' - make_interval(mins => before)) AT TIME ZONE 'UTC',
                     (ends AT TIME ZONE 'UTC' + make_interval(mins => after)) AT TIME ZONE 'UTC')
  $$`;

/**
 * Asks, when it is the writer's turn, whether a time may be written, and drops what stands in the way but does not count: holds
 * that have expired and, when the client writes, the holds of their own. Limits and the version of the schedule are null when they
 * do not bind. Each statement of a function sees what was committed before it, so nothing changes between its answer and the row.
 */
const CLAIM = `
  CREATE FUNCTION bookings_claim(
    coach integer, client integer, starts timestamptz, ends timestamptz, before integer, after integer, moved integer,
    is_own boolean, at timestamptz, most_of_client integer, most_holds integer,
    schedule_version integer, most_a_day integer, day_start timestamptz, day_end timestamptz, spent uuid DEFAULT NULL
  ) RETURNS boolean LANGUAGE plpgsql COST 10000 AS $$
  BEGIN
    IF starts IS NULL AND most_of_client IS NULL THEN
      RETURN true;
    END IF;
    PERFORM bookings_begin(coach, client, at);
    IF most_of_client IS NOT NULL AND most_of_client <= (
      SELECT count(*) FROM bookings b WHERE b.coach_id = coach AND b.client_id = client
         AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed') AND b.id IS DISTINCT FROM moved
    ) THEN
      RETURN false;
    END IF;
    IF starts IS NULL THEN
      RETURN true;
    END IF;
    IF schedule_version IS DISTINCT FROM (
      SELECT s.version FROM schedules s WHERE s.coach_id = coach AND schedule_version IS NOT NULL
    ) OR EXISTS (
      SELECT FROM bookings b WHERE b.coach_id = coach AND b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL
         AND bookings_kept_free(b.scheduled_at, b.ends_at, b.buffer_before, b.buffer_after)
          && bookings_kept_free(starts, ends, before, after)
         AND b.id IS DISTINCT FROM moved AND NOT (is_own AND b.kind = 'hold' AND b.client_id = client)
    ) OR EXISTS (
      SELECT FROM bookings b WHERE b.client_id = client AND b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL
         AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange(starts, ends)
         AND b.id IS DISTINCT FROM moved AND NOT (is_own AND b.kind = 'hold')
    ) OR most_a_day <= (
      SELECT count(*) FROM bookings b WHERE b.coach_id = coach AND b.status IN ('pending', 'confirmed')
         AND b.kind = 'booking' AND b.slot_number IS NULL AND b.scheduled_at >= day_start AND b.scheduled_at < day_end
         AND b.id IS DISTINCT FROM moved
    ) THEN
      RETURN false;
    END IF;
    -- Its owner may have let the hold go since it was read.
    IF spent IS NOT NULL THEN
      DELETE FROM bookings b WHERE b.kind = 'hold' AND b.client_id = client AND b.hold_id = spent;
      IF NOT FOUND THEN
        RETURN false;
      END IF;
    END IF;
    IF is_own THEN
      DELETE FROM bookings b WHERE b.kind = 'hold' AND b.client_id = client
         AND (tstzrange(b.scheduled_at, b.ends_at) && tstzrange(starts, ends) OR b.coach_id = coach
              AND bookings_kept_free(b.scheduled_at, b.ends_at, b.buffer_before, b.buffer_after)
               && bookings_kept_free(starts, ends, before, after));
    END IF;
    RETURN most_holds IS NULL OR most_holds > (
      SELECT count(*) FROM bookings b WHERE b.kind = 'hold' AND b.client_id = client);
  END $$`;

/** Refuses changes of status that nobody may make; src/bookings/domain/booking-status.ts decides who may make the others. */
const guardTransition = (moves: string, locks: string, counts: string) => `
      CREATE OR REPLACE FUNCTION bookings_guard_transition() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (OLD.status, NEW.status) NOT IN (
          ('pending', 'pending'), ('pending', 'confirmed'), ('pending', 'cancelled'),
          ('confirmed', 'confirmed'), ('confirmed', 'completed'), ('confirmed', 'cancelled'),
          ('completed', 'completed'), ('cancelled', 'cancelled')
        )${moves} THEN
          RAISE EXCEPTION 'a booking cannot go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_legal_transition';
        END IF;
        IF OLD.status NOT IN ('pending', 'confirmed') AND NEW.scheduled_at IS DISTINCT FROM OLD.scheduled_at THEN
          RAISE EXCEPTION 'a % booking cannot be moved', OLD.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_legal_transition';
        END IF;
        -- Two sessions that are moved onto each other's time would each wait for the other's row, a deadlock: an UPDATE
        -- writes first and looks for overlaps then. So those who write a time of one coach or client do so in turn.
        IF NEW.status IN ('pending', 'confirmed') AND NEW.scheduled_at IS NOT NULL THEN
${locks}
        END IF;${counts}
        RETURN NEW;
      END $$
    `;

/** As migration 004 made it. */
const GUARD_BEFORE = guardTransition(
  '',
  `          PERFORM pg_advisory_xact_lock(TG_RELID::integer, least(NEW.coach_id, NEW.client_id));
          PERFORM pg_advisory_xact_lock(TG_RELID::integer, greatest(NEW.coach_id, NEW.client_id));`,
  '',
);
/** A confirmed booking that its client moves is pending again. `sequence` counts every change of status or time. */
const GUARD = guardTransition(
  ` AND NOT ((OLD.status, NEW.status) = ('confirmed', 'pending')
            AND coalesce(NEW.scheduled_at <> OLD.scheduled_at, false))`,
  `          PERFORM bookings_take_turns(NEW.coach_id, NEW.client_id);`,
  `
        IF (OLD.status, OLD.scheduled_at) IS DISTINCT FROM (NEW.status, NEW.scheduled_at) THEN
          NEW.sequence := OLD.sequence + 1;
        END IF;`,
);

const countSlots = (passed: string, total: string, isCounted: string, seat: string) => `
      CREATE OR REPLACE FUNCTION bookings_count_slots() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        held   boolean := TG_OP <> 'INSERT' AND OLD.status IN ('pending', 'confirmed');
        holds  boolean := TG_OP <> 'DELETE' AND NEW.status IN ('pending', 'confirmed');
        passed boolean := TG_OP = 'UPDATE' AND ${passed};${total}
      BEGIN
        IF held AND (passed OR NOT holds)${isCounted} THEN
          UPDATE users SET available_slots = available_slots + 1 WHERE id = OLD.coach_id;
        END IF;
        IF holds AND NOT held THEN
          -- Waits for whoever deactivates or deletes the client, and makes them wait: no booking slips past them.
          PERFORM FROM users WHERE id = NEW.client_id AND role = 'client' AND is_active FOR SHARE;
          IF NOT FOUND THEN
            RAISE EXCEPTION 'user % is no active client', NEW.client_id
              USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_client_active';
          END IF;
        END IF;
        IF holds AND (passed OR NOT held) THEN
${seat}
        END IF;
        RETURN NULL;
      END $$
    `;

const TAKE_SLOT = `UPDATE users SET available_slots = available_slots - 1
           WHERE id = NEW.coach_id AND role = 'coach' AND is_active`;
const REFUSE_COACH = `          -- The row was read before this lock: the coach may have been deactivated in between.
          IF NOT FOUND THEN
            RAISE EXCEPTION 'user % is no active coach', NEW.coach_id
              USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_coach_bookable';
          END IF;`;

/** As migration 004 made it. */
const COUNT_BEFORE = countSlots('OLD.coach_id <> NEW.coach_id', '', '', `          ${TAKE_SLOT};\n${REFUSE_COACH}`);
/** A booking without a slot takes none, but its people are asked for all the same. */
const COUNT = countSlots(
  '(OLD.coach_id, OLD.slot_number) IS DISTINCT FROM (NEW.coach_id, NEW.slot_number)',
  `
        total  integer;`,
  ` AND OLD.slot_number IS NOT NULL`,
  `          IF NEW.slot_number IS NULL THEN
            PERFORM FROM users WHERE id = NEW.coach_id AND role = 'coach' AND is_active FOR SHARE;
          ELSE
            ${TAKE_SLOT} RETURNING total_slots INTO total;
          END IF;
${REFUSE_COACH}
          IF NEW.slot_number > total THEN
            RAISE EXCEPTION 'the coach has % slots', total
              USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_slot_exists';
          END IF;`,
);

const countOn = (columns: string) => `
  CREATE OR REPLACE TRIGGER "A_bookings_count_slots" AFTER INSERT OR DELETE OR UPDATE OF ${columns} ON bookings
    FOR EACH ROW EXECUTE FUNCTION bookings_count_slots()`;

const COUNT_ON_BEFORE = countOn('status, coach_id');
/** Another slot may be one that does not exist, and a slot given up for a time is free. */
const COUNT_ON = countOn('status, coach_id, slot_number');

/** Writers of times take turns and ask once more whether the time is free; slots that do not exist are refused. */
export class ClaimTimes1735689600019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [TAKE_TURNS, BEGIN, KEPT_FREE, CLAIM, GUARD, COUNT, COUNT_ON])
      await runner.query(statement);
  }

  /** Holds go first, while the count still leaves out bookings without a slot. The version before does not know holds. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM bookings WHERE kind = 'hold'`);
    await runner.query(GUARD_BEFORE);
    await runner.query(COUNT_BEFORE);
    await runner.query(COUNT_ON_BEFORE);
    await runner.query(`DROP FUNCTION bookings_claim, bookings_kept_free, bookings_begin, bookings_take_turns`);
  }
}
