import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Times that are booked without a slot, and holds. New columns have constant defaults and new constraints are not valid yet, so
 * nothing here reads or rewrites the table.
 */
export class AddTimedBookings1735689600018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.addColumns(runner);
  }

  /** The version before holds neither a booking without a slot nor one on a slot above ten: the way back loses none of them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM bookings WHERE kind = 'booking' AND (slot_number IS NULL OR slot_number > 10)) THEN
          RAISE EXCEPTION 'There are bookings without a slot of 1 to 10. The version before cannot hold them, so there is no way back.';
        END IF;
      END $$
    `);
    await runner.query(`DROP INDEX bookings_coach_holds_idx, bookings_client_holds_idx`);
    await runner.query(`
      ALTER TABLE bookings
        DROP COLUMN kind, DROP COLUMN session_type_id, DROP COLUMN session_type_name, DROP COLUMN buffer_before,
        DROP COLUMN buffer_after, DROP COLUMN hold_id, DROP COLUMN held_until, DROP COLUMN cancelled_by, DROP COLUMN cancel_reason,
        DROP COLUMN is_late_cancellation, DROP COLUMN sequence, DROP COLUMN move_notice_minutes, DROP COLUMN cancel_notice_minutes,
        DROP CONSTRAINT bookings_slot_number_limits,
        ADD CONSTRAINT bookings_slot_number_range CHECK (slot_number BETWEEN 1 AND 10),
        ALTER COLUMN slot_number SET NOT NULL
    `);
  }

  private async addColumns(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bookings
        ALTER COLUMN slot_number DROP NOT NULL,
        ADD COLUMN kind                  text    NOT NULL DEFAULT 'booking',
        ADD COLUMN session_type_id       integer,
        ADD COLUMN session_type_name     text,
        ADD COLUMN buffer_before         integer NOT NULL DEFAULT 0,
        ADD COLUMN buffer_after          integer NOT NULL DEFAULT 0,
        ADD COLUMN hold_id               uuid,
        ADD COLUMN held_until            timestamptz(3),
        ADD COLUMN cancelled_by          text,
        ADD COLUMN cancel_reason         text,
        ADD COLUMN is_late_cancellation  boolean NOT NULL DEFAULT false,
        ADD COLUMN sequence              integer NOT NULL DEFAULT 0,
        ADD COLUMN move_notice_minutes   integer NOT NULL DEFAULT 720,
        ADD COLUMN cancel_notice_minutes integer NOT NULL DEFAULT 720,
        ADD CONSTRAINT bookings_session_type_id_fkey FOREIGN KEY (session_type_id) REFERENCES session_types (id) NOT VALID,
        ADD CONSTRAINT bookings_slot_number_limits CHECK (slot_number BETWEEN 1 AND 500) NOT VALID,
        ADD CONSTRAINT bookings_kind_is_whole CHECK (CASE kind
          WHEN 'booking' THEN num_nonnulls(slot_number, scheduled_at) > 0 AND num_nonnulls(hold_id, held_until) = 0
          WHEN 'hold' THEN scheduled_at IS NOT NULL AND num_nonnulls(hold_id, held_until) = 2 AND status = 'pending'
          ELSE false END) NOT VALID,
        ADD CONSTRAINT bookings_minutes_range CHECK (buffer_before BETWEEN 0 AND 120 AND buffer_after BETWEEN 0 AND 120
          AND move_notice_minutes BETWEEN 0 AND 43200 AND cancel_notice_minutes BETWEEN 0 AND 43200) NOT VALID,
        ADD CONSTRAINT bookings_cancellation CHECK (CASE WHEN status = 'cancelled'
          THEN cancelled_by IN ('client', 'coach', 'admin', 'system')
          ELSE num_nonnulls(cancelled_by, cancel_reason) = 0 AND NOT is_late_cancellation END) NOT VALID,
        ADD CONSTRAINT bookings_cancel_reason_length CHECK (char_length(cancel_reason) <= 500) NOT VALID,
        DROP CONSTRAINT bookings_slot_number_range
    `);
    // Small: no row is a hold yet, and holds last for minutes.
    await runner.query(`CREATE INDEX bookings_coach_holds_idx ON bookings (coach_id) WHERE kind = 'hold'`);
    await runner.query(`CREATE INDEX bookings_client_holds_idx ON bookings (client_id) WHERE kind = 'hold'`);
  }
}
