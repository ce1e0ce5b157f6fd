import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds where sessions of a type take place, a coach's own room, and the rooms of video sessions. session_types and schedules are small;
 * bookings get no column, so nothing of them is rewritten.
 */
export class AddVideo1735689600041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session_types
        ADD COLUMN location_kind text NOT NULL DEFAULT 'in_person',
        ADD CONSTRAINT session_types_location_kind CHECK (location_kind IN ('in_person', 'video', 'phone'))
    `);
    await runner.query(`
      ALTER TABLE schedules
        ADD COLUMN video_link text,
        ADD CONSTRAINT schedules_video_link CHECK (video_link ~ '^https://' AND char_length(video_link) <= 2000)
    `);
    await runner.query(`
      CREATE TABLE video_rooms (
        room             text           NOT NULL,
        booking_id       integer,
        group_session_id integer,
        created_at       timestamptz(3) NOT NULL,
        CONSTRAINT video_rooms_pkey PRIMARY KEY (room),
        CONSTRAINT video_rooms_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings (id) ON DELETE CASCADE,
        CONSTRAINT video_rooms_group_session_id_fkey FOREIGN KEY (group_session_id) REFERENCES group_sessions (id) ON DELETE CASCADE,
        CONSTRAINT video_rooms_booking_id_key UNIQUE (booking_id),
        CONSTRAINT video_rooms_group_session_id_key UNIQUE (group_session_id),
        CONSTRAINT video_rooms_of_one CHECK (num_nonnulls(booking_id, group_session_id) = 1),
        CONSTRAINT video_rooms_room_is_long CHECK (char_length(room) BETWEEN 22 AND 100)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE video_rooms`);
    await runner.query(`ALTER TABLE schedules DROP COLUMN video_link`);
    await runner.query(`ALTER TABLE session_types DROP COLUMN location_kind`);
  }
}
