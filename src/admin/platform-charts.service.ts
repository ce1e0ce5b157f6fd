import { Injectable } from '@nestjs/common';
import type { Principal } from '../auth/access/principal.js';
import { Replica } from '../database/replica.js';
import { byName } from '../database/rows/texts.js';
import { Clock } from '../time/clock.js';
import { bordersOfDays, daysAgoToToday, daysBetween } from '../time/iso.js';
import { type DayCount, DayCountsDto } from '../training/dto/charts.dto.js';
import type { CoachPerformanceDto, PlatformUsageDto, SystemHealthDto, UserGrowthDto } from './dto/charts.dto.js';

const MAX_COACHES = 500;

/** `$1`: the start of each day, and the end of the last one. Counts by the number of the day, from 1. */
const GROWTH = `
  SELECT width_bucket(created_at, $1::timestamptz[]) AS number, count(*) FILTER (WHERE role = 'client')::integer AS clients,
         count(*) FILTER (WHERE role = 'coach')::integer AS coaches,
         count(*) FILTER (WHERE role = 'admin')::integer AS admins
    FROM users
   WHERE deleted_at IS NULL AND created_at >= ($1::timestamptz[])[1] AND created_at < $2
   GROUP BY 1 ORDER BY 1`;

const USAGE = `
  SELECT 'workouts' AS kind, workout_date AS day, count(*)::integer AS count
    FROM workout_logs WHERE workout_date BETWEEN $1 AND $2 GROUP BY workout_date
   UNION ALL
  SELECT 'diet_logs', meal_date, count(*)::integer FROM diet_logs WHERE meal_date BETWEEN $1 AND $2 GROUP BY meal_date
   ORDER BY day`;

const PLANS_AND_CLIENTS = `
  SELECT (SELECT count(*)::integer FROM workout_plans) AS total_workout_plans,
         (SELECT count(*)::integer FROM diet_plans) AS total_diet_plans,
         (SELECT count(*)::integer FROM users WHERE role = 'client') AS total_clients`;

const COACHES = `
  SELECT u.id AS coach_id, u.full_name AS coach_name, count(*) FILTER (WHERE b.status = 'completed')::integer AS sessions_completed,
         count(*) FILTER (WHERE b.status = 'cancelled')::integer AS sessions_cancelled,
         u.total_slots - u.available_slots AS sessions_active,
         100.0::double precision * (u.total_slots - u.available_slots) / u.total_slots AS slot_utilisation
    FROM (SELECT id, full_name, total_slots, available_slots FROM users WHERE role = 'coach' ORDER BY ${byName('full_name')}, id
           LIMIT ${MAX_COACHES}) u
    LEFT JOIN bookings b ON b.coach_id = u.id AND b.status IN ('completed', 'cancelled')
   GROUP BY u.id, u.full_name, u.total_slots, u.available_slots
   ORDER BY ${byName('u.full_name')}, u.id`;

/** Each user counts once per day, however many logs they wrote. */
const ACTIVE_USERS = `
  SELECT day, count(*)::integer AS count
    FROM (SELECT workout_date AS day, user_id FROM workout_logs WHERE workout_date BETWEEN $1 AND $2
           UNION
          SELECT meal_date, user_id FROM diet_logs WHERE meal_date BETWEEN $1 AND $2) active
   GROUP BY day ORDER BY day`;

const TOTAL_USERS = `SELECT count(*)::integer AS total FROM users WHERE deleted_at IS NULL`;

type Totals = Omit<CoachPerformanceDto, 'coaches'>;

/** The reader's time zone decides when days begin. */
type Reader = Pick<Principal, 'timeZone'>;

/** The charts for admins, from `days` days ago to today. Days without data are left out. */
@Injectable()
export class PlatformChartsService {
  constructor(
    private readonly replica: Replica,
    private readonly clock: Clock,
  ) {}

  async userGrowth(me: Reader, days: number): Promise<UserGrowthDto> {
    const period = this.period(me, days);
    const borders = bordersOfDays(...period, me.timeZone);
    const rows = await this.replica.rows<{ number: number; clients: number; coaches: number; admins: number }>(GROWTH, [
      borders,
      borders.at(-1),
    ]);
    const axis = daysBetween(...period);
    return {
      labels: rows.flatMap(({ number }) => axis[number - 1] ?? []),
      clients: rows.map(({ clients }) => clients),
      coaches: rows.map(({ coaches }) => coaches),
      admins: rows.map(({ admins }) => admins),
    };
  }

  async platformUsage(me: Reader, days: number): Promise<PlatformUsageDto> {
    const period = this.period(me, days);
    const rows = await this.replica.rows<DayCount & { kind: keyof PlatformUsageDto }>(USAGE, period);
    const axis = daysBetween(...period);
    const of = (wanted: keyof PlatformUsageDto) =>
      DayCountsDto.over(
        axis,
        rows.filter(({ kind }) => kind === wanted),
      );
    return { workouts: of('workouts'), diet_logs: of('diet_logs') };
  }

  async coachPerformance(): Promise<CoachPerformanceDto> {
    const [totals, coaches] = await Promise.all([
      this.replica.one<Totals>(PLANS_AND_CLIENTS),
      this.replica.rows<CoachPerformanceDto['coaches'][number]>(COACHES),
    ]);
    return { ...totals, coaches };
  }

  async systemHealth(me: Reader, days: number): Promise<SystemHealthDto> {
    const [start, today] = this.period(me, days);
    const [active, { total }] = await Promise.all([
      this.replica.rows<DayCount>(ACTIVE_USERS, [start, today]),
      this.replica.one<{ total: number }>(TOTAL_USERS),
    ]);
    const activeToday = active.find(({ day }) => day === today)?.count ?? 0;
    return {
      daily_active_users: DayCountsDto.from(active),
      total_users: total,
      active_rate: total === 0 ? 0 : (100 * activeToday) / total,
    };
  }

  private period({ timeZone }: Reader, days: number): [start: string, today: string] {
    return daysAgoToToday(this.clock.now(), timeZone, days);
  }
}
