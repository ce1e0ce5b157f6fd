/** Runs SQL that bypasses the application’s code. */
export type Sql = <Row extends object>(statement: string, values?: readonly unknown[]) => Promise<Row[]>;

/** Rows that break an invariant. */
interface Unsound {
  readonly doubled: object[];
  readonly overlapping: object[];
  readonly miscounted: object[];
}

const DOUBLED = `
  SELECT coach_id, slot_number FROM bookings WHERE status IN ('pending', 'confirmed') AND slot_number IS NOT NULL
   GROUP BY 1, 2 HAVING count(*) > 1`;

const ACTIVE = `SELECT * FROM bookings WHERE status IN ('pending', 'confirmed') AND scheduled_at IS NOT NULL`;
const OVERLAPPING = `
  WITH active AS (${ACTIVE}), kept AS (SELECT * FROM active WHERE group_session_id IS NULL OR kind = 'group_session')
  SELECT a.id, b.id AS other FROM kept a JOIN kept b ON a.id < b.id AND a.coach_id = b.coach_id
   WHERE a.scheduled_at < b.ends_at + make_interval(mins => a.buffer_before + b.buffer_after)
     AND b.scheduled_at < a.ends_at + make_interval(mins => b.buffer_before + a.buffer_after)
   UNION
  SELECT a.id, b.id FROM active a JOIN active b ON a.id < b.id AND a.client_id = b.client_id
   WHERE a.scheduled_at < b.ends_at AND b.scheduled_at < a.ends_at`;

const MISCOUNTED = `
  SELECT u.id, u.available_slots FROM users u
   WHERE u.available_slots <> u.total_slots - (
     SELECT count(slot_number) FROM bookings WHERE coach_id = u.id AND status IN ('pending', 'confirmed'))`;

/** Group sessions with a wrong count of seats, too many or doubled seats, or without the one row that keeps their time. */
const MISSEATED = `
  SELECT g.id, g.seats_taken, g.capacity FROM group_sessions g
   CROSS JOIN LATERAL (
     SELECT count(*) FILTER (WHERE b.kind <> 'group_session' AND b.status <> 'cancelled') AS seats,
            count(DISTINCT b.client_id) FILTER (WHERE b.kind <> 'group_session' AND b.status <> 'cancelled') AS clients,
            count(*) FILTER (WHERE b.kind = 'group_session') AS kept,
            count(*) FILTER (WHERE b.status <> 'cancelled' AND (b.scheduled_at, b.ends_at) <> (g.starts_at, g.ends_at)) AS elsewhere,
            count(*) FILTER (WHERE b.status IN ('pending', 'confirmed')) AS active
       FROM bookings b WHERE b.group_session_id = g.id) found
   WHERE g.seats_taken <> seats OR seats > g.capacity OR seats <> clients OR elsewhere > 0
      OR CASE WHEN g.cancelled_at IS NULL THEN kept <> 1 ELSE active > 0 END`;

/**
 * Finds rows that break the invariants of bookings: no slot is held twice, no sessions of a coach or client overlap, those of a
 * coach keep their buffers, every coach's count is right, and group sessions have the seats and the time that they say. The statements use no code of ours.
 */
export async function unsoundIn(sql: Sql): Promise<Unsound> {
  return {
    doubled: await sql(DOUBLED),
    overlapping: await sql(OVERLAPPING),
    miscounted: [...(await sql(MISCOUNTED)), ...(await sql(MISSEATED))],
  };
}
