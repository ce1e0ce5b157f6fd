import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../database/database.js';
import { insertFromJson, updateFromJson } from './json-writes.js';
import type { DomainError } from '../domain-error.js';
import type { Scope } from '../connections/connections.service.js';
import { KeysetList } from '../wire/keyset-list.js';
import type { DayPageQuery, Page } from '../wire/paging.js';
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

/** One's own. */
export const own = (userId: number): Scope => ({ opening: '', condition: 'user_id = $2', value: userId });

/** A kind where it does not matter what its plans look like. */
export type AnyPlanKind = Omit<PlanKind<Plan>, 'fields'>;

/** What of a plan its coach writes; null empties a field. */
type Written<P extends Plan> = Partial<Omit<P, 'id'>>;

/** Of the plan `id`, to what is written. */
interface Change<P extends Plan> {
  readonly id: number;
  readonly written: Written<P>;
}

/** What clients are to do and to eat. Every statement says whose; another's plan is not found. */
@Injectable()
export class PlansService {
  constructor(private readonly database: Database) {}

  /** The one that starts last first. */
  list<P extends Plan>({ table, fields }: PlanKind<P>, whose: Scope, query: DayPageQuery): Promise<Page<P>> {
    const cursorOf = (plan: P) => ({ value: plan.start_date, id: plan.id });
    const list = new KeysetList({ key: 'start_date', id: 'id', direction: 'DESC', cursorOf }, query);
    list.parameter(whose.value);
    list.where(whose.condition);
    return list.page(this.database, (rest) => `${whose.opening} SELECT ${fields.join(', ')} FROM ${table} ${rest}`);
  }

  async find<P extends Plan>({ table, fields, notFound }: PlanKind<P>, whose: Scope, id: number): Promise<P> {
    const statement = `${whose.opening} SELECT ${fields.join(', ')} FROM ${table} WHERE id = $1 AND ${whose.condition}`;
    const [plan] = await this.database.rows<P>(statement, [id, whose.value]);
    if (!plan) throw notFound();
    return plan;
  }

  /** Whom a plan is for, whoever asks: for saying why it could not be changed. */
  async clientOf({ table, notFound }: AnyPlanKind, id: number): Promise<number> {
    const statement = `SELECT user_id FROM ${table} WHERE id = $1`;
    const [plan] = await this.database.rows<{ user_id: number }>(statement, [id]);
    if (!plan) throw notFound();
    return plan.user_id;
  }

  /** Null when it is for somebody else than theirs. */
  async create<P extends Plan>(
    { table, fields }: PlanKind<P>,
    { opening, condition, value }: Scope,
    written: Written<P>,
  ): Promise<P | null> {
    const columns = fields.filter((field) => field !== 'id');
    const statement = opening + insertFromJson({ table, columns, condition, returning: fields });
    const [plan] = await this.database.rows<P>(statement, [JSON.stringify({ ...written, status: 'active' }), value]);
    return plan ?? null;
  }

  /** Keeps whom the plan `id` is for from being deleted, before the plan itself is locked: a deletion goes in this order, too. */
  async holdClient(db: Handle, { table }: AnyPlanKind, id: number): Promise<void> {
    const statement = `SELECT FROM users u JOIN ${table} p ON p.user_id = u.id WHERE p.id = $1 FOR KEY SHARE OF u`;
    await db.rows(statement, [id]);
  }

  /** Only what is written changes; null when there is no such plan of theirs. */
  async change<P extends Plan>(
    db: Handle,
    { table, fields }: PlanKind<P>,
    { opening, condition, value }: Scope,
    { id, written }: Change<P>,
  ): Promise<P | null> {
    const columns = fields.filter((field) => field !== 'id' && field !== 'user_id');
    const update = { table, columns, condition: `t.id = $3 AND ${condition}`, returning: fields };
    const statement = opening + updateFromJson(update);
    const [plan] = await db.rows<P>(statement, [JSON.stringify(written), value, id]);
    return plan ?? null;
  }

  /** Whether there was such a plan of theirs. */
  async remove({ table }: AnyPlanKind, { opening, condition, value }: Scope, id: number): Promise<boolean> {
    const statement = `${opening} DELETE FROM ${table} WHERE id = $1 AND ${condition} RETURNING id`;
    const removed = await this.database.rows(statement, [id, value]);
    return removed.length > 0;
  }
}
