import type { Sql } from '../support/books.js';

/** What a coach of a proof offers. */
export interface Offer {
  readonly minutes: number;
  readonly before: number;
  readonly after: number;
  readonly daily_limit: number | null;
  readonly client_limit: number | null;
  readonly auto_confirm: boolean;
}

const PLAIN: Offer = { minutes: 60, before: 0, after: 0, daily_limit: null, client_limit: null, auto_confirm: false };
const OFFERS: readonly Offer[] = [
  PLAIN,
  { ...PLAIN, minutes: 45, before: 15, after: 15, auto_confirm: true },
  { ...PLAIN, after: 30, daily_limit: 6 },
  { ...PLAIN, minutes: 30, before: 10, client_limit: 2, auto_confirm: true },
];

/** It follows from the coach's id, so that the audit knows it even after the coach was deleted. */
export const offerOf = (coachId: number): Offer => OFFERS[coachId % OFFERS.length] ?? PLAIN;

const ADD_SCHEDULE = `
  INSERT INTO schedules (coach_id, time_zone, weekly_hours, notice_minutes, daily_limit, client_limit, auto_confirm)
  SELECT $1, 'UTC', array_agg(minute ORDER BY day, minute), 0, $2, $3, $4
    FROM generate_series(0, 6) AS day, unnest(ARRAY[day * 1440, (day + 1) * 1440]) AS minute`;

const ADD_TYPE = `
  INSERT INTO session_types (coach_id, name, minutes, buffer_before_minutes, buffer_after_minutes)
  VALUES ($1, 'Training session', $2, $3, $4)`;

/** Opens a coach's calendar day and night: what the proofs are about is sessions that meet each other. */
export async function openCalendar(sql: Sql, coachId: number): Promise<void> {
  const { minutes, before, after, daily_limit, client_limit, auto_confirm } = offerOf(coachId);
  await sql(ADD_SCHEDULE, [coachId, daily_limit, client_limit, auto_confirm]);
  await sql(ADD_TYPE, [coachId, minutes, before, after]);
}

/** A session in a calendar: start and end as milliseconds since 1970, buffers in minutes. */
export interface Session {
  readonly start: number;
  readonly end: number;
  readonly before: number;
  readonly after: number;
}

const MINUTE = 60_000;
const SLOT = { minutes: 60, before: 0, after: 0 };

/** The session that a booking or hold of a coach is at `start`. */
export function sessionOf(coachId: number, slotNumber: number | null, start: string): Session {
  const { minutes, before, after } = slotNumber === null ? offerOf(coachId) : SLOT;
  const begin = Date.parse(start);
  return { start: begin, end: begin + minutes * MINUTE, before, after };
}

export const overlap = (a: Session, b: Session) => a.start < b.end && b.start < a.end;

/** Whether two sessions of one coach are nearer than their buffers: after the earlier one plus before the later one. */
export function tooNear(a: Session, b: Session): boolean {
  return a.start < b.end + (b.after + a.before) * MINUTE && b.start < a.end + (a.after + b.before) * MINUTE;
}

/** The day by which a limit counts; the coaches of proofs live in UTC. */
export const dayOf = ({ start }: Session) => Math.floor(start / 86_400_000);
