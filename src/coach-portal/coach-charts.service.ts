import { Injectable } from '@nestjs/common';
import { AccessLogService } from '../audit/access-log.service.js';
import type { Section } from '../audit/sections.js';
import type { Principal } from '../auth/access/principal.js';
import { ConnectionsService } from '../connections/connections.service.js';
import { Database } from '../database/database.js';
import { byName } from '../database/rows/texts.js';
import { Clock } from '../time/clock.js';
import { daysAgoToToday, daysBetween } from '../time/iso.js';
import { DayCountsDto } from '../training/dto/charts.dto.js';
import type { ClientOverviewDto, EngagementDto, PlanAssignmentsDto } from './dto/coach-charts.dto.js';

/** The most clients in an overview: no chart shows more. */
const MOST_CLIENTS = 500;

/** Charts of a coach's connected clients, or of all clients for an admin. One statement each. */
@Injectable()
export class CoachChartsService {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly accessLog: AccessLogService,
    private readonly clock: Clock,
  ) {}

  /**
   * Sorts clients by name, ignoring case. Counts logs from today − 30 to today. Leaves out what a client does not share, and those who
   * share neither section.
   */
  async overview(me: Principal): Promise<ClientOverviewDto> {
    const { opening, from, condition, shares, value } = this.connections.eachVisible(me);
    const [trains, eats] = [shares('workouts'), shares('diet')];
    const statement = `
      ${opening}
      SELECT u.full_name AS client_name, u.id AS client_id,
             CASE WHEN ${trains} THEN (SELECT count(*)::integer FROM workout_logs l
               WHERE l.user_id = u.id AND workout_date BETWEEN $3 AND $4) END AS workouts,
             CASE WHEN ${eats} THEN (SELECT count(*)::integer FROM diet_logs l
               WHERE l.user_id = u.id AND meal_date BETWEEN $3 AND $4) END AS diet_logs,
             (SELECT count(*)::integer FROM workout_plans p WHERE ${trains} AND p.user_id = u.id AND status = 'active') +
             (SELECT count(*)::integer FROM diet_plans p WHERE ${eats} AND p.user_id = u.id AND status = 'active') AS active_plans
        FROM ${from}
       WHERE ${condition} AND (${trains} OR ${eats}) ORDER BY ${byName('u.full_name')}, u.id LIMIT $1`;
    const values = [MOST_CLIENTS, value, ...this.period(me, 30)];
    const clients = await this.database.rows<ClientOverviewDto['clients'][number]>(statement, values);
    const reads = clients.map(({ client_id: id, workouts, diet_logs }) => ({
      id,
      sections: sharedOf(workouts, diet_logs),
    }));
    await this.accessLog.recordEach(this.database, me, 'activity', reads);
    return { clients };
  }

  /** Counts the logs of all these clients on each day of the period. */
  async engagement(me: Principal, days: number): Promise<EngagementDto> {
    const { opening, condition: trains, value } = this.connections.countedFor(me, 'workouts', '$1');
    const { condition: eats } = this.connections.countedFor(me, 'diet', '$1');
    const counts = (table: string, date: string, condition: string) => `
      SELECT '${table}' AS log, ${date} AS day, count(*)::integer AS count FROM ${table}
       WHERE ${condition} AND ${date} BETWEEN $2 AND $3 GROUP BY ${date}`;
    const statement = `
      ${opening}
      ${counts('workout_logs', 'workout_date', trains)} UNION ALL ${counts('diet_logs', 'meal_date', eats)} ORDER BY day`;
    const period = this.period(me, days);
    const rows = await this.database.rows<{ log: string; day: string; count: number }>(statement, [value, ...period]);
    const axis = daysBetween(...period);
    const of = (log: string) =>
      DayCountsDto.over(
        axis,
        rows.filter((row) => row.log === log),
      );
    return { workouts: of('workout_logs'), diet_logs: of('diet_logs') };
  }

  /** Counts the plans of these clients by status. Leaves out statuses without plans. */
  async planAssignments(me: Principal): Promise<PlanAssignmentsDto> {
    const { opening, condition: trains, value } = this.connections.countedFor(me, 'workouts', '$1');
    const { condition: eats } = this.connections.countedFor(me, 'diet', '$1');
    const counts = (table: string, condition: string) => `
      SELECT coalesce(jsonb_object_agg(status, count), '{}') FROM (
        SELECT status, count(*) AS count FROM ${table} WHERE ${condition} GROUP BY status) counted`;
    const statement = `
      ${opening}
      SELECT (${counts('workout_plans', trains)}) AS workout_plans, (${counts('diet_plans', eats)}) AS diet_plans`;
    return this.database.one<PlanAssignmentsDto>(statement, [value]);
  }

  private period({ timeZone }: Principal, days: number): [first: string, last: string] {
    return daysAgoToToday(this.clock.now(), timeZone, days);
  }
}

/** The sections of which a client's row in the overview says something. */
function sharedOf(workouts: number | null, dietLogs: number | null): Section[] {
  return [...(workouts === null ? [] : ['workouts' as const]), ...(dietLogs === null ? [] : ['diet' as const])];
}
