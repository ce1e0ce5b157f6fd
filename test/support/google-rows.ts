import { randomUUID } from 'node:crypto';
import type { Person, TestApp } from './app.js';

/**
 * Adds a Google calendar of a coach with plain SQL, and the conflict of a booking whose event was deleted there; returns the id of the
 * conflict. The permission has been taken back, so nobody asks Google.
 */
export async function googleConflict(app: TestApp, coach: Person, bookingId: number): Promise<number> {
  const id = randomUUID();
  await app.sql(`INSERT INTO external_calendars (id, coach_id, kind) VALUES ($1, $2, 'google')`, [id, coach.id]);
  await app.sql(
    `INSERT INTO google_calendars (calendar_id, coach_id, refresh_token, is_disconnected, due_at) VALUES ($1, $2, 'none', true, now())`,
    [id, coach.id],
  );
  const event = [id, bookingId];
  await app.sql(
    `INSERT INTO google_events (calendar_id, subject_kind, subject_id, event_id) VALUES ($1, 'booking', $2, 'booking' || $2::integer)`,
    event,
  );
  const [conflict] = await app.sql<{ id: number }>(
    `INSERT INTO google_conflicts (calendar_id, subject_kind, subject_id, etag, seen_at) VALUES ($1, 'booking', $2, '', now()) RETURNING id`,
    event,
  );
  return conflict!.id;
}
