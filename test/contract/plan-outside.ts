/** Rows of what other systems see and send: feeds, webhooks, calendars; and what pairs of coaches and clients decided. */
export const OUTSIDE = [
  `INSERT INTO connections (coach_id, client_id, health, ended_at)
   SELECT coach_id, client_id, false, CASE WHEN min(id) % 3 = 0 THEN now() - interval '500 days' END
     FROM bookings WHERE client_id IS NOT NULL GROUP BY coach_id, client_id HAVING min(id) % 5 = 0`,
  `INSERT INTO calendar_feeds (user_id, number, detail, secret_hash)
   SELECT unnest(clients), 1, 'full', sha256(gen_random_uuid()::text::bytea) FROM many`,
  `INSERT INTO webhooks (coach_id, url, types, secret) SELECT unnest(coaches), 'https://receiver.invalid', '{*}', 'none' FROM many`,
  `INSERT INTO webhook_deliveries (webhook_id, message_id, event_id, type, body, status, created_at, due_at, finished_at)
   SELECT w.id, gen_random_uuid(), n, 'booking.confirmed', '{}', 'done', at, at, at
     FROM webhooks w, generate_series(1, 100) n, LATERAL (SELECT now() - n % 80 * interval '1 day') t (at)`,
  `INSERT INTO external_calendars (id, coach_id, kind, number, address, host, next_fetch_at, fetched_at)
   SELECT gen_random_uuid(), unnest(coaches), 'feed', 1, 'sealed', 'calendar.invalid', now() + interval '10 minutes', now() FROM many`,
  `INSERT INTO external_calendars (id, coach_id, kind) SELECT gen_random_uuid(), unnest(coaches), 'google' FROM many`,
  `INSERT INTO google_calendars (calendar_id, coach_id, refresh_token, due_at)
   SELECT id, coach_id, 'sealed', now() + interval '5 minutes' FROM external_calendars WHERE kind = 'google'
       ON CONFLICT DO NOTHING`,
  `INSERT INTO google_events (calendar_id, subject_kind, subject_id, event_id, etag, starts_at, ends_at)
   SELECT g.calendar_id, 'booking', b.id, 'booking' || b.id, '"1"', b.scheduled_at, b.ends_at
     FROM google_calendars g JOIN bookings b ON b.coach_id = g.coach_id AND b.kind = 'booking' AND b.scheduled_at IS NOT NULL
       ON CONFLICT DO NOTHING`,
  `INSERT INTO google_conflicts (calendar_id, subject_kind, subject_id, etag, seen_at)
   SELECT calendar_id, subject_kind, subject_id, '"2"', now() FROM google_events WHERE subject_id % 50 = 0
       ON CONFLICT DO NOTHING`,
  `INSERT INTO busy_times (calendar_id, coach_id, starts_at, ends_at)
   SELECT c.id, c.coach_id, at, at + interval '1 hour'
      FROM external_calendars c, generate_series(1, 36) n, LATERAL (SELECT now() + n * interval '10 days') t (at)`,
];
