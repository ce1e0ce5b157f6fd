/** The id of an event at Google: digits and the letters from a to v. It follows from ours, so that no session is written twice. */
const EVENT_ID = `replace(s.kind, '_', '') || s.id || 'i' || (SELECT replace(id::text, '-', '') FROM installation)`;

const mark = (sessions: string) => `
  INSERT INTO google_events AS e (calendar_id, subject_kind, subject_id, event_id, due_at)
  SELECT g.calendar_id, s.kind, s.id, ${EVENT_ID}, $1
    FROM (${sessions}) AS s (kind, id, coach_id) JOIN google_calendars g ON g.coach_id = s.coach_id AND NOT g.is_disconnected
   ORDER BY g.calendar_id, s.kind, s.id
      ON CONFLICT (calendar_id, subject_kind, subject_id)`;

/** A write that is under way keeps its lease, which is a minute. A seat changes the event of its group session. */
export const MARK_CHANGED = `${mark(`
  SELECT CASE WHEN b.group_session_id IS NULL THEN 'booking' ELSE 'group_session' END, coalesce(b.group_session_id, b.id), b.coach_id
    FROM bookings b WHERE b.id = ANY ($2) AND b.kind = 'booking'
   UNION
  SELECT 'group_session', id, coach_id FROM group_sessions WHERE id = ANY ($3)`)}
      DO UPDATE SET wanted = e.wanted + 1, due_at = CASE WHEN e.due_at IS NULL THEN $1 ELSE least(e.due_at, $1::timestamptz + interval '1 minute') END`;

/** All coming sessions of a coach that were never written. */
export const MARK_COMING = `${mark(`
  SELECT 'booking', b.id, b.coach_id FROM bookings b
   WHERE b.coach_id = $2 AND b.kind = 'booking' AND b.group_session_id IS NULL AND b.status IN ('pending', 'confirmed')
     AND b.scheduled_at > $1
   UNION ALL
  SELECT 'group_session', id, coach_id FROM group_sessions
   WHERE coach_id = $2 AND cancelled_at IS NULL AND starts_at > $1`)}
      DO NOTHING`;
