import { ANONYMOUS, authorOf } from '../reviews/domain/author.js';
import type { AttendanceFacts, PaymentFacts, ReviewFacts, SessionFacts, WaitFacts } from './messages/facts.js';

/** What messages need of an event `e` of a booking `b`, of its review `r`, of a payment `p`, or of a waitlist entry `w`: names and times as they were then. */
export const FACTS_COLUMNS = `
  b.id AS booking_id, w.id AS waitlist_entry_id, r.id AS review_id,
  CASE WHEN r.show_name AND client.deleted_at IS NULL THEN client.full_name END AS shown_name, coach.full_name AS coach, client.full_name AS client,
  coalesce(b.session_type_name, g.session_type_name, t.name) AS session_type_name,
  coalesce(b.slot_number, (e.data->>'slot_number')::integer) AS slot_number, b.series_id, s.time_zone AS coach_zone,
  coalesce((SELECT location_kind = 'video' FROM session_types WHERE id = b.session_type_id), false) AS is_video,
  b.pay_until, e.type = 'booking.expired' AND b.price_minor IS NOT NULL AND b.payment_status = 'none' AS is_unpaid,
  (e.data->>'amount_minor')::integer AS amount_minor, e.data->>'currency' AS currency, q.name AS pack_name, q.sessions AS credits, q.expires_at AS credits_until,
  e.actor_role, e.data->>'from_status' AS from_status,
  coalesce(e.data->>'to_status', CASE WHEN p.id IS NOT NULL THEN b.status::text END) AS to_status, e.data->>'reason' AS reason, e.data->>'to_attendance' AS to_attendance,
  (e.data->>'from_time')::timestamptz AS from_time, (e.data->>'expires_at')::timestamptz AS offer_ends_at,
  coalesce((e.data->>'to_time')::timestamptz, (e.data->>'scheduled_at')::timestamptz, g.starts_at,
           CASE WHEN r.id IS NOT NULL OR p.id IS NOT NULL OR e.data ? 'to_attendance' THEN b.scheduled_at END) AS to_time,
  coalesce(extract(epoch FROM b.ends_at - b.scheduled_at), extract(epoch FROM g.ends_at - g.starts_at), t.minutes * 60)::float8 AS seconds`;

/** An event of an account has its owner as both people. Events of anything else have no row: nobody is written to about them. */
export const FACTS_JOINS = `
    LEFT JOIN reviews r ON e.subject_kind = 'review' AND r.id = e.subject_id
    LEFT JOIN checkouts p ON e.subject_kind = 'payment' AND p.id = e.subject_id
    LEFT JOIN pack_purchases q ON q.id = p.purchase_id
    LEFT JOIN bookings b ON b.id = CASE e.subject_kind WHEN 'booking' THEN e.subject_id WHEN 'review' THEN r.booking_id WHEN 'payment' THEN p.booking_id END
    LEFT JOIN waitlist_entries w ON e.subject_kind = 'waitlist_entry' AND w.id = e.subject_id
    LEFT JOIN group_sessions g ON g.id = w.group_session_id
    LEFT JOIN session_types t ON t.id = w.session_type_id
    JOIN users coach ON coach.id = coalesce(b.coach_id, w.coach_id, p.coach_id, CASE e.subject_kind WHEN 'account' THEN e.subject_id END)
    JOIN users client ON client.id = coalesce(b.client_id, w.client_id, p.client_id, coach.id)
    LEFT JOIN schedules s ON s.coach_id = coach.id`;

/** A row of FACTS_COLUMNS. */
export interface FactsRow {
  readonly booking_id: number;
  readonly coach: string;
  readonly client: string;
  readonly session_type_name: string | null;
  readonly slot_number: number | null;
  readonly series_id: number | null;
  readonly coach_zone: string | null;
  readonly is_video?: boolean;
  readonly pay_until?: string | null;
  readonly is_unpaid?: boolean | null;
  readonly actor_role: SessionFacts['actorRole'];
  readonly from_status: SessionFacts['previousStatus'];
  readonly to_status: SessionFacts['status'];
  readonly from_time: string | null;
  readonly to_time: string | null;
  /** The length of the session; null while it has no time. */
  readonly seconds: number | null;
}

/** A row of an event of a waitlist entry. */
export interface WaitRow extends FactsRow {
  readonly waitlist_entry_id: number;
  readonly offer_ends_at: string | null;
  readonly reason: WaitFacts['reason'];
}

/** A row of an event of a payment, or of a session that is to be paid. */
export interface PaymentRow extends FactsRow {
  readonly amount_minor: number;
  readonly currency: string;
  readonly pack_name?: string | null;
  readonly credits?: number | null;
  readonly credits_until?: string | null;
}

/** A row of an event of a review, or of the completion of a session. */
export interface ReviewRow extends FactsRow {
  readonly review_id: number | null;
  /** The writer's name, if they show it. */
  readonly shown_name: string | null;
}

/** A row of an event about who came. */
export interface AttendanceRow extends FactsRow {
  readonly to_attendance: AttendanceFacts['outcome'];
}

/** A session without a time is one in a slot, which lasts an hour. */
const SLOT_SECONDS = 3_600;

/** There are no pages for people yet that a message could lead to. */
const NO_PAGE = null;

/** `appUrl` is where pages for people are. */
export function factsOf(row: FactsRow, appUrl: string | null = null): SessionFacts {
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
    videoUrl: videoPage(row, appUrl),
    payUntil: dateOrNull(row.pay_until),
    isUnpaid: row.is_unpaid ?? false,
    url: NO_PAGE,
  };
}

const dateOrNull = (text: string | null | undefined) => (text ? new Date(text) : null);

/** A room that can be entered: the session is confirmed and has a time. */
function videoPage({ booking_id, is_video, to_status, to_time }: FactsRow, appUrl: string | null): string | null {
  const hasRoom = is_video === true && to_status === 'confirmed' && to_time !== null;
  return hasRoom && appUrl !== null ? `${appUrl}/join/${booking_id}` : null;
}

/** Facts of an event of a waitlist entry. Who was passed over has no offer, and whose offer lapsed has it no more. */
export function waitFactsOf(row: WaitRow): WaitFacts {
  const { offer_ends_at, reason } = row;
  return {
    ...factsOf(row),
    id: row.waitlist_entry_id,
    offerEndsAt: offer_ends_at === null ? null : new Date(offer_ends_at),
    reason,
  };
}

/** Facts of an event of a review. */
export function reviewFactsOf(row: ReviewRow): ReviewFacts {
  const author = authorOf(row.shown_name);
  return { ...factsOf(row), author: author === ANONYMOUS ? null : author };
}

/** Facts of an event of a payment. */
export function paymentFactsOf(row: PaymentRow): PaymentFacts {
  const { amount_minor: amountMinor, currency, pack_name: name, credits, credits_until } = row;
  const pack = name ? { name, credits: credits ?? 0, until: dateOrNull(credits_until) } : null;
  return { ...factsOf(row), amountMinor, currency, pack };
}

/** Facts of an event about who came. */
export const attendanceFactsOf = (row: AttendanceRow): AttendanceFacts => ({
  ...factsOf(row),
  outcome: row.to_attendance,
});
