import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { CoachNotFoundError } from '../bookings/domain/booking-errors.js';
import { BOUNDS, DAY, LIST, scheduleOf, type SituationRow } from '../bookings/times/situation.js';
import type { Rows } from '../database/database.js';
import { Replica } from '../database/replica.js';
import { dateOf, dayOf } from '../time/zones.js';
import { TooManyCoachesError, TooManyDaysError } from './domain/report-errors.js';
import { ReportSums } from './domain/report.js';
import { type Days, type ReportedSession, type Utilisation, utilisationOf } from './domain/utilisation.js';
import type { AllCoachesReportDto, CoachesUtilisationQuery, UtilisationReportDto } from './dto/utilisation.dto.js';

/** Of one coach, and of all. */
const [MOST_DAYS, MOST_DAYS_OF_ALL] = [92, 31];
const MOST_COACHES = 5000;
/** Rows of the answer; the sums have all. */
const MOST_ROWS = 100;
/** Other requests come first after so many coaches. */
const COACHES_AT_ONCE = 20;

/** One statement for coaches and all that is asked of them. The period is a day longer at both ends: days are those of each zone. */
const statementFor = (coaches: string) => `
  SELECT u.id AS coach_id, u.full_name AS coach_name, coalesce(s.time_zone, u.time_zone, 'UTC') AS zone, s.time_zone, s.weekly_hours,
         NULL::integer AS notice_minutes, NULL::integer AS window_days, NULL::integer AS grid_minutes, NULL::integer AS daily_limit,
         ${LIST(`${DAY('d.date')}, d.hours`, `FROM schedule_dates d WHERE d.coach_id = u.id AND d.date BETWEEN $1::timestamptz::date AND $2::timestamptz::date`)} AS dates,
         ${LIST(BOUNDS('o.starts_at', 'o.ends_at'), `FROM time_off o WHERE o.coach_id = u.id AND o.ends_at > $1 AND o.starts_at < $2`)} AS time_off,
         ${LIST(
           `${DAY('o.first_day')}, ${DAY('o.last_day')}`,
           `FROM time_off o WHERE o.coach_id = u.id AND o.last_day >= $1::timestamptz::date AND o.first_day <= $2::timestamptz::date`,
         )} AS days_off,
         ${LIST(
           `${BOUNDS('b.scheduled_at', 'b.ends_at')}, b.status, b.cancelled_by, b.is_late_cancellation, b.attendance,
            extract(epoch FROM b.scheduled_at - b.created_at) / 60, b.client_id,
            EXISTS (SELECT FROM bookings p WHERE p.coach_id = b.coach_id AND p.client_id = b.client_id
                       AND p.status IN ('confirmed', 'completed') AND p.scheduled_at < b.scheduled_at)`,
           `FROM bookings b WHERE b.coach_id = u.id AND b.kind = 'booking' AND coalesce(b.scheduled_at, 'infinity') >= $1
              AND coalesce(b.scheduled_at, 'infinity') < $2`,
         )} AS sessions
    FROM users u LEFT JOIN schedules s ON s.coach_id = u.id
   WHERE u.role = 'coach' AND u.deleted_at IS NULL ${coaches}`;

const ONE = statementFor('AND u.id = $3');
const ALL = statementFor(`ORDER BY u.id LIMIT ${MOST_COACHES + 1}`);

type SessionValues = readonly [
  start: number,
  end: number,
  status: ReportedSession['status'],
  cancelledBy: ReportedSession['cancelledBy'],
  isLate: boolean,
  attendance: ReportedSession['attendance'],
  lead: number,
  clientId: number,
  isReturning: boolean,
];
type CoachRow = Parameters<typeof scheduleOf>[0] &
  Pick<SituationRow, 'coach_id'> & {
    readonly coach_name: string;
    readonly zone: string;
    readonly sessions: readonly SessionValues[];
  };

export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
}

/** What coaches offer, and what becomes of it. */
@Injectable()
export class UtilisationService {
  constructor(private readonly replica: Replica) {}

  /** Of one coach, or of all. */
  of({ coach_id: coachId, ...period }: CoachesUtilisationQuery): Promise<AllCoachesReportDto | UtilisationReportDto> {
    return coachId === undefined ? this.ofAll(period) : this.ofCoach(coachId, period);
  }

  /** TooManyDaysError; CoachNotFoundError when there is no such coach. */
  async ofCoach(coachId: number, { from, to }: ReportPeriod): Promise<UtilisationReportDto> {
    const days = daysOf(from, to, MOST_DAYS);
    const [coach] = await load(this.replica, coachId, days);
    if (!coach) throw new CoachNotFoundError();
    return { from, to, time_zone: coach.zone, ...new ReportSums(days).add(usedBy(coach, days)).report() };
  }

  /** TooManyDaysError and TooManyCoachesError. */
  async ofAll({ from, to }: ReportPeriod): Promise<AllCoachesReportDto> {
    const days = daysOf(from, to, MOST_DAYS_OF_ALL);
    const coaches = await load(this.replica, null, days);
    if (coaches.length > MOST_COACHES) throw new TooManyCoachesError(MOST_COACHES);
    const sums = new ReportSums(days);
    const rows: AllCoachesReportDto['coaches'][number][] = [];
    for (const [index, coach] of coaches.entries()) {
      if (index > 0 && index % COACHES_AT_ONCE === 0) await setImmediate();
      const used = usedBy(coach, days);
      sums.add(used);
      const { total } = new ReportSums(days).add(used).report();
      rows.push({ coach_id: coach.coach_id, coach_name: coach.coach_name, time_zone: coach.zone, ...total });
    }
    rows.sort(
      (one, other) => other.figures.booked_minutes - one.figures.booked_minutes || one.coach_id - other.coach_id,
    );
    return { from, to, ...sums.report(), coaches: rows.slice(0, MOST_ROWS) };
  }
}

/** Those that PostgreSQL and ISO 8601 have in common. */
const FIRST_DAY = dayOf('0001-01-01');
const LAST_DAY = dayOf('9999-12-31');

function daysOf(from: string, to: string, most: number): Days {
  const days = { first: dayOf(from), last: dayOf(to) };
  if (days.last - days.first >= most) throw new TooManyDaysError(most);
  return days;
}

function load(rows: Pick<Rows, 'rows'>, coachId: number | null, { first, last }: Days): Promise<CoachRow[]> {
  const period = [dateOf(Math.max(first - 1, FIRST_DAY)), dateOf(Math.min(last + 2, LAST_DAY))];
  return coachId === null ? rows.rows<CoachRow>(ALL, period) : rows.rows<CoachRow>(ONE, [...period, coachId]);
}

const usedBy = (coach: CoachRow, days: Days): Utilisation =>
  utilisationOf(scheduleOf(coach), coach.zone, days, coach.sessions.map(sessionOf));

const sessionOf = (values: SessionValues): ReportedSession => {
  const [start, end, status, cancelledBy, isLate, attendance, lead, clientId, isReturning] = values;
  return { start, end, status, cancelledBy, isLate, attendance, lead, clientId, isReturning };
};
