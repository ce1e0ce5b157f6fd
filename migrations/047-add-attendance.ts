import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECKS = {
  bookings_attendance: `CASE WHEN attendance IS NULL
      THEN num_nonnulls(attendance_at, attendance_by, attendance_contested_at, attendance_decided_at) = 0
      ELSE attendance IN ('attended', 'client_no_show', 'coach_no_show') AND attendance_at IS NOT NULL
        AND attendance_by IN ('coach', 'admin') AND attendance_by IS NOT NULL
        AND kind = 'booking' AND status IN ('confirmed', 'completed') END`,
  bookings_attendance_contest: `(attendance_contested_at IS NOT NULL OR num_nonnulls(attendance_contest_reason, attendance_decided_at) = 0)
      AND (attendance_decided_at IS NULL OR attendance_by = 'admin')
      AND char_length(attendance_contest_reason) BETWEEN 1 AND 1000`,
  bookings_policy: `late_cancellation_percent BETWEEN 0 AND 100 AND no_show_percent BETWEEN 0 AND 100`,
  bookings_fee_waived: `late_fee_waived_at IS NULL OR is_late_cancellation`,
} as const;

/** Raises what a constraint would: what was agreed on when it was booked counts until its end. */
const KEEP_POLICY = `
  CREATE FUNCTION bookings_keep_policy() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the policy of a booking does not change' USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
  END $$`;

/** A session that is cancelled or moved has not been attended by anybody yet. */
const FORGET_ATTENDANCE = `
  CREATE FUNCTION bookings_forget_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.attendance := NULL;
    NEW.attendance_at := NULL;
    NEW.attendance_by := NULL;
    NEW.attendance_contested_at := NULL;
    NEW.attendance_contest_reason := NULL;
    NEW.attendance_decided_at := NULL;
    RETURN NEW;
  END $$`;

/** Writes an event of each change of an attendance, so that no writer can forget it. The reason of a contest stays out of it. */
const RECORD_ATTENDANCE = `
  CREATE FUNCTION bookings_record_attendance() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    actor      text := coalesce(current_setting('app.actor', true), '');
    is_contest boolean := NEW.attendance_contested_at IS NOT NULL AND OLD.attendance_contested_at IS NULL;
    is_decided boolean := NEW.attendance_decided_at IS DISTINCT FROM OLD.attendance_decided_at AND NEW.attendance_decided_at IS NOT NULL;
  BEGIN
    INSERT INTO events (type, subject_kind, subject_id, sequence, actor_id, actor_role, at, data)
    VALUES (CASE WHEN is_contest THEN 'booking.attendance_contested' WHEN is_decided THEN 'booking.attendance_decided'
                 ELSE 'booking.attendance_changed' END,
            'booking', NEW.id, NEW.sequence, nullif(split_part(actor, ' ', 1), '')::integer,
            coalesce(nullif(split_part(actor, ' ', 2), ''), 'system'), NEW.updated_at,
            jsonb_build_object('coach_id', NEW.coach_id, 'client_id', NEW.client_id,
              'from_attendance', OLD.attendance, 'to_attendance', NEW.attendance));
    RETURN NULL;
  END $$`;

/**
 * A confirmed session takes again what a late cancellation freed: its client owes nothing for that. A seat takes the place of one
 * other seat of its session. Skips what is locked: only a deletion of its client locks it, and must not wait for this.
 */
const WAIVE = `
  CREATE FUNCTION bookings_waive_late_fees() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    fills boolean := TG_OP = 'INSERT' OR OLD.status <> 'confirmed';
  BEGIN
    WITH freed AS (
      SELECT c.id FROM bookings c
       WHERE c.coach_id = NEW.coach_id AND c.is_late_cancellation AND c.late_fee_waived_at IS NULL AND c.late_cancellation_percent > 0
         AND c.scheduled_at > NEW.updated_at AND c.scheduled_at < NEW.ends_at AND c.ends_at > NEW.scheduled_at
         AND (NEW.group_session_id IS NULL OR c.group_session_id IS DISTINCT FROM NEW.group_session_id OR fills AND c.id = (
               SELECT min(s.id) FROM bookings s
                WHERE s.group_session_id = NEW.group_session_id AND s.is_late_cancellation AND s.late_fee_waived_at IS NULL
                  AND s.late_cancellation_percent > 0))
         FOR NO KEY UPDATE SKIP LOCKED
    ), waived AS (
      UPDATE bookings b SET late_fee_waived_at = NEW.updated_at, updated_at = NEW.updated_at FROM freed WHERE b.id = freed.id
      RETURNING b.id, b.sequence, b.coach_id, b.client_id
    )
    INSERT INTO events (type, subject_kind, subject_id, sequence, actor_id, actor_role, at, data)
    SELECT 'booking.fee_waived', 'booking', id, sequence, NULL, 'system', NEW.updated_at,
           jsonb_build_object('coach_id', coach_id, 'client_id', client_id)
      FROM waived;
    RETURN NULL;
  END $$`;

const FUNCTIONS = [
  'bookings_keep_policy',
  'bookings_forget_attendance',
  'bookings_record_attendance',
  'bookings_waive_late_fees',
];

