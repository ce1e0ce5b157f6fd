import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { utcDay } from '../time/iso.js';
import type { ProgressDto } from './dto/progress.dto.js';

interface Counts {
  readonly workout_sessions: number;
  readonly diet_logs: number;
  readonly workout_plans: number;
  readonly diet_plans: number;
}

const COUNTS = `
  SELECT (SELECT count(*)::integer FROM workout_logs WHERE user_id = $1 AND workout_date BETWEEN $2 AND $3) AS workout_sessions,
         (SELECT count(*)::integer FROM diet_logs WHERE user_id = $1 AND meal_date BETWEEN $2 AND $3) AS diet_logs,
         (SELECT count(*)::integer FROM workout_plans WHERE user_id = $1 AND status = 'active') AS workout_plans,
         (SELECT count(*)::integer FROM diet_plans WHERE user_id = $1 AND status = 'active') AS diet_plans`;

/** What a client's logs and plans add up to. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The last 30 days are today − 30 to today, both included. */
  async of(userId: number): Promise<ProgressDto> {
    const now = this.clock.now();
    const [counts] = await this.database.rows<Counts>(COUNTS, [userId, utcDay(now, -30), utcDay(now)]);
    const { workout_sessions, diet_logs, workout_plans, diet_plans } = counts as Counts;
    return { last_30_days: { workout_sessions, diet_logs }, active_plans: { workout_plans, diet_plans } };
  }
}
