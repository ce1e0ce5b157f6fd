import { Injectable } from '@nestjs/common';
import { NotSharedError } from '../../connections/connection-errors.js';
import type { Restriction } from '../../connections/connections.service.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../time/clock.js';
import { daysAgoToToday, mondayOf } from '../../time/iso.js';
import type { ProgressDto, WeekDto } from '../dto/progress.dto.js';

interface ProgressRow {
  readonly workout_sessions: number;
  readonly diet_logs: number;
  readonly workout_plans: number;
  readonly diet_plans: number;
  readonly weeks: readonly WeekDto[];
}

/**
 * Weeks begin on Monday. The last week starts on $4 and ends today. A week's target comes from the diet plan in force on its
 * last day: an active plan, or a completed plan with an end date. Sums are decimal.
 */
const PROGRESS = `
  SELECT (SELECT count(*)::integer FROM workout_logs WHERE user_id = $1 AND workout_date BETWEEN $2 AND $3) AS workout_sessions,
         (SELECT count(*)::integer FROM diet_logs WHERE user_id = $1 AND meal_date BETWEEN $2 AND $3) AS diet_logs,
         (SELECT count(*)::integer FROM workout_plans WHERE user_id = $1 AND status = 'active') AS workout_plans,
         (SELECT count(*)::integer FROM diet_plans WHERE user_id = $1 AND status = 'active') AS diet_plans,
         (SELECT json_agg(week ORDER BY week.week_start) FROM (
           SELECT monday AS week_start, workouts.*, meals.*, plan.*
             FROM (SELECT $4::date - 7 * n AS monday, least($4::date - 7 * n + 6, $3::date) AS last_day
                     FROM generate_series(0, 11) n) weeks
             CROSS JOIN LATERAL (
               SELECT count(*)::integer AS workout_sessions,
                      coalesce(sum(sets::numeric * reps * weight::numeric), 0)::float8 AS weight_lifted
                 FROM workout_logs WHERE user_id = $1 AND workout_date BETWEEN monday AND last_day) workouts
             CROSS JOIN LATERAL (
               SELECT coalesce(sum(calories::numeric), 0)::float8 AS calories
                 FROM diet_logs WHERE user_id = $1 AND meal_date BETWEEN monday AND last_day) meals
             LEFT JOIN LATERAL (
               SELECT 7 * target_calories AS target_calories
                 FROM diet_plans
                WHERE user_id = $1 AND status IN ('active', 'completed') AND start_date <= last_day
                  AND (end_date >= last_day OR end_date IS NULL AND status = 'active')
                ORDER BY start_date DESC, id DESC LIMIT 1) plan ON true) week) AS weeks`;

/** Sums over a user's logs and plans. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** `last_30_days` is from today − 30 to today, both included. NotSharedError once the restriction does not hold. */
  async of(userId: number, timeZone: string, restriction: Restriction | null = null): Promise<ProgressDto> {
    const now = this.clock.now();
    const values = [userId, ...daysAgoToToday(now, timeZone, 30), mondayOf(now, timeZone)];
    const statement = restriction ? `${PROGRESS} WHERE ${restriction.condition('$5', '$1')}` : PROGRESS;
    const [row] = await this.database.rows<ProgressRow>(
      statement,
      restriction ? [...values, restriction.value] : values,
    );
    if (!row) throw new NotSharedError();
    const { workout_sessions, diet_logs, workout_plans, diet_plans, weeks } = row;
    return { last_30_days: { workout_sessions, diet_logs }, active_plans: { workout_plans, diet_plans }, weeks };
  }
}
