import type { Length, Situation, Taken } from '../../availability/domain/free-times.js';
import type { Range, Schedule, WeekdayHours } from '../../availability/domain/schedule.js';
import { wholeDays } from '../../availability/domain/schedule.js';
import { DAY_MINUTES } from '../../time/zones.js';
import { SESSION_MINUTES } from '../domain/slot.js';

/** What is asked of a coach's calendar. */
export interface Question {
  readonly coachId: number;
  /** Null: the coach's first active session type. */
  readonly sessionTypeId: number | null;
  /** Whose own sessions and limits matter; null when nobody's do. */
  readonly clientId: number | null;
  /** Sessions from this instant to that one matter. */
  readonly from: Date;
  readonly to: Date;
  readonly now: Date;
  /** Count as if they were not there. */
  readonly movedBookingIds: readonly number[];
  /** Whether holds of the client themselves stand in nobody's way. */
  readonly isOwn: boolean;
  /** At which the client may have a hold of their own. */
  readonly startsAt: Date | null;
}

/** A session type, as far as booking needs it. */
export interface BookableType {
  readonly id: number;
  readonly name: string;
  readonly minutes: number;
  readonly before: number;
  readonly after: number;
  /** Seats of a group session of this type. */
  readonly capacity: number;
  /** Nothing is to be paid, so that no credit is used. */
  readonly is_free: boolean;
}

type Bounds = readonly [start: number, end: number];

/** What PostgreSQL knows of a coach and a client. Instants are minutes since 1970, days are days since 1970. */
export interface SituationRow {
  readonly coach_id: number;
  readonly is_bookable: boolean;
  readonly version: number | null;
  readonly time_zone: string | null;
  readonly weekly_hours: readonly number[] | null;
  readonly notice_minutes: number | null;
  readonly window_days: number | null;
  readonly grid_minutes: number | null;
  readonly daily_limit: number | null;
  readonly client_limit: number | null;
  readonly auto_confirm: boolean | null;
  readonly move_notice_minutes: number | null;
  readonly cancel_notice_minutes: number | null;
  readonly late_cancellation_percent: number | null;
  readonly no_show_percent: number | null;
  readonly series_weeks: number | null;
  readonly type: BookableType | null;
  readonly dates: readonly (readonly [day: number, hours: readonly number[]])[];
  readonly time_off: readonly Bounds[];
  readonly days_off: readonly Bounds[];
  readonly taken: readonly (readonly [
    ...Bounds,
    before: number,
    after: number,
    heldUntil: number | null,
    isTimed: boolean,
  ])[];
  readonly busy_elsewhere: readonly Bounds[];
  readonly busy: readonly Bounds[];
  /** Active bookings of the client with the coach. */
  readonly active: number;
  /** Of the hold or the offer that the client has at this very time. */
  readonly own_hold_id: string | null;
  /** Live holds of the client, with any coach. */
  readonly own_holds: readonly Bounds[];
}

const MINUTE = (instant: string, round: 'floor' | 'ceil') => `${round}(extract(epoch FROM ${instant}) / 60)`;
export const BOUNDS = (start: string, end: string) => `${MINUTE(start, 'floor')}, ${MINUTE(end, 'ceil')}`;
export const DAY = (date: string) => `${date} - '1970-01-01'::date`;
export const LIST = (items: string, rows: string) =>
  `coalesce((SELECT json_agg(json_build_array(${items})) ${rows}), '[]')`;

const ACTIVE = `b.status IN ('pending', 'confirmed') AND b.scheduled_at IS NOT NULL AND b.id <> ALL ($7::integer[])`;
/** Group sessions keep the time of their coach, and their seats do not. */
export const KEEPS_TIME = `(b.group_session_id IS NULL OR b.kind = 'group_session')`;
const OWN_HOLDS = `bookings b WHERE b.client_id = $3 AND b.kind = 'hold' AND b.held_until > $6`;

