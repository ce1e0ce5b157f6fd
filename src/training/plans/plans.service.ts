import { Injectable } from '@nestjs/common';
import { Database, type Handle } from '../../database/database.js';
import { insertFromJson, updateFromJson } from '../../database/json-writes.js';
import type { Restriction, Scope } from '../../connections/connections.service.js';
import { KeysetList } from '../../wire/lists/keyset-list.js';
import type { DayPageQuery, Page } from '../../wire/lists/paging.js';
import type { AnyPlanKind, AnyPlan, PlanKind } from './plan-kinds.js';

/** Only this user's plans. */
export const own = (userId: number): Scope => ({ opening: '', condition: 'user_id = $2', value: userId });

/** The fields of a plan that its coach writes; null empties a field. */
type Written<P extends AnyPlan> = Partial<Omit<P, 'id'>>;

/** Changes the plan `id` to what is written. */
interface Change<P extends AnyPlan> {
  readonly id: number;
  readonly written: Written<P>;
}

/**
 * Workout and diet plans. Every method takes the scope of the caller: a plan outside it is not found. Writes are statements: each
 * checks the scope and writes at once, so that a booking that is cancelled meanwhile cannot slip in between.
 */
@Injectable()
export class PlansService {
  constructor(private readonly database: Database) {}

  /** The plan that starts last comes first. A reader who is restricted gets none once the restriction does not hold. */
  list<P extends AnyPlan>(
    { table, fields }: PlanKind<P>,
    whose: Scope,
    query: DayPageQuery,
    restriction: Restriction | null = null,
  ): Promise<Page<P>> {
    const cursorOf = (plan: P) => ({ value: plan.start_date, id: plan.id });
    const list = new KeysetList({ key: 'start_date', id: 'id', direction: 'DESC', cursorOf }, query, table);
    const scoped = list.parameter(whose.value);
    list.with(whose.opening);
    list.where(whose.condition);
    if (restriction) list.where(restriction.condition(list.parameter(restriction.value), scoped));
    return list.page(this.database, (rest) => `SELECT ${fields.join(', ')} FROM ${table} ${rest}`);
  }

  async find<P extends AnyPlan>(kind: PlanKind<P>, whose: Scope, id: number): Promise<P> {
    const plan = await this.seek(kind, whose, id);
    if (!plan) throw kind.notFound();
    return plan;
  }

  /** Null when there is none in the scope. */
  async seek<P extends AnyPlan>({ table, fields }: PlanKind<P>, whose: Scope, id: number): Promise<P | null> {
    const statement = `${whose.opening} SELECT ${fields.join(', ')} FROM ${table} WHERE id = $1 AND ${whose.condition}`;
    const [plan] = await this.database.rows<P>(statement, [id, whose.value]);
    return plan ?? null;
  }

  /** The client of a plan, without a scope: the caller uses it to say why a plan could not be changed. */
  async clientOf({ table, notFound }: AnyPlanKind, id: number): Promise<number> {
    const statement = `SELECT user_id FROM ${table} WHERE id = $1`;
    const [plan] = await this.database.rows<{ user_id: number }>(statement, [id]);
    if (!plan) throw notFound();
    return plan.user_id;
  }

  /** Null when the client is outside the scope. */
  async create<P extends AnyPlan>(
    db: Handle,
    { table, fields }: PlanKind<P>,
    { opening, condition, value }: Scope,
    written: Written<P>,
  ): Promise<P | null> {
    const columns = fields.filter((field) => field !== 'id');
    const statement = opening + insertFromJson({ table, columns, condition, returning: fields });
    const [plan] = await db.rows<P>(statement, [JSON.stringify({ ...written, status: 'active' }), value]);
    return plan ?? null;
  }

  /** Locks the client of the plan `id` before the plan, in the order of a deletion, so that the two cannot deadlock. */
  async holdClient(db: Handle, { table }: AnyPlanKind, id: number): Promise<void> {
    const statement = `SELECT FROM users u JOIN ${table} p ON p.user_id = u.id WHERE p.id = $1 FOR KEY SHARE OF u`;
    await db.rows(statement, [id]);
  }

  /** Changes only what is written. Null when the scope has no such plan. */
  async change<P extends AnyPlan>(
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

  /** False when the scope has no such plan. */
  async remove(db: Handle, { table }: AnyPlanKind, { opening, condition, value }: Scope, id: number): Promise<boolean> {
    const statement = `${opening} DELETE FROM ${table} WHERE id = $1 AND ${condition} RETURNING id`;
    const removed = await db.rows(statement, [id, value]);
    return removed.length > 0;
  }
}
