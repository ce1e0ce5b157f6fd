import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { insertFromJson, updateFromJson } from '../database/json-writes.js';
import type { DomainError } from '../domain-error.js';
import { KeysetList } from '../wire/keyset-list.js';
import type { Page } from '../wire/paging.js';
import {
  DIET_LOG_FIELDS,
  type DietLogDto,
  type LogsQuery,
  WORKOUT_LOG_FIELDS,
  type WorkoutLogDto,
} from './dto/logs.dto.js';
import { DietLogNotFoundError, WorkoutLogNotFoundError } from './training-errors.js';

type Log = WorkoutLogDto | DietLogDto;

/** One of the two kinds of logs. */
export interface LogKind<L extends Log> {
  readonly table: 'workout_logs' | 'diet_logs';
  readonly fields: readonly (keyof L & string)[];
  readonly date: 'workout_date' | 'meal_date';
  readonly dateOf: (log: L) => string;
  readonly notFound: () => DomainError;
}

export const WORKOUT_LOGS: LogKind<WorkoutLogDto> = {
  table: 'workout_logs',
  fields: WORKOUT_LOG_FIELDS,
  date: 'workout_date',
  dateOf: (log) => log.workout_date,
  notFound: () => new WorkoutLogNotFoundError(),
};

export const DIET_LOGS: LogKind<DietLogDto> = {
  table: 'diet_logs',
  fields: DIET_LOG_FIELDS,
  date: 'meal_date',
  dateOf: (log) => log.meal_date,
  notFound: () => new DietLogNotFoundError(),
};

/** What of a log its owner writes; null empties a field. */
type Written<L extends Log> = Partial<Omit<L, 'id' | 'user_id'>>;

/** What people wrote down of their days. Every statement names whose; another's log is not found. */
@Injectable()
export class LogsService {
  constructor(private readonly database: Database) {}

  /** The latest day first. */
  list<L extends Log>({ table, fields, date, dateOf }: LogKind<L>, userId: number, query: LogsQuery): Promise<Page<L>> {
    const cursorOf = (log: L) => ({ value: dateOf(log), id: log.id });
    const list = new KeysetList({ key: date, id: 'id', direction: 'DESC', cursorOf }, query);
    list.where(`user_id = ${list.parameter(userId)}`);
    if (query.start_date !== undefined) list.where(`${date} >= ${list.parameter(query.start_date)}`);
    if (query.end_date !== undefined) list.where(`${date} <= ${list.parameter(query.end_date)}`);
    return list.page(this.database, (rest) => `SELECT ${fields.join(', ')} FROM ${table} ${rest}`);
  }

  async find<L extends Log>({ table, fields, notFound }: LogKind<L>, userId: number, id: number): Promise<L> {
    const statement = `SELECT ${fields.join(', ')} FROM ${table} WHERE id = $1 AND user_id = $2`;
    const [log] = await this.database.rows<L>(statement, [id, userId]);
    if (!log) throw notFound();
    return log;
  }

  create<L extends Log>({ table, fields }: LogKind<L>, userId: number, written: Written<L>): Promise<L> {
    const columns = fields.filter((field) => field !== 'id');
    const statement = insertFromJson({ table, columns, condition: 'true', returning: fields });
    return this.database.one<L>(statement, [JSON.stringify({ ...written, user_id: userId })]);
  }

  /** Only what is written changes. */
  async change<L extends Log>(
    { table, fields, notFound }: LogKind<L>,
    userId: number,
    id: number,
    written: Written<L>,
  ): Promise<L> {
    const columns = fields.filter((field) => field !== 'id' && field !== 'user_id');
    const condition = 't.id = $2 AND t.user_id = $3';
    const statement = updateFromJson({ table, columns, condition, returning: fields });
    const [log] = await this.database.rows<L>(statement, [JSON.stringify(written), id, userId]);
    if (!log) throw notFound();
    return log;
  }

  async remove<L extends Log>({ table, notFound }: LogKind<L>, userId: number, id: number): Promise<void> {
    const statement = `DELETE FROM ${table} WHERE id = $1 AND user_id = $2 RETURNING id`;
    const [removed] = await this.database.rows(statement, [id, userId]);
    if (!removed) throw notFound();
  }
}