/** One statement for all that decides. Holds that have expired count for nothing. */
export const situationStatement = (bookable: string) => `
  SELECT u.id AS coach_id, (${bookable}) AS is_bookable, s.version, s.time_zone, s.weekly_hours, s.notice_minutes, s.window_days,
         s.grid_minutes, s.daily_limit, s.client_limit, s.auto_confirm, s.move_notice_minutes, s.cancel_notice_minutes,
         s.late_cancellation_percent, s.no_show_percent, s.series_weeks,
         (SELECT json_build_object('id', t.id, 'name', t.name, 'minutes', t.minutes,
                                   'before', t.buffer_before_minutes, 'after', t.buffer_after_minutes,
                                   'capacity', t.capacity, 'is_free', t.payment = 'free')
            FROM session_types t WHERE t.coach_id = u.id AND t.is_active AND ($2::integer IS NULL OR t.id = $2)
           ORDER BY t.position, t.id LIMIT 1) AS type,
         ${LIST(`${DAY('d.date')}, d.hours`, `FROM schedule_dates d WHERE d.coach_id = u.id AND d.date >= $4::timestamptz::date - 1`)} AS dates,
         ${LIST(BOUNDS('o.starts_at', 'o.ends_at'), `FROM time_off o WHERE o.coach_id = u.id AND o.ends_at > $4`)} AS time_off,
         ${LIST(
           `${DAY('o.first_day')}, ${DAY('o.last_day')}`,
           `FROM time_off o WHERE o.coach_id = u.id AND o.last_day >= $4::timestamptz::date - 1`,
         )} AS days_off,
         ${LIST(
           `${BOUNDS('b.scheduled_at', 'b.ends_at')}, b.buffer_before, b.buffer_after, extract(epoch FROM b.held_until),
            b.slot_number IS NULL AND (b.held_until IS NULL OR b.client_id IS DISTINCT FROM $3)`,
           `FROM bookings b WHERE b.coach_id = u.id AND ${ACTIVE} AND ${KEEPS_TIME}
              AND bookings_kept_free(b.scheduled_at, b.ends_at, b.buffer_before, b.buffer_after) && tstzrange($4, $5)
              AND (b.held_until IS NULL OR b.held_until > $6 AND NOT ($8 AND b.client_id = $3))`,
         )} AS taken,
         ${LIST(
           BOUNDS('o.starts_at', 'o.ends_at'),
           `FROM busy_times o WHERE o.coach_id = u.id AND tstzrange(o.starts_at, o.ends_at) && tstzrange($4, $5)`,
         )} AS busy_elsewhere,
         ${LIST(
           BOUNDS('b.scheduled_at', 'b.ends_at'),
           `FROM bookings b WHERE b.client_id = $3::integer AND ${ACTIVE}
              AND tstzrange(b.scheduled_at, b.ends_at) && tstzrange($4, $5)
              AND (b.held_until IS NULL OR b.held_until > $6 AND NOT $8::boolean)`,
         )} AS busy,
         (SELECT count(*)::integer FROM bookings b WHERE b.coach_id = u.id AND b.client_id = $3 AND b.kind = 'booking'
             AND b.status IN ('pending', 'confirmed') AND b.id <> ALL ($7)) AS active,
         (SELECT b.hold_id FROM bookings b WHERE (b.kind = 'hold' AND b.client_id = $3 OR b.kind = 'offer' AND b.client_id = $3) AND b.held_until > $6
             AND b.coach_id = u.id AND b.group_session_id IS NULL AND b.scheduled_at = $9::timestamptz) AS own_hold_id,
         ${LIST(BOUNDS('b.scheduled_at', 'b.ends_at'), `FROM ${OWN_HOLDS}`)} AS own_holds
    FROM users u LEFT JOIN schedules s ON s.coach_id = u.id
   WHERE u.id = $1`;

export const situationValues = (question: Question) => [
  question.coachId,
  question.sessionTypeId,
  question.clientId,
  question.from,
  question.to,
  question.now,
  question.movedBookingIds,
  question.isOwn,
  question.startsAt,
];

