import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { DomainError } from '../domain-error.js';
import { type DayPageQuery, type Page, pageOf } from '../http/paging.js';
import { DIET_PLAN_FIELDS, type DietPlanDto, WORKOUT_PLAN_FIELDS, type WorkoutPlanDto } from './dto/plans.dto.js';
import { DietPlanNotFoundError, WorkoutPlanNotFoundError } from './training-errors.js';

type Plan = WorkoutPlanDto | DietPlanDto;

/** One of the two kinds of plans. */
export interface PlanKind<P extends Plan> {
  readonly table: 'workout_plans' | 'diet_plans';
  readonly fields: readonly (keyof P & string)[];
  readonly notFound: () => DomainError;
}

export const WORKOUT_PLANS: PlanKind<WorkoutPlanDto> = {
  table: 'workout_plans',
  fields: WORKOUT_PLAN_FIELDS,
  notFound: () => new WorkoutPlanNotFoundError(),
};

export const DIET_PLANS: PlanKind<DietPlanDto> = {
  table: 'diet_plans',
  fields: DIET_PLAN_FIELDS,
  notFound: () => new DietPlanNotFoundError(),
};

/** What clients are to do and to eat. Every statement names whose. */
@Injectable()
export class PlansService {
  constructor(private readonly database: Database) {}

  /** One's plans, the one that starts last first. */
  async list<P extends Plan>(
    { table, fields }: PlanKind<P>,
    userId: number,
    { limit, cursor }: DayPageQuery,
  ): Promise<Page<P>> {
    const values: unknown[] = [limit + 1, userId];
    const conditions = ['user_id = $2'];
    if (cursor) {
      const [day, id] = [values.push(cursor.value), values.push(cursor.id)];
      conditions.push(`(start_date, id) < ($${day}::date, $${id}::integer)`);
    }
    const statement = `
      SELECT ${fields.join(', ')} FROM ${table} WHERE ${conditions.join(' AND ')} ORDER BY start_date DESC, id DESC LIMIT $1`;
    const rows = await this.database.rows<P>(statement, values);
    return pageOf(rows, limit, (last) => ({ value: last.start_date, id: last.id }));
  }

  /** One plan of one's own; another's is not found. */
  async find<P extends Plan>({ table, fields, notFound }: PlanKind<P>, userId: number, id: number): Promise<P> {
    const statement = `SELECT ${fields.join(', ')} FROM ${table} WHERE id = $1 AND user_id = $2`;
    const [plan] = await this.database.rows<P>(statement, [id, userId]);
    if (!plan) throw notFound();
    return plan;
  }
}
