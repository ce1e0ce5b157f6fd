import { CalendarDate, Choice, Int, Line, Text } from '../../wire/fields/fields.js';
import { Form, FormDate, FormDecimal, FormInt, FormJson } from '../../wire/fields/form-fields.js';
import { DayPageQuery } from '../../wire/lists/paging.js';
import { QueryInt } from '../../wire/fields/query-fields.js';
import { PLAN_STATUSES, type PlanStatus } from '../../training/plans/plan-status.js';

const description = () =>
  Text({
    max: 10_000,
    optional: true,
    nullable: true,
    emptyIsNull: true,
    description: '`""` means none.',
    example: 'Three days a week.',
  });

const endDate = () =>
  FormDate({ description: 'Last day, included; not before the first. `""` means none.', example: '2027-02-14' });

const status = () => Choice(PLAN_STATUSES, 'PlanStatus', { optional: true, example: 'paused' });

const client = () => Int({ description: 'A client connected with this coach.', example: 5 });

/** The fields of a workout plan that a form may leave blank. */
@Form()
class WorkoutPlanDetails {
  @description()
  readonly description?: string | null;

  @endDate()
  readonly end_date?: string | null;

  @FormInt({ min: 1, example: 12 })
  readonly duration_weeks?: number | null;

  @FormJson({
    description: 'Free JSON: what to do, in the shape of your page.',
    example: { monday: ['Back Squat 3 × 8'] },
  })
  readonly workout_details?: Record<string, unknown> | null;
}

/** Body of `POST /coach/workout-plans`. */
export class WriteWorkoutPlanDto extends WorkoutPlanDetails {
  @client()
  readonly user_id: number;

  @Line({ max: 255, example: 'Base building' })
  readonly name: string;

  @CalendarDate({ example: '2026-11-23' })
  readonly start_date: string;
}

/** Body of `PUT /coach/workout-plans/{id}`: only what is sent changes. */
export class ChangeWorkoutPlanDto extends WorkoutPlanDetails {
  @Line({ max: 255, optional: true, example: 'Base building' })
  readonly name?: string;

  @CalendarDate({ optional: true, example: '2026-11-23' })
  readonly start_date?: string;

  @status()
  readonly status?: PlanStatus;
}

/** The fields of a diet plan that a form may leave blank. */
@Form()
class DietPlanDetails {
  @description()
  readonly description?: string | null;

  @endDate()
  readonly end_date?: string | null;

  @FormDecimal({ description: 'Kilocalories a day.', example: 2100 })
  readonly target_calories?: number | null;

  @FormDecimal({ description: 'A day.', example: 140 })
  readonly target_protein_grams?: number | null;

  @FormDecimal({ description: 'A day.', example: 220 })
  readonly target_carbs_grams?: number | null;

  @FormDecimal({ description: 'A day.', example: 70 })
  readonly target_fat_grams?: number | null;

  @FormJson({
    description: 'Free JSON: what to eat, in the shape of your page.',
    example: { breakfast: 'Porridge with berries' },
  })
  readonly meal_plan_details?: Record<string, unknown> | null;
}

/** Body of `POST /coach/diet-plans`. */
export class WriteDietPlanDto extends DietPlanDetails {
  @client()
  readonly user_id: number;

  @Line({ max: 255, example: 'Lean bulk' })
  readonly name: string;

  @CalendarDate({ example: '2026-11-23' })
  readonly start_date: string;
}

/** Body of `PUT /coach/diet-plans/{id}`: only what is sent changes. */
export class ChangeDietPlanDto extends DietPlanDetails {
  @Line({ max: 255, optional: true, example: 'Lean bulk' })
  readonly name?: string;

  @CalendarDate({ optional: true, example: '2026-11-23' })
  readonly start_date?: string;

  @status()
  readonly status?: PlanStatus;
}

/** Filter of a coach's list of plans. */
export class PlansQuery extends DayPageQuery {
  @QueryInt({ description: 'Only plans of this client, who must be connected with the coach.', example: 5 })
  readonly client_id?: number;
}
