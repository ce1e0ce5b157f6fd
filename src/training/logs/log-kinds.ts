import type { EntityTarget } from 'typeorm';
import type { DomainError } from '../../domain-error.js';
import { DietLog } from './diet-log.entity.js';
import type { DietLogDto, WorkoutLogDto } from '../dto/logs.dto.js';
import { DietLogNotFoundError, WorkoutLogNotFoundError } from '../training-errors.js';
import { WorkoutLog } from './workout-log.entity.js';

export type LogDto = WorkoutLogDto | DietLogDto;

/** One of the two kinds of logs: the table, and how its rows look on the wire. */
export interface LogKind<L extends LogDto> {
  readonly entity: EntityTarget<Pick<WorkoutLog & DietLog, 'id' | 'userId'>>;
  readonly table: 'workout_logs' | 'diet_logs';
  /** The fields of an answer, which are the names of its columns, in their order. */
  readonly fields: readonly (keyof L & string)[];
  readonly date: 'workout_date' | 'meal_date';
  readonly dateOf: (log: L) => string;
  readonly notFound: () => DomainError;
}

export const WORKOUT_LOGS: LogKind<WorkoutLogDto> = {
  entity: WorkoutLog,
  table: 'workout_logs',
  fields: ['id', 'user_id', 'workout_date', 'exercise_name', 'sets', 'reps', 'weight', 'duration_minutes', 'notes'],
  date: 'workout_date',
  dateOf: (log) => log.workout_date,
  notFound: () => new WorkoutLogNotFoundError(),
};

export const DIET_LOGS: LogKind<DietLogDto> = {
  entity: DietLog,
  table: 'diet_logs',
  fields: [
    'id',
    'user_id',
    'meal_date',
    'meal_type',
    'food_name',
    'calories',
    'protein_grams',
    'carbs_grams',
    'fat_grams',
    'notes',
  ],
  date: 'meal_date',
  dateOf: (log) => log.meal_date,
  notFound: () => new DietLogNotFoundError(),
};
