import type { MigrationInterface, QueryRunner } from 'typeorm';

const coachTime = (seats: string) => `
  ALTER TABLE bookings DROP CONSTRAINT bookings_coach_no_overlap,
    ADD CONSTRAINT bookings_coach_no_overlap EXCLUDE USING gist
      (coach_id WITH =, bookings_kept_free(scheduled_at, ends_at, buffer_before, buffer_after) WITH &&)
      WHERE (status IN ('pending', 'confirmed') AND scheduled_at IS NOT NULL${seats})`;

/** As migration 021 made it. */
const COACH_TIME_BEFORE = coachTime('');
/** The row of a group session keeps the coach's time for all its seats. */
const COACH_TIME = coachTime(` AND (group_session_id IS NULL OR kind = 'group_session')`);

/** Seats are taken until they are cancelled; those that are on offer, too. */
const COUNT_SEATS = `
  CREATE FUNCTION bookings_count_seats() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    held  boolean := TG_OP <> 'INSERT' AND OLD.kind <> 'group_session' AND OLD.status <> 'cancelled';
    holds boolean := TG_OP <> 'DELETE' AND NEW.kind <> 'group_session' AND NEW.status <> 'cancelled';
  BEGIN
    IF held AND NOT holds THEN
      UPDATE group_sessions SET seats_taken = seats_taken - 1 WHERE id = OLD.group_session_id;
    ELSIF holds AND NOT held THEN
      UPDATE group_sessions SET seats_taken = seats_taken + 1 WHERE id = NEW.group_session_id;
    END IF;
    RETURN NULL;
  END $$`;

const COUNT_CHANGES = `
  CREATE FUNCTION group_sessions_count_changes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.sequence := OLD.sequence + 1;
    RETURN NEW;
  END $$`;

