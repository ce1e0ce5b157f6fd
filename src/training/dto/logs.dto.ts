import { CalendarDate, Choice, Decimal, Int, Text } from '../../wire/fields/fields.js';
import { DayPageQuery } from '../../wire/lists/paging.js';
import { NotAfter, NotBefore, QueryDate } from '../../wire/fields/query-fields.js';
import { MEAL_TYPES, type MealType } from '../logs/diet-log.entity.js';

/** One exercise on one day. */
export class WorkoutLogDto {
  @Int({ example: 310 })
  readonly id: number;

  @Int({ example: 5 })
  readonly user_id: number;

  @CalendarDate({ example: '2026-11-23' })
  readonly workout_date: string;

  @Text({ max: 255, example: 'Back Squat' })
  readonly exercise_name: string;

  @Int({ min: 0, nullable: true, example: 3 })
  readonly sets: number | null;

  @Int({ min: 0, nullable: true, example: 8 })
  readonly reps: number | null;

  @Decimal({ nullable: true, description: 'Kilograms.', example: 62.5 })
  readonly weight: number | null;

  @Int({ min: 0, nullable: true, example: 45 })
  readonly duration_minutes: number | null;

  @Text({ max: 10_000, nullable: true, example: 'Felt strong' })
  readonly notes: string | null;
}

/** One food of one meal. */
export class DietLogDto {
  @Int({ example: 720 })
  readonly id: number;

  @Int({ example: 5 })
  readonly user_id: number;

  @CalendarDate({ example: '2026-11-23' })
  readonly meal_date: string;

  @Choice(MEAL_TYPES, 'MealType', { example: 'lunch' })
  readonly meal_type: MealType;

  @Text({ max: 255, example: 'Lentil soup' })
  readonly food_name: string;

  @Decimal({ nullable: true, description: 'Kilocalories.', example: 420 })
  readonly calories: number | null;

  @Decimal({ nullable: true, example: 24.5 })
  readonly protein_grams: number | null;

  @Decimal({ nullable: true, example: 48 })
  readonly carbs_grams: number | null;

  @Decimal({ nullable: true, example: 11 })
  readonly fat_grams: number | null;

  @Text({ max: 10_000, nullable: true, example: 'With bread' })
  readonly notes: string | null;
}

/** The period of a list of logs. */
export class LogsQuery extends DayPageQuery {
  @NotAfter('end_date')
  @QueryDate({ description: 'First day, included.', example: '2026-11-01' })
  readonly start_date?: string;

  @NotBefore('start_date')
  @QueryDate({ description: 'Last day, included.', example: '2026-11-30' })
  readonly end_date?: string;
}
