/** The columns of a group session `g` that everybody sees. Scalar subqueries, so that RETURNING can have them, too. */
export const GROUP_SESSION_COLUMNS = `
  g.id, g.coach_id, (SELECT full_name FROM users WHERE id = g.coach_id) AS coach_name, g.session_type_id, g.session_type_name,
  (SELECT location FROM session_types WHERE id = g.session_type_id) AS location, g.starts_at, g.ends_at, g.capacity,
  g.capacity - g.seats_taken AS seats_left, g.sequence`;

/** The columns of a CoachGroupSessionDto. */
export const COACH_GROUP_SESSION_COLUMNS = `
  ${GROUP_SESSION_COLUMNS}, g.seats_taken, g.cancelled_at IS NOT NULL AS is_cancelled, g.created_at, g.updated_at`;

/** Its bookings that are not cancelled, as a list of SeatDto. */
export const SEATS = `
  coalesce((
    SELECT json_agg(json_build_object('booking_id', b.id, 'client_id', b.client_id, 'client_name', u.full_name, 'status', b.status)
                    ORDER BY b.id)
      FROM bookings b JOIN users u ON u.id = b.client_id
     WHERE b.group_session_id = g.id AND b.kind = 'booking' AND b.status <> 'cancelled'), '[]')`;