/** Keeps the coach's time, and moves or cancels the seats with their session. */
const KEEP_TIME = `
  CREATE FUNCTION group_sessions_keep_time() RETURNS trigger LANGUAGE plpgsql AS $$
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
      UPDATE bookings b SET scheduled_at = NEW.starts_at, ends_at = NEW.ends_at, updated_at = NEW.updated_at
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

const OFFER_MORE = `
  CREATE FUNCTION group_sessions_offer_more() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM waitlist_offer_seats(NEW.id, NEW.updated_at);
    RETURN NULL;
  END $$`;

/** Events of group sessions and of series. */
const RECORD = `
  CREATE FUNCTION record_event() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    actor text  := coalesce(current_setting('app.actor', true), '');
    sent  jsonb := to_jsonb(NEW);
  BEGIN
    INSERT INTO events (type, subject_kind, subject_id, sequence, actor_id, actor_role, at, data)
    VALUES (TG_ARGV[0] || '.' || TG_ARGV[1], TG_ARGV[0], NEW.id, coalesce((sent ->> 'sequence')::integer, 0),
            nullif(split_part(actor, ' ', 1), '')::integer, coalesce(nullif(split_part(actor, ' ', 2), ''), 'system'), NEW.updated_at,
            jsonb_strip_nulls(jsonb_build_object('coach_id', sent -> 'coach_id', 'client_id', sent -> 'client_id',
              'starts_at', sent -> 'starts_at', 'capacity', sent -> 'capacity')));
    RETURN NULL;
  END $$`;

const IS_MOVED = `(OLD.starts_at, OLD.ends_at) IS DISTINCT FROM (NEW.starts_at, NEW.ends_at)`;
const IS_CANCELLED = `OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL`;
const TRIGGERS = [
  `"A_bookings_count_seats" AFTER INSERT ON bookings FOR EACH ROW WHEN (NEW.group_session_id IS NOT NULL)
     EXECUTE FUNCTION bookings_count_seats()`,
  `"A_bookings_count_seats_changed" AFTER UPDATE OF status ON bookings FOR EACH ROW WHEN (NEW.group_session_id IS NOT NULL)
     EXECUTE FUNCTION bookings_count_seats()`,
  `"A_bookings_count_seats_dropped" AFTER DELETE ON bookings FOR EACH ROW WHEN (OLD.group_session_id IS NOT NULL)
     EXECUTE FUNCTION bookings_count_seats()`,
  `group_sessions_count_changes BEFORE UPDATE ON group_sessions FOR EACH ROW WHEN (${IS_MOVED} OR ${IS_CANCELLED})
     EXECUTE FUNCTION group_sessions_count_changes()`,
  `group_sessions_keep_time_insert AFTER INSERT ON group_sessions FOR EACH ROW EXECUTE FUNCTION group_sessions_keep_time()`,
  `group_sessions_keep_time_update AFTER UPDATE ON group_sessions FOR EACH ROW WHEN (${IS_MOVED} OR ${IS_CANCELLED})
     EXECUTE FUNCTION group_sessions_keep_time()`,
  `group_sessions_offer_more AFTER UPDATE OF capacity ON group_sessions FOR EACH ROW WHEN (NEW.capacity > OLD.capacity)
     EXECUTE FUNCTION group_sessions_offer_more()`,
  `group_sessions_record_insert AFTER INSERT ON group_sessions FOR EACH ROW EXECUTE FUNCTION record_event('group_session', 'scheduled')`,
  `group_sessions_record_move AFTER UPDATE ON group_sessions FOR EACH ROW WHEN (NEW.cancelled_at IS NULL AND ${IS_MOVED})
     EXECUTE FUNCTION record_event('group_session', 'moved')`,
  `group_sessions_record_capacity AFTER UPDATE ON group_sessions FOR EACH ROW WHEN (NEW.capacity <> OLD.capacity)
     EXECUTE FUNCTION record_event('group_session', 'changed')`,
  `group_sessions_record_cancel AFTER UPDATE ON group_sessions FOR EACH ROW WHEN (${IS_CANCELLED})
     EXECUTE FUNCTION record_event('group_session', 'cancelled')`,
  `series_record_insert AFTER INSERT ON series FOR EACH ROW EXECUTE FUNCTION record_event('series', 'requested')`,
];

/** Constraints that migration 030 added without checking them. */
const CHECKED = ['bookings_kind_is_whole', 'bookings_series_whole'];

/**
 * Group sessions keep their coach's time, and count their seats. PostgreSQL cannot build an exclusion constraint beside the writers:
 * they wait while it reads the active bookings, as in migration 021.
 */
export class GuardGroupSessions1735689600035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const name of CHECKED) await runner.query(['ALTER TABLE bookings VALIDATE CONSTRAINT', name].join(' '));
    await runner.query(COACH_TIME);
    for (const statement of [COUNT_SEATS, COUNT_CHANGES, KEEP_TIME, OFFER_MORE, RECORD]) await runner.query(statement);
    for (const trigger of TRIGGERS) await runner.query(['CREATE TRIGGER', trigger].join(' '));
  }

  /** The version before knows neither seats nor group sessions: the way back loses no active one. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM bookings WHERE group_session_id IS NOT NULL AND kind = 'booking' AND status IN ('pending', 'confirmed')) THEN
          RAISE EXCEPTION 'There are seats in group sessions. The version before cannot hold them, so there is no way back.';
        END IF;
      END $$
    `);
    // Offers go, and pass nothing on.
    await runner.query(`ALTER TABLE bookings DISABLE TRIGGER bookings_pass_on`);
    await runner.query(`DELETE FROM bookings WHERE kind IN ('offer', 'group_session')`);
    await runner.query(`ALTER TABLE bookings ENABLE TRIGGER bookings_pass_on`);
    await runner.query(`UPDATE waitlist_entries SET status = 'waiting' WHERE status = 'offered'`);
    for (const trigger of TRIGGERS) {
      const [, name = '', table = ''] = /^(\S+) .*? ON (\S+)/s.exec(trigger) ?? [];
      await runner.query(['DROP TRIGGER', name, 'ON', table].join(' '));
    }
    await runner.query(`
      DROP FUNCTION record_event, group_sessions_offer_more, group_sessions_keep_time, group_sessions_count_changes, bookings_count_seats
    `);
    await runner.query(COACH_TIME_BEFORE);
  }
}
