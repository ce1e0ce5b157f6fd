import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Page, pageOf } from '../http/paging.js';
import {
  DIET_LOG_COLUMNS,
  type DietLogDto,
  type LogsQuery,
  WORKOUT_LOG_COLUMNS,
  type WorkoutLogDto,
} from './dto/logs.dto.js';

interface LogTable<Log> {
  readonly name: 'workout_logs' | 'diet_logs';
  readonly columns: string;
  readonly date: 'workout_date' | 'meal_date';
  readonly dateOf: (log: Log) => string;
}

const WORKOUTS: LogTable<WorkoutLogDto> = {
  name: 'workout_logs',
  columns: WORKOUT_LOG_COLUMNS,
  date: 'workout_date',
  dateOf: (log) => log.workout_date,
};

const MEALS: LogTable<DietLogDto> = {
  name: 'diet_logs',
  columns: DIET_LOG_COLUMNS,
  date: 'meal_date',
  dateOf: (log) => log.meal_date,
};

/** What people wrote down of their days. Every statement names whose. */
@Injectable()
export class LogsService {
  constructor(private readonly database: Database) {}

  /** The latest day first. */
  workouts(userId: number, query: LogsQuery): Promise<Page<WorkoutLogDto>> {
    return this.list(WORKOUTS, userId, query);
  }

  /** The latest day first. */
  meals(userId: number, query: LogsQuery): Promise<Page<DietLogDto>> {
    return this.list(MEALS, userId, query);
  }

  private async list<Log extends { readonly id: number }>(
    { name, columns, date, dateOf }: LogTable<Log>,
    userId: number,
    { start_date, end_date, limit, cursor }: LogsQuery,
  ): Promise<Page<Log>> {
    const values: unknown[] = [limit + 1, userId];
    const conditions = ['l.user_id = $2'];
    if (start_date !== undefined) conditions.push(`l.${date} >= $${values.push(start_date)}`);
    if (end_date !== undefined) conditions.push(`l.${date} <= $${values.push(end_date)}`);
    if (cursor) {
      const [day, id] = [values.push(cursor.value), values.push(cursor.id)];
      conditions.push(`(l.${date}, l.id) < ($${day}::date, $${id}::integer)`);
    }
    const statement = `
      SELECT ${columns} FROM ${name} l WHERE ${conditions.join(' AND ')}
       ORDER BY l.${date} DESC, l.id DESC LIMIT $1`;
    const rows = await this.database.rows<Log>(statement, values);
    return pageOf(rows, limit, (last) => ({ value: dateOf(last), id: last.id }));
  }
}
