import { CalendarDate, Choice, Line, Text } from '../../wire/fields/fields.js';
import { Form, FormDecimal, FormInt } from '../../wire/fields/form-fields.js';
import { MEAL_TYPES, type MealType } from '../../training/logs/diet-log.entity.js';

const notes = (example: string) =>
  Text({ max: 10_000, optional: true, nullable: true, emptyIsNull: true, description: '`""` means none.', example });

/** Blank fields of the page arrive as "". */
@Form()
class WorkoutFigures {
  @FormInt({ example: 3 })
  readonly sets?: number | null;

  @FormInt({ example: 8 })
  readonly reps?: number | null;

  @FormDecimal({ description: 'Kilograms.', example: 62.5 })
  readonly weight?: number | null;

  @FormInt({ example: 45 })
  readonly duration_minutes?: number | null;

  @notes('Felt strong')
  readonly notes?: string | null;
}

/** Body of `POST /client/workout-logs`. */
export class WriteWorkoutLogDto extends WorkoutFigures {
  @CalendarDate({ example: '2026-11-23' })
  readonly workout_date: string;

  @Line({ max: 255, example: 'Back Squat' })
  readonly exercise_name: string;
}

/** Body of `PUT /client/workout-logs/{id}`: only what is sent changes. */
export class ChangeWorkoutLogDto extends WorkoutFigures {
  @CalendarDate({ optional: true, example: '2026-11-23' })
  readonly workout_date?: string;

  @Line({ max: 255, optional: true, example: 'Back Squat' })
  readonly exercise_name?: string;
}

/** Blank fields of the page arrive as "". */
@Form()
class DietFigures {
  @FormDecimal({ description: 'Kilocalories.', example: 420 })
  readonly calories?: number | null;

  @FormDecimal({ example: 24.5 })
  readonly protein_grams?: number | null;

  @FormDecimal({ example: 48 })
  readonly carbs_grams?: number | null;

  @FormDecimal({ example: 11 })
  readonly fat_grams?: number | null;

  @notes('With bread')
  readonly notes?: string | null;
}

/** Body of `POST /client/diet-logs`. */
export class WriteDietLogDto extends DietFigures {
  @CalendarDate({ example: '2026-11-23' })
  readonly meal_date: string;

  @Choice(MEAL_TYPES, 'MealType', { example: 'lunch' })
  readonly meal_type: MealType;

  @Line({ max: 255, example: 'Lentil soup' })
  readonly food_name: string;
}

/** Body of `PUT /client/diet-logs/{id}`: only what is sent changes. */
export class ChangeDietLogDto extends DietFigures {
  @CalendarDate({ optional: true, example: '2026-11-23' })
  readonly meal_date?: string;

  @Choice(MEAL_TYPES, 'MealType', { optional: true, example: 'lunch' })
  readonly meal_type?: MealType;

  @Line({ max: 255, optional: true, example: 'Lentil soup' })
  readonly food_name?: string;
}