const TRIGGERS = {
  bookings_keep_policy: `BEFORE UPDATE OF cancel_notice_minutes, late_cancellation_percent, no_show_percent ON bookings
    FOR EACH ROW WHEN ((OLD.cancel_notice_minutes, OLD.late_cancellation_percent, OLD.no_show_percent)
      IS DISTINCT FROM (NEW.cancel_notice_minutes, NEW.late_cancellation_percent, NEW.no_show_percent))
    EXECUTE FUNCTION bookings_keep_policy()`,
  bookings_forget_attendance: `BEFORE UPDATE OF status, scheduled_at ON bookings
    FOR EACH ROW WHEN (OLD.attendance IS NOT NULL AND (NEW.status = 'cancelled' OR NEW.scheduled_at IS DISTINCT FROM OLD.scheduled_at))
    EXECUTE FUNCTION bookings_forget_attendance()`,
  bookings_record_attendance: `AFTER UPDATE OF attendance, attendance_contested_at ON bookings
    FOR EACH ROW WHEN (NEW.attendance IS NOT NULL AND (OLD.attendance, OLD.attendance_contested_at, OLD.attendance_decided_at)
      IS DISTINCT FROM (NEW.attendance, NEW.attendance_contested_at, NEW.attendance_decided_at))
    EXECUTE FUNCTION bookings_record_attendance()`,
  bookings_waive_insert: `AFTER INSERT ON bookings
    FOR EACH ROW WHEN (NEW.kind = 'booking' AND NEW.status = 'confirmed' AND NEW.scheduled_at IS NOT NULL)
    EXECUTE FUNCTION bookings_waive_late_fees()`,
  bookings_waive_update: `AFTER UPDATE OF status, scheduled_at ON bookings
    FOR EACH ROW WHEN (NEW.kind = 'booking' AND NEW.status = 'confirmed' AND NEW.scheduled_at IS NOT NULL
      AND (OLD.status, OLD.scheduled_at) IS DISTINCT FROM (NEW.status, NEW.scheduled_at))
    EXECUTE FUNCTION bookings_waive_late_fees()`,
} as const;

/** The reason of a contest belongs to its client, as the notes do: what admins change is noted without it. */
const noted = (hidden: string) =>
  [
    `CREATE OR REPLACE TRIGGER bookings_audit AFTER INSERT OR UPDATE ON bookings FOR EACH ROW`,
    `WHEN (split_part(current_setting('app.actor', true), ' ', 2) = 'admin' AND NEW.kind = 'booking')`,
    `EXECUTE FUNCTION admin_audit_note('booking', 'client_id', '{${hidden}}')`,
  ].join(' ');

/**
 * Who came to a session, and what a coach's policy costs. The policy is copied onto each booking; one that was made before costs
 * nothing. Constants as defaults, and checks that 048 reads: no row is written here.
 */
export class AddAttendance1735689600047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE schedules
        ADD COLUMN late_cancellation_percent smallint NOT NULL DEFAULT 0,
        ADD COLUMN no_show_percent smallint NOT NULL DEFAULT 0,
        ADD CONSTRAINT schedules_policy CHECK (late_cancellation_percent BETWEEN 0 AND 100 AND no_show_percent BETWEEN 0 AND 100) NOT VALID
    `);
    await runner.query(`
      ALTER TABLE bookings
        ADD COLUMN attendance text,
        ADD COLUMN attendance_at timestamptz(3),
        ADD COLUMN attendance_by text,
        ADD COLUMN attendance_contested_at timestamptz(3),
        ADD COLUMN attendance_contest_reason text,
        ADD COLUMN attendance_decided_at timestamptz(3),
        ADD COLUMN late_cancellation_percent smallint NOT NULL DEFAULT 0,
        ADD COLUMN no_show_percent smallint NOT NULL DEFAULT 0,
        ADD COLUMN late_fee_waived_at timestamptz(3)
    `);
    for (const [name, check] of Object.entries(CHECKS)) {
      await runner.query(['ALTER TABLE bookings ADD CONSTRAINT', name, 'CHECK (', check, ') NOT VALID'].join(' '));
    }
    await runner.query(noted('updated_at,notes,cancel_reason,attendance_contest_reason'));
    for (const text of [KEEP_POLICY, FORGET_ATTENDANCE, RECORD_ATTENDANCE, WAIVE]) await runner.query(text);
    for (const [name, rest] of Object.entries(TRIGGERS)) await runner.query(['CREATE TRIGGER', name, rest].join(' '));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(noted('updated_at,notes,cancel_reason'));
    for (const name of Object.keys(TRIGGERS)) await runner.query(['DROP TRIGGER', name, 'ON bookings'].join(' '));
    for (const name of FUNCTIONS) await runner.query(['DROP FUNCTION', name].join(' '));
    await runner.query(`
      ALTER TABLE bookings DROP COLUMN attendance, DROP COLUMN attendance_at, DROP COLUMN attendance_by,
        DROP COLUMN attendance_contested_at, DROP COLUMN attendance_contest_reason, DROP COLUMN attendance_decided_at,
        DROP COLUMN late_cancellation_percent, DROP COLUMN no_show_percent, DROP COLUMN late_fee_waived_at
    `);
    await runner.query(`ALTER TABLE schedules DROP COLUMN late_cancellation_percent, DROP COLUMN no_show_percent`);
  }
}
