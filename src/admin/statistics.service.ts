import { Injectable } from '@nestjs/common';
import { AccessLogService } from '../audit/access-log.service.js';
import { SECTIONS_OF } from '../audit/sections.js';
import type { Principal } from '../auth/access/principal.js';
import { Database } from '../database/database.js';
import { Replica } from '../database/replica.js';
import { Clock } from '../time/clock.js';
import { bordersOfDays, daysAgoToToday } from '../time/iso.js';
import type { StatisticsDto, UsageReportDto } from './dto/statistics.dto.js';

interface Activity {
  readonly total_workouts: number;
  readonly total_diet_logs: number;
  readonly workouts: number;
  readonly diet_logs: number;
  readonly active_workout_plans: number;
  readonly active_diet_plans: number;
}

interface Usage {
  readonly new_users: number;
  readonly workouts_logged: number;
  readonly diet_logs: number;
  readonly workout_plans: number;
  readonly diet_plans: number;
}

const USERS = `
  SELECT count(*)::integer AS total, count(*) FILTER (WHERE is_active)::integer AS active,
         count(*) FILTER (WHERE role = 'client')::integer AS clients,
         count(*) FILTER (WHERE role = 'coach')::integer AS coaches,
         count(*) FILTER (WHERE role = 'admin')::integer AS admins
    FROM users WHERE deleted_at IS NULL`;

const ACTIVITY = `
  SELECT (SELECT count(*)::integer FROM workout_logs) AS total_workouts,
         (SELECT count(*)::integer FROM diet_logs) AS total_diet_logs,
         (SELECT count(*)::integer FROM workout_logs WHERE workout_date BETWEEN $1 AND $2) AS workouts,
         (SELECT count(*)::integer FROM diet_logs WHERE meal_date BETWEEN $1 AND $2) AS diet_logs,
         (SELECT count(*)::integer FROM workout_plans WHERE status = 'active') AS active_workout_plans,
         (SELECT count(*)::integer FROM diet_plans WHERE status = 'active') AS active_diet_plans`;

const USAGE = `
  SELECT (SELECT count(*)::integer FROM users WHERE deleted_at IS NULL AND created_at >= $3 AND created_at < $4) AS new_users,
         (SELECT count(*)::integer FROM workout_logs WHERE workout_date BETWEEN $1 AND $2) AS workouts_logged,
         (SELECT count(*)::integer FROM diet_logs WHERE meal_date BETWEEN $1 AND $2) AS diet_logs,
         (SELECT count(*)::integer FROM workout_plans WHERE created_at >= $3 AND created_at < $4) AS workout_plans,
         (SELECT count(*)::integer FROM diet_plans WHERE created_at >= $3 AND created_at < $4) AS diet_plans`;

/** Finds the five first, then joins their names. */
const TOP_USERS = `
  SELECT u.id AS user_id, u.full_name, u.email, top.workout_count
    FROM (SELECT user_id, count(*)::integer AS workout_count FROM workout_logs
           WHERE workout_date BETWEEN $1 AND $2 GROUP BY user_id ORDER BY workout_count DESC, user_id LIMIT 5) top
    JOIN users u ON u.id = top.user_id
   ORDER BY top.workout_count DESC, u.id`;

/** The platform in figures. Days are those of the reader's zone. A period ends today: logs of future days do not count. */
@Injectable()
export class StatisticsService {
  constructor(
    private readonly database: Database,
    private readonly replica: Replica,
    private readonly accessLog: AccessLogService,
    private readonly clock: Clock,
  ) {}

  async now({ timeZone }: Principal): Promise<StatisticsDto> {
    const [users, counted] = await Promise.all([
      this.replica.one<StatisticsDto['users']>(USERS),
      this.replica.one<Activity>(ACTIVITY, daysAgoToToday(this.clock.now(), timeZone, 30)),
    ]);
    const { total_workouts, total_diet_logs, workouts, diet_logs, ...plans } = counted;
    return { users, activity: { total_workouts, total_diet_logs }, last_30_days: { workouts, diet_logs }, plans };
  }

  /** The activity from `days` days ago to today, both included. */
  async usage(me: Principal, days: number): Promise<UsageReportDto> {
    const period = daysAgoToToday(this.clock.now(), me.timeZone, days);
    const borders = bordersOfDays(...period, me.timeZone);
    const [counted, topUsers] = await Promise.all([
      this.replica.one<Usage>(USAGE, [...period, borders[0], borders.at(-1)]),
      this.replica.rows<UsageReportDto['top_users'][number]>(TOP_USERS, period),
    ]);
    const active = topUsers.map(({ user_id }) => user_id);
    await this.accessLog.record(this.database, me, active, { what: 'activity', sections: SECTIONS_OF.activity });
    const { new_users, workouts_logged, diet_logs, ...plans } = counted;
    return {
      report_period_days: days,
      start_date: period[0],
      end_date: period[1],
      new_users,
      activity: { workouts_logged, diet_logs },
      plans_created: plans,
      top_users: topUsers,
    };
  }
}
