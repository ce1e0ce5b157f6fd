import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import type { Principal } from '../../auth/access/principal.js';
import { Calendar, type Length, reasonsAt } from '../../availability/domain/free-times.js';
import { Database } from '../../database/database.js';
import { byName, contains } from '../../database/rows/texts.js';
import { Clock } from '../../time/clock.js';
import { DAY_MINUTES } from '../../time/zones.js';
import { COACH_COLUMNS, CoachesService } from '../coaches.service.js';
import type { CoachAvailabilityDto } from '../dto/coach-availability.dto.js';
import type { FreeCoachDto, WhoIsFreeQuery } from './dto/times.dto.js';
import { KEEPS_TIME, minutesOf, type SituationRow, toSituation } from './situation.js';
import { SituationsService } from './situations.service.js';

const DAY_MS = 86_400_000;
/** After so many coaches other requests get their turn. */
const AT_A_TIME = 200;

/** Lists that are empty are null: most are, and each list is parsed by itself. */
type CoachRow = CoachAvailabilityDto &
  Pick<
    SituationRow,
    'time_zone' | 'weekly_hours' | 'notice_minutes' | 'window_days' | 'grid_minutes' | 'daily_limit' | 'client_limit'
  > &
  Length & { readonly [List in 'dates' | 'time_off' | 'days_off' | 'taken' | 'busy']: SituationRow[List] | null } & {
    readonly session_type_id: number;
    readonly active: number | null;
  };

const BOUNDS = 'floor(extract(epoch FROM b.scheduled_at) / 60), ceil(extract(epoch FROM b.ends_at) / 60)';
/** Whether what is taken comes near a session of the coach's type `t`, buffers included; no two are longer than half a day. */
const IS_NEAR = `b.scheduled_at > $7::timestamptz - interval '12 hours' AND b.scheduled_at < $7::timestamptz + interval '12 hours'
  AND b.ends_at + make_interval(mins => b.buffer_after + t.before) > $7
  AND b.scheduled_at - make_interval(mins => b.buffer_before + t.after) < $7::timestamptz + make_interval(mins => t.minutes)`;

/** Whether no calendar that the coach keeps elsewhere makes them busy then. */
const ELSEWHERE = `NOT EXISTS (SELECT FROM busy_times o WHERE o.coach_id = u.id
  AND tstzrange(o.starts_at, o.ends_at) && tstzrange($7::timestamptz, $7::timestamptz + make_interval(mins => types.minutes)))`;

/**
 * `$1` now, `$2` client or null, `$3` and `$4` two days before and after the start, `$5` minutes or null, `$6` words or null, `$7` the
 * start. What is taken further away counts for a coach's limit of a day alone.
 */
