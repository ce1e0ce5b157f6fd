import { Injectable } from '@nestjs/common';
import { AccessLogService } from '../audit/access-log.service.js';
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

  /** Sorts clients by name, ignoring case. Counts logs from today − 30 to today. */
  async overview(me: Principal): Promise<ClientOverviewDto> {
    const { opening, condition, value } = this.connections.visibleTo(me);
    const statement = `
      ${opening}
      SELECT c.full_name AS client_name, c.user_id AS client_id,
             (SELECT count(*)::integer FROM workout_logs l
               WHERE l.user_id = c.user_id AND workout_date BETWEEN $3 AND $4) AS workouts,
             (SELECT count(*)::integer FROM diet_logs l
               WHERE l.user_id = c.user_id AND meal_date BETWEEN $3 AND $4) AS diet_logs,
             (SELECT count(*)::integer FROM workout_plans p WHERE p.user_id = c.user_id AND status = 'active') +
             (SELECT count(*)::integer FROM diet_plans p WHERE p.user_id = c.user_id AND status = 'active') AS active_plans
        FROM (SELECT full_name, id AS user_id FROM users WHERE role = 'client') c
       WHERE ${condition} ORDER BY ${byName('full_name')}, user_id LIMIT $1`;
    const values = [MOST_CLIENTS, value, ...this.period(me, 30)];
    const clients = await this.database.rows<ClientOverviewDto['clients'][number]>(statement, values);
    await this.accessLog.record(
      this.database,
      me,
      clients.map(({ client_id }) => client_id),
      'activity',
    );
    return { clients };
  }

  /** Counts the logs of all these clients on each day of the period. */
  async engagement(me: Principal, days: number): Promise<EngagementDto> {
    const { opening, condition, value } = this.connections.countedFor(me, '$1');
    const counts = (table: string, date: string) => `
      SELECT '${table}' AS log, ${date} AS day, count(*)::integer AS count FROM ${table}
       WHERE ${condition} AND ${date} BETWEEN $2 AND $3 GROUP BY ${date}`;
    const statement = `
      ${opening}
      ${counts('workout_logs', 'workout_date')} UNION ALL ${counts('diet_logs', 'meal_date')} ORDER BY day`;
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
    const { opening, condition, value } = this.connections.countedFor(me, '$1');
    const counts = (table: string) => `
      SELECT coalesce(jsonb_object_agg(status, count), '{}') FROM (
        SELECT status, count(*) AS count FROM ${table} WHERE ${condition} GROUP BY status) counted`;
    const statement = `
      ${opening}
      SELECT (${counts('workout_plans')}) AS workout_plans, (${counts('diet_plans')}) AS diet_plans`;
    return this.database.one<PlanAssignmentsDto>(statement, [value]);
  }

  private period({ timeZone }: Principal, days: number): [first: string, last: string] {
    return daysAgoToToday(this.clock.now(), timeZone, days);
  }
}
