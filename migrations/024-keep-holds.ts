import type { MigrationInterface, QueryRunner } from 'typeorm';

const claim = (parameters: string, withoutTime: string, first: string) => `
  CREATE FUNCTION bookings_claim(
    coach integer, client integer, starts timestamptz, ends timestamptz, before integer, after integer, moved integer,
    is_own boolean, at timestamptz, most_of_client integer, most_holds integer,
    schedule_version integer, most_a_day integer, day_start timestamptz, day_end timestamptz, spent uuid DEFAULT NULL${parameters}
  ) RETURNS boolean LANGUAGE plpgsql COST 10000 AS $$
  BEGIN
    IF starts IS NULL AND most_of_client IS NULL THEN${withoutTime}
      RETURN true;
    END IF;
    PERFORM bookings_begin(coach, client, at);${first}
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

/** As migration 019 made it. */
const CLAIM_BEFORE = claim('', '', '');

/**
 * Says no before it drops a hold wherever the writer would get no row: when somebody else changed the booking that is to be
 * moved (`version`: its xmin when it was read), and when somebody else booked the slot.
 */
const CLAIM = claim(
  ', version xid DEFAULT NULL, slot integer DEFAULT NULL',
  `
      -- Who books the slot and a time looks for this booking in their turn.
      PERFORM pg_advisory_xact_lock('bookings'::regclass::oid::integer, coach);`,
  `
    IF version IS NOT NULL THEN
      PERFORM FROM bookings b WHERE b.id = moved AND b.xmin = version FOR NO KEY UPDATE;
      IF NOT FOUND THEN
        RETURN false;
      END IF;
    END IF;
    IF slot IS NOT NULL AND EXISTS (
      SELECT FROM bookings b WHERE b.coach_id = coach AND b.slot_number = slot AND b.status IN ('pending', 'confirmed')
    ) THEN
      RETURN false;
    END IF;`,
);

const DROP = `DROP FUNCTION bookings_claim`;

/** A client keeps their hold when the booking or the move that would have replaced it is refused. */
export class KeepHolds1735689600024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DROP);
    await runner.query(CLAIM);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DROP);
    await runner.query(CLAIM_BEFORE);
  }
}