const statementOf = (bookable: string) => `
  WITH types AS MATERIALIZED (
    SELECT DISTINCT ON (t.coach_id) t.coach_id, t.id, t.minutes, t.buffer_before_minutes AS before, t.buffer_after_minutes AS after
      FROM session_types t WHERE t.is_active AND ($5::integer IS NULL OR t.minutes = $5)
     ORDER BY t.coach_id, t.position, t.id
  ), taken AS MATERIALIZED (
    SELECT b.coach_id, json_agg(json_build_array(
             ${BOUNDS}, b.buffer_before, b.buffer_after, extract(epoch FROM b.held_until),
             b.slot_number IS NULL)) AS rows
      FROM bookings b JOIN schedules s USING (coach_id) JOIN types t USING (coach_id)
     WHERE coalesce(b.scheduled_at, 'infinity') > $3 AND coalesce(b.scheduled_at, 'infinity') < $4
       AND b.status IN ('pending', 'confirmed') AND ${KEEPS_TIME}
       AND (b.held_until IS NULL OR b.held_until > $1 AND b.client_id IS DISTINCT FROM $2)
       AND (s.daily_limit IS NOT NULL OR ${IS_NEAR})
     GROUP BY b.coach_id
  ), dates AS MATERIALIZED (
    SELECT d.coach_id, json_agg(json_build_array(d.date - '1970-01-01'::date, d.hours)) AS rows
      FROM schedule_dates d WHERE d.date BETWEEN $3::timestamptz::date AND $4::timestamptz::date GROUP BY d.coach_id
  ), away AS MATERIALIZED (
    SELECT o.coach_id,
           json_agg(json_build_array(floor(extract(epoch FROM o.starts_at) / 60), ceil(extract(epoch FROM o.ends_at) / 60)))
             FILTER (WHERE o.starts_at IS NOT NULL) AS time_off,
           json_agg(json_build_array(o.first_day - '1970-01-01'::date, o.last_day - '1970-01-01'::date))
             FILTER (WHERE o.first_day IS NOT NULL) AS days_off
      FROM time_off o
     WHERE o.ends_at > $3 AND o.starts_at < $4 OR o.last_day >= $3::timestamptz::date AND o.first_day <= $4::timestamptz::date
     GROUP BY o.coach_id
  ), mine AS MATERIALIZED (
    SELECT b.coach_id, count(*)::integer AS active FROM bookings b
     WHERE b.client_id = $2 AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed') GROUP BY b.coach_id
  ), busy AS MATERIALIZED (
    SELECT json_agg(json_build_array(${BOUNDS})) AS rows FROM bookings b
     WHERE b.client_id = $2::integer AND b.kind = 'booking' AND b.status IN ('pending', 'confirmed')
       AND b.scheduled_at > $3 AND b.scheduled_at < $4
  )
  SELECT ${COACH_COLUMNS}, s.time_zone, array_to_json(s.weekly_hours) AS weekly_hours, s.notice_minutes, s.window_days, s.grid_minutes,
         s.daily_limit, s.client_limit, types.id AS session_type_id, types.minutes, types.before, types.after, dates.rows AS dates, away.time_off, away.days_off, taken.rows AS taken,
         busy.rows AS busy, mine.active
    FROM schedules s JOIN users u ON u.id = s.coach_id JOIN types ON types.coach_id = u.id CROSS JOIN busy
    LEFT JOIN dates ON dates.coach_id = u.id LEFT JOIN away ON away.coach_id = u.id
    LEFT JOIN taken ON taken.coach_id = u.id LEFT JOIN mine ON mine.coach_id = u.id
   WHERE ${bookable} AND ${ELSEWHERE} AND s.time_zone IS NOT NULL AND ($6::text IS NULL OR ${contains('u.specialties', '$6')})
   ORDER BY ${byName('u.full_name')}, u.id`;

/** The coaches who could take a session at a time: one statement, whatever their number. */
@Injectable()
export class FreeCoachesService {
  private readonly statement: string;

  constructor(
    private readonly database: Database,
    private readonly situations: SituationsService,
    private readonly clock: Clock,
    coaches: CoachesService,
  ) {
    this.statement = statementOf(coaches.bookable);
  }

  /** By name. What is free may be taken a moment later: booking decides. */
  async at(reader: Principal, { starts_at, minutes, specialty }: WhoIsFreeQuery): Promise<FreeCoachDto[]> {
    const now = this.clock.now();
    const start = new Date(starts_at);
    const clientId = reader.role === 'client' ? reader.id : null;
    const [from, to] = [new Date(start.getTime() - 2 * DAY_MS), new Date(start.getTime() + 2 * DAY_MS)];
    const values = [now, clientId, from, to, minutes ?? null, specialty ?? null, start];
    const rows = await this.database.rows<CoachRow>(this.statement, values);
    const free: FreeCoachDto[] = [];
    for (const [index, row] of rows.entries()) {
      if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
      if (this.isFree(row, { clientId, now }, minutesOf(start))) free.push(shown(row));
    }
    return free;
  }

  private isFree(row: CoachRow, asked: { clientId: number | null; now: Date }, start: number): boolean {
    const { dates, time_off, days_off, taken, busy, active } = row;
    const lists = { dates: dates ?? [], time_off: time_off ?? [], days_off: days_off ?? [], taken: taken ?? [] };
    const counted = { ...row, ...lists, busy: busy ?? [], busy_elsewhere: [], active: active ?? 0 };
    const situation = toSituation(counted, asked, row, this.situations.clientLimit);
    return reasonsAt(new Calendar(situation, start - DAY_MINUTES, start + DAY_MINUTES), start).length === 0;
  }
}

function shown(row: CoachRow): FreeCoachDto {
  return {
    coach_id: row.coach_id,
    coach_name: row.coach_name,
    strengths: row.strengths,
    specialties: row.specialties,
    experience: row.experience,
    available_slots: row.available_slots,
    total_slots: row.total_slots,
    booked_slots: row.booked_slots,
    rating_average: row.rating_average,
    rating_count: row.rating_count,
    session_type_id: row.session_type_id,
  };
}
