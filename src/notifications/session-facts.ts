import type { SessionFacts } from './messages/facts.js';

/** What messages need of an event `e` of a booking `b`: names and times as they were then. */
export const FACTS_COLUMNS = `
  b.id AS booking_id, coach.full_name AS coach, client.full_name AS client, b.session_type_name, b.slot_number, b.series_id, s.time_zone AS coach_zone,
  e.actor_role, e.data->>'from_status' AS from_status, e.data->>'to_status' AS to_status,
  (e.data->>'from_time')::timestamptz AS from_time, (e.data->>'to_time')::timestamptz AS to_time,
  extract(epoch FROM b.ends_at - b.scheduled_at)::float8 AS seconds`;

export const FACTS_JOINS = `
    JOIN bookings b ON e.subject_kind = 'booking' AND b.id = e.subject_id
    JOIN users coach ON coach.id = b.coach_id
    JOIN users client ON client.id = b.client_id
    LEFT JOIN schedules s ON s.coach_id = b.coach_id`;

/** A row of FACTS_COLUMNS. */
export interface FactsRow {
  readonly booking_id: number;
  readonly coach: string;
  readonly client: string;
  readonly session_type_name: string | null;
  readonly slot_number: number | null;
  readonly series_id: number | null;
  readonly coach_zone: string | null;
  readonly actor_role: SessionFacts['actorRole'];
  readonly from_status: SessionFacts['previousStatus'];
  readonly to_status: SessionFacts['status'];
  readonly from_time: string | null;
  readonly to_time: string | null;
  /** The length of the session; null while it has no time. */
  readonly seconds: number | null;
}

/** A session without a time is one in a slot, which lasts an hour. */
const SLOT_SECONDS = 3_600;

/** There are no pages for people yet that a message could lead to. */
const NO_PAGE = null;

export function factsOf(row: FactsRow): SessionFacts {
  const { from_time, to_time, seconds } = row;
  const startsAt = to_time === null ? null : new Date(to_time);
  return {
    id: row.booking_id,
    coach: row.coach,
    client: row.client,
    sessionType: row.session_type_name,
    slotNumber: row.slot_number,
    seriesId: row.series_id,
    startsAt,
    endsAt: startsAt && new Date(startsAt.getTime() + (seconds ?? SLOT_SECONDS) * 1_000),
    previousStartsAt: from_time === null || from_time === to_time ? null : new Date(from_time),
    status: row.to_status,
    previousStatus: row.from_status,
    actorRole: row.actor_role,
    coachZone: row.coach_zone,
    url: NO_PAGE,
  };
}
