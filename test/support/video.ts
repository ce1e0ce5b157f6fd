import type { TestApp } from './app.js';

/** Makes a confirmed booking a video session that is under way. */
export async function holdByVideo(app: TestApp, bookingId: unknown, sessionTypeId: unknown): Promise<void> {
  const [start, end] = [-10, 50].map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString());
  await app.sql(`UPDATE session_types SET location_kind = 'video' WHERE id = $1`, [sessionTypeId]);
  await app.sql(
    `UPDATE bookings SET session_type_id = $2, session_type_name = 'Check-in', slot_number = NULL, scheduled_at = $3, ends_at = $4
      WHERE id = $1`,
    [bookingId, sessionTypeId, start, end],
  );
}