export const minutesOf = (instant: Date) => instant.getTime() / 60_000;
export const instantOf = (minutes: number) => new Date(minutes * 60_000);

const rangeOf = ([start, end]: Bounds): Range => ({ start, end });

type ScheduleRow = Pick<
  SituationRow,
  | 'time_zone'
  | 'weekly_hours'
  | 'notice_minutes'
  | 'window_days'
  | 'grid_minutes'
  | 'daily_limit'
  | 'dates'
  | 'time_off'
  | 'days_off'
>;

/** The schedule as the rules take it. A coach without a row has no hours, and the defaults of the columns do not matter. */
export function scheduleOf(row: ScheduleRow): Schedule {
  const zone = row.time_zone;
  return {
    zone,
    week: weekOf(row.weekly_hours ?? []),
    dates: new Map(row.dates.map(([day, hours]) => [day, pairsOf(hours)])),
    timeOff: [
      ...row.time_off.map(rangeOf),
      ...(zone === null ? [] : row.days_off.map(([first, last]) => wholeDays(zone, first, last))),
    ],
    noticeMinutes: row.notice_minutes ?? 0,
    windowDays: row.window_days ?? 0,
    gridMinutes: row.grid_minutes ?? 1,
    dailyLimit: row.daily_limit,
  };
}

function pairsOf(bounds: readonly number[]): Range[] {
  const starts = bounds.filter((_, index) => index % 2 === 0);
  return starts.map((start, index) => ({ start, end: bounds[index * 2 + 1] ?? start }));
}

/** `bounds` counts from Monday's midnight. */
function weekOf(bounds: readonly number[]): WeekdayHours[] {
  return pairsOf(bounds).map(({ start, end }) => {
    const day = Math.floor(start / DAY_MINUTES);
    return { weekday: day + 1, start: start - day * DAY_MINUTES, end: end - day * DAY_MINUTES };
  });
}

const takenOf = ([start, end, before, after, heldUntil, isCounted]: SituationRow['taken'][number]): Taken => ({
  start,
  end,
  before,
  after,
  isHold: heldUntil !== null,
  isCounted,
});

/** The length of a session of a type. A coach who has no type offers an hour. */
export const lengthOf = (type: BookableType | null): Length =>
  type ?? { minutes: SESSION_MINUTES, before: 0, after: 0 };

/** What is agreed on when a session is booked, as the columns of bookings take it: the two notices, and the two percents. */
export const agreedTerms = (row: TermsRow) =>
  [
    row.move_notice_minutes ?? 720,
    row.cancel_notice_minutes ?? 720,
    row.late_cancellation_percent ?? 0,
    row.no_show_percent ?? 0,
  ] as const;

/** Null: the coach has no schedule. */
export type TermsRow = Pick<
  SituationRow,
  'move_notice_minutes' | 'cancel_notice_minutes' | 'late_cancellation_percent' | 'no_show_percent' | 'auto_confirm'
>;

type DecidingRow = ScheduleRow & Pick<SituationRow, 'taken' | 'busy_elsewhere' | 'busy' | 'active' | 'client_limit'>;

/** All that decides, as the rules take it. `clientLimit`: of the platform, where the coach sets none. */
export function toSituation(
  row: DecidingRow,
  { clientId, now }: Pick<Question, 'clientId' | 'now'>,
  length: Length,
  clientLimit: number | null,
): Situation {
  return {
    schedule: scheduleOf(row),
    length,
    now: minutesOf(now),
    taken: row.taken.map(takenOf),
    busyElsewhere: row.busy_elsewhere.map(rangeOf),
    client:
      clientId === null
        ? null
        : { busy: row.busy.map(rangeOf), active: row.active, limit: row.client_limit ?? clientLimit },
  };
}

/** Seconds until the last hold around a time expires. */
export function heldSeconds({ taken }: SituationRow, now: Date): number {
  const until = taken.map(([, , , , heldUntil]) => heldUntil ?? 0);
  return Math.max(1, Math.ceil(Math.max(...until) - now.getTime() / 1000));
}
