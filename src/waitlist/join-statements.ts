/** One statement writes an entry; the other finds out why it was refused. */
export interface JoinStatements {
  readonly insert: string;
  readonly situation: string;
}

/**
 * `$1` who acts, `$2` the client, `$3` what they wait for, `$4` now. The client's row is locked before the coach's, as for a booking, and
 * shared: only who deletes or deactivates them has to wait. `more`: what comes before the client's row.
 */
const client = (more = '') => `
  WITH actor AS MATERIALIZED (SELECT set_config('app.actor', $1, true)${more}),
  client AS MATERIALIZED (
    SELECT u.id FROM users u, actor WHERE u.id = $2 AND u.role = 'client' AND u.is_active FOR SHARE OF u)`;
const RETURNING = `ON CONFLICT DO NOTHING RETURNING id`;
const IS_LIVE = `status IN ('waiting', 'offered')`;

/** A transaction that frees a slot changes the coach's row, which this one locks: the later of the two sees what the first did. */
export const slotStatements = (bookable: string): JoinStatements => ({
  insert: `${client()}, coach AS MATERIALIZED (
      SELECT u.id, u.available_slots FROM users u, client WHERE u.id = $3 AND ${bookable} FOR SHARE OF u
    )
    INSERT INTO waitlist_entries (client_id, coach_id, kind, looked_at, created_at, updated_at)
    SELECT client.id, coach.id, 'slot', $4, $4, $4 FROM client, coach WHERE coach.available_slots = 0 ${RETURNING}`,
  situation: `
    SELECT ${bookable} AS "isOpen", false AS "isBooked", u.available_slots > 0 AS "isFree",
           EXISTS (SELECT FROM waitlist_entries e WHERE e.coach_id = u.id AND e.client_id = $1 AND e.kind = 'slot' AND ${IS_LIVE}) AS "isWaiting"
      FROM users u WHERE u.id = $2 AND $3::timestamptz IS NOT NULL`,
});

/** The same with the row of the group session. A seat that is on offer is taken. */
export const seatStatements = (bookable: string): JoinStatements => {
  const isOpen = `${bookable} AND g.cancelled_at IS NULL`;
  const own = `bookings b WHERE b.group_session_id = g.id AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed')`;
  return {
    insert: `${client()}, session AS MATERIALIZED (
        SELECT g.* FROM client, group_sessions g JOIN users u ON u.id = g.coach_id AND ${isOpen}
         WHERE g.id = $3 AND g.starts_at > $4 FOR SHARE OF g
      )
      INSERT INTO waitlist_entries (client_id, coach_id, kind, group_session_id, expires_at, looked_at, created_at, updated_at)
      SELECT client.id, g.coach_id, 'seat', g.id, g.starts_at, $4, $4, $4 FROM client, session g
       WHERE g.seats_taken >= g.capacity AND NOT EXISTS (SELECT FROM ${own} AND b.client_id = client.id) ${RETURNING}`,
    situation: `
      SELECT ${isOpen} AND g.starts_at > $3 AS "isOpen", g.seats_taken < g.capacity AS "isFree",
             EXISTS (SELECT FROM ${own} AND b.client_id = $1) AS "isBooked",
             EXISTS (SELECT FROM waitlist_entries e WHERE e.group_session_id = g.id AND e.client_id = $1 AND ${IS_LIVE}) AS "isWaiting"
        FROM group_sessions g JOIN users u ON u.id = g.coach_id WHERE g.id = $2`,
  };
};

/** The coach's zone, and the session type that is asked for or else their first one. */
export const coachStatement = (bookable: string) => `
  SELECT s.time_zone AS zone,
         (SELECT t.id FROM session_types t WHERE t.coach_id = u.id AND t.is_active AND ($2::integer IS NULL OR t.id = $2)
           ORDER BY t.position, t.id LIMIT 1) AS "typeId"
    FROM users u LEFT JOIN schedules s ON s.coach_id = u.id WHERE u.id = $1 AND ${bookable}`;

/** Takes the turn of those who free a time, and has the worker look at once: the time may be free already. */
export const TIME: JoinStatements = {
  insert: `${client(', bookings_take_turns($3, $2)')}, entry AS (
      INSERT INTO waitlist_entries (client_id, coach_id, kind, session_type_id, from_date, to_date, weekdays, earliest, latest,
        expires_at, looked_at, created_at, updated_at)
      SELECT client.id, $3, 'time', $5, $6::date, $7::date, $8::integer[], $9, $10, $11, $4, $4, $4 FROM client ${RETURNING}
    ), freed AS (INSERT INTO waitlist_freed (coach_id) SELECT $3 FROM entry)
    SELECT id FROM entry`,
  situation: `
    SELECT true AS "isOpen", false AS "isBooked", false AS "isFree", EXISTS (
      SELECT FROM waitlist_entries e WHERE e.coach_id = $2 AND e.client_id = $1 AND e.kind = 'time' AND ${IS_LIVE}
         AND e.session_type_id IS NOT DISTINCT FROM $3) AS "isWaiting"`,
};
