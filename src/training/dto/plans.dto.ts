import { CalendarDate, Choice, Decimal, Int, JsonObject, Text } from '../../wire/fields/fields.js';
import { PLAN_STATUSES, type PlanStatus } from '../plans/plan-status.js';

/** The fields that workout plans and diet plans share. */
class PlanDto {
  @Int({ example: 7 })
  readonly id: number;

  @Int({ description: 'The client whom it is for.', example: 5 })
  readonly user_id: number;

  @Text({ max: 255, example: 'Base building' })
  readonly name: string;

  @Text({ max: 10_000, nullable: true, example: 'Three days a week, one of them long.' })
  readonly description: string | null;

  @CalendarDate({ example: '2026-11-23' })
  readonly start_date: string;

  @CalendarDate({ nullable: true, description: 'Last day, included.', example: '2027-02-14' })
  readonly end_date: string | null;

  @Choice(PLAN_STATUSES, 'PlanStatus', { example: 'active' })
  readonly status: PlanStatus;
}

/** A plan of what a client trains over some weeks. */
export class WorkoutPlanDto extends PlanDto {
  @Int({ nullable: true, example: 12 })
  readonly duration_weeks: number | null;

  @JsonObject({ nullable: true, example: { monday: ['Back Squat 3 × 8', 'Plank 3 × 60 s'] } })
  readonly workout_details: Record<string, unknown> | null;
}

/** A plan of what a client eats, with daily targets. */
export class DietPlanDto extends PlanDto {
  @Decimal({ nullable: true, description: 'Kilocalories a day.', example: 2100 })
  readonly target_calories: number | null;

  @Decimal({ nullable: true, description: 'A day.', example: 140 })
  readonly target_protein_grams: number | null;

  @Decimal({ nullable: true, description: 'A day.', example: 220 })
  readonly target_carbs_grams: number | null;

  @Decimal({ nullable: true, description: 'A day.', example: 70 })
  readonly target_fat_grams: number | null;

  @JsonObject({ nullable: true, example: { breakfast: 'Porridge with berries' } })
  readonly meal_plan_details: Record<string, unknown> | null;
}
