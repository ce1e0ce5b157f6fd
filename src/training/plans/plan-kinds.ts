import type { Section } from '../../audit/sections.js';
import type { DomainError } from '../../domain-error.js';
import type { DietPlanDto, WorkoutPlanDto } from '../dto/plans.dto.js';
import { DietPlanNotFoundError, WorkoutPlanNotFoundError } from '../training-errors.js';

export type AnyPlan = WorkoutPlanDto | DietPlanDto;

/** One of the two kinds of plans: the table, and how its rows look on the wire. */
export interface PlanKind<P extends AnyPlan> {
  readonly table: 'workout_plans' | 'diet_plans';
  /** The fields of an answer, which are the names of its columns, in their order. */
  readonly fields: readonly (keyof P & string)[];
  readonly section: Section;
  readonly notFound: () => DomainError;
}

/** A kind of plans for code that does not read their fields. */
export type AnyPlanKind = Omit<PlanKind<AnyPlan>, 'fields'>;

const COMMON_FIELDS = ['id', 'user_id', 'name', 'description', 'start_date', 'end_date'] as const;

export const WORKOUT_PLANS: PlanKind<WorkoutPlanDto> = {
  table: 'workout_plans',
  fields: [...COMMON_FIELDS, 'duration_weeks', 'workout_details', 'status'],
  section: 'workouts',
  notFound: () => new WorkoutPlanNotFoundError(),
};

export const DIET_PLANS: PlanKind<DietPlanDto> = {
  table: 'diet_plans',
  fields: [
    ...COMMON_FIELDS,
    'target_calories',
    'target_protein_grams',
    'target_carbs_grams',
    'target_fat_grams',
    'meal_plan_details',
    'status',
  ],
  section: 'diet',
  notFound: () => new DietPlanNotFoundError(),
};
