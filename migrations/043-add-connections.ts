import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The function of migration 032, which leaves blocked clients out when `more` says so. They keep their places. */
const next = (more: string) => `
  CREATE OR REPLACE FUNCTION waitlist_next(coach integer, queue text, session integer, starts timestamptz, ends timestamptz, at timestamptz, passed integer[])
  RETURNS SETOF waitlist_entries LANGUAGE plpgsql AS $$
  DECLARE
    entry  waitlist_entries;
    reason text;
  BEGIN
    FOR entry IN
      SELECT e.* FROM waitlist_entries e
       WHERE e.coach_id = coach AND e.kind = queue AND e.group_session_id IS NOT DISTINCT FROM session AND e.status = 'waiting'
         AND e.id <> ALL (passed)${more}
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

const NOT_BLOCKED = `
         AND NOT EXISTS (
           SELECT FROM connections c WHERE c.coach_id = coach AND c.client_id = e.client_id AND c.blocked_at IS NOT NULL)`;

const TABLE = `
  CREATE TABLE connections (
    coach_id   integer NOT NULL,
    client_id  integer NOT NULL,
    profile    boolean NOT NULL DEFAULT true,
    health     boolean NOT NULL DEFAULT true,
    workouts   boolean NOT NULL DEFAULT true,
    diet       boolean NOT NULL DEFAULT true,
    progress   boolean NOT NULL DEFAULT true,
    ended_at   timestamptz(3),
    blocked_at timestamptz(3),
    notes      text,
    noted_at   timestamptz(3),
    CONSTRAINT connections_pkey PRIMARY KEY (coach_id, client_id),
    CONSTRAINT connections_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT connections_client_id_fkey FOREIGN KEY (client_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT connections_two_people CHECK (coach_id <> client_id),
    CONSTRAINT connections_notes_length CHECK (char_length(notes) BETWEEN 1 AND 10000),
    CONSTRAINT connections_notes_whole CHECK ((notes IS NULL) = (noted_at IS NULL))
  )`;

const REFUSE_DELETED = `
  CREATE FUNCTION connections_refuse_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM users u WHERE u.id IN (NEW.coach_id, NEW.client_id) AND u.deleted_at IS NOT NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'the user is deleted' USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
  END $$`;

/** Offers pass: an error here would undo the cancellation that makes something free. Accepting one is a booking. */
const REFUSE_BLOCKED = `
  CREATE FUNCTION connections_refuse_blocked() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM connections c WHERE c.coach_id = NEW.coach_id AND c.client_id = NEW.client_id AND c.blocked_at IS NOT NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'the coach blocks the client' USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
  END $$`;

/**
 * Adds what a pair of coach and client decides: which sections the client shares, when they ended the connection, whether the coach
 * blocks them, and the coach's notes. A pair without a row shares all. The access log gets the sections that were read.
 */
export class AddConnections1735689600043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(`CREATE INDEX connections_client_id_idx ON connections (client_id)`);
    for (const statement of [REFUSE_DELETED, REFUSE_BLOCKED, next(NOT_BLOCKED)]) await runner.query(statement);
    await runner.query(`
      CREATE TRIGGER connections_people_alive AFTER INSERT ON connections
        FOR EACH ROW EXECUTE FUNCTION connections_refuse_deleted()
    `);
    await runner.query(`
      CREATE TRIGGER bookings_client_not_blocked BEFORE INSERT ON bookings
        FOR EACH ROW WHEN (NEW.kind IN ('booking', 'hold')) EXECUTE FUNCTION connections_refuse_blocked()
    `);
    await runner.query(`
      CREATE TRIGGER waitlist_entries_client_not_blocked BEFORE INSERT ON waitlist_entries
        FOR EACH ROW EXECUTE FUNCTION connections_refuse_blocked()
    `);
    await runner.query(`CREATE TYPE shared_section AS ENUM ('profile', 'health', 'workouts', 'diet', 'progress')`);
    await runner.query(`ALTER TABLE access_log ADD COLUMN sections shared_section[]`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE access_log DROP COLUMN sections`);
    await runner.query(`DROP TYPE shared_section`);
    await runner.query(`DROP TRIGGER waitlist_entries_client_not_blocked ON waitlist_entries`);
    await runner.query(`DROP TRIGGER bookings_client_not_blocked ON bookings`);
    await runner.query(next(''));
    await runner.query(`DROP TABLE connections`);
    await runner.query(`DROP FUNCTION connections_refuse_blocked, connections_refuse_deleted`);
  }
}
