/** The columns of a CalendarSession; `b` is the alias of bookings, SESSION_JOINS joins the rest. */
export const SESSION_COLUMNS = `
  b.id, b.sequence, b.status, b.scheduled_at, b.ends_at, b.updated_at, b.session_type_name, t.location,
  coalesce(t.location_kind = 'video', false) AS is_video,
  coach.full_name AS coach_name, client.full_name AS client_name`;

/** Looked up one by one: as plain joins PostgreSQL may read whole tables for a few sessions. */
export const SESSION_JOINS = `
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = b.coach_id LIMIT 1) coach
  CROSS JOIN LATERAL (SELECT full_name FROM users WHERE id = b.client_id LIMIT 1) client
  LEFT JOIN LATERAL (SELECT location, location_kind FROM session_types WHERE id = b.session_type_id LIMIT 1) t ON true`;

/** The name of this installation: the other half of the id of an event. */
export const INSTALLATION = `(SELECT id FROM installation)`;
