import type { MealType } from '../src/training/logs/diet-log.entity.js';
import type { PlanStatus } from '../src/training/plans/plan-status.js';
import type { Calendar } from './calendar.js';
import type { DemoClient } from './clients.js';
import { foodsWithout } from './foods.js';
import type { Exercise, Program } from './programs.js';

interface DemoPlan {
  readonly client: number;
  readonly name: string;
  readonly description: string;
  readonly status: PlanStatus;
  /** Offset from today in days; negative in the past. */
  readonly start: number;
  readonly weeks: number;
}

function plan(
  client: number,
  status: PlanStatus,
  [start, weeks]: [number, number],
  name: string,
  description: string,
): DemoPlan {
  return { client, name, description, status, start, weeks };
}

const WORKOUT_PLANS: readonly DemoPlan[] = [
  plan(1, 'completed', [-320, 12], 'Couch to 10 km', 'Three runs a week, never two days in a row.'),
  plan(
    1,
    'active',
    [-42, 16],
    'Half marathon under two hours',
    'Two quality runs, one easy, one long; one leg day for the knee.',
  ),
  plan(2, 'completed', [-200, 12], 'Volume block', 'Sets of eight to build the work capacity for heavier weeks.'),
  plan(2, 'active', [-63, 12], 'Strength block before the meet', 'Sets of five and four, every fifth week easy.'),
  plan(3, 'active', [-56, 12], 'Strong at home', 'Dumbbells twice a week, a brisk walk on the third day.'),
  plan(4, 'paused', [-120, 16], 'Gym basics', 'Paused while the shoulder is looked at; walking goes on.'),
  plan(4, 'active', [-35, 8], 'Heart first', 'Machines and steady cardio, always able to talk.'),
  plan(5, 'cancelled', [-150, 8], 'Handstand project', 'Stopped after the wrist sprain.'),
  plan(5, 'active', [-49, 12], 'First competition', 'Two lifting days, skills, and one workout with a partner.'),
  plan(6, 'completed', [-170, 12], 'Base season', 'Much and slow: the engine for the summer.'),
  plan(6, 'active', [-70, 20], 'Olympic distance', 'Two swims, two rides, two runs; calves twice a week.'),
  plan(7, 'completed', [-140, 8], 'Core again', 'Breathing, pelvic floor and deep abdominals, ten minutes a day.'),
  plan(7, 'active', [-42, 10], 'From walking to 5 km', 'Half an hour, three times a week, nap times permitting.'),
  plan(8, 'active', [-77, 16], 'Deadlift without fear', 'Trap bar first, range before load, no sets to failure.'),
  plan(
    9,
    'active',
    [-84, 24],
    'Six kilograms of muscle',
    'Upper and lower body in turn, one repetition more each week.',
  ),
  plan(
    10,
    'active',
    [-80, 16],
    'Coast path',
    'Legs and balance, two mornings a week, nothing that bends the hip deeply.',
  ),
];

const DIET_PLANS: readonly DemoPlan[] = [
  plan(
    1,
    'active',
    [-42, 16],
    'Vegetarian fuel for long runs',
    'Carbohydrates around the long run, protein at every meal.',
  ),
  plan(2, 'active', [-63, 12], 'Lean gain without dairy', 'A small surplus; the scale may rise by 250 g a week.'),
  plan(3, 'completed', [-200, 12], 'First steps', 'Write down everything, change nothing yet.'),
  plan(3, 'active', [-56, 12], 'Slow and steady', 'Half a kilogram a week at most, dinner before eight.'),
  plan(4, 'active', [-35, 12], 'Less salt, more plants', 'In the spirit of the DASH diet: 1,500 mg of sodium a day.'),
  plan(
    5,
    'active',
    [-49, 12],
    'Gluten-free for hard training',
    'Rice, potatoes and quinoa instead of bread and pasta.',
  ),
  plan(
    6,
    'paused',
    [-70, 20],
    'Eating for three sports',
    'Paused over the quiet weeks; comes back with the long rides.',
  ),
  plan(7, 'active', [-42, 10], 'Enough for two', 'No deficit while breastfeeding; calcium without dairy.'),
  plan(8, 'active', [-77, 16], 'Even blood sugar', 'Slow carbohydrates, something with protein every four hours.'),
  plan(
    9,
    'cancelled',
    [-84, 8],
    'Five meals a day',
    'Too much fibre too soon: cancelled after a week of stomach ache.',
  ),
  plan(9, 'active', [-70, 24], 'Vegan surplus', 'Two shakes a day, legumes twice, iron with vitamin C.'),
  plan(10, 'completed', [-85, 6], 'Strong bones', 'Calcium and protein with every meal, oily fish twice a week.'),
];

/** The workout plans of all demo clients; `ids` are in the clients' order. */
export function workoutPlans(ids: readonly number[], programs: readonly Program[], calendar: Calendar): object[] {
  return WORKOUT_PLANS.map((plan) => ({
    ...common(plan, ids, calendar),
    duration_weeks: plan.weeks,
    workout_details: workoutDetails(programs[plan.client - 1] as Program),
  }));
}

/** The diet plans of all demo clients; `ids` are in the clients' order. */
export function dietPlans(ids: readonly number[], clients: readonly DemoClient[], calendar: Calendar): object[] {
  return DIET_PLANS.map((plan) => {
    const { targets, avoids, profile } = clients[plan.client - 1] as DemoClient;
    const foods = (meal: MealType) => foodsWithout(avoids, meal).map(({ name }) => name);
    return {
      ...common(plan, ids, calendar),
      target_calories: targets.calories,
      target_protein_grams: targets.protein,
      target_carbs_grams: targets.carbs,
      target_fat_grams: targets.fat,
      meal_plan_details: {
        restrictions: profile['dietary_restrictions'],
        breakfast: foods('breakfast').slice(0, 3),
        lunch: foods('lunch').slice(0, 3),
        dinner: foods('dinner').slice(-3),
        snack: foods('snack').slice(0, 3),
      },
    };
  });
}

function common(
  { client, name, description, status, start, weeks }: DemoPlan,
  ids: readonly number[],
  calendar: Calendar,
) {
  return {
    user_id: ids[client - 1],
    name,
    description,
    status,
    start_date: calendar.day(start),
    end_date: calendar.day(start + weeks * 7 - 1),
    created_at: calendar.past(start - 1, 15),
  };
}

function workoutDetails({ weekdays, sessions }: Program): object {
  return {
    sessions_per_week: weekdays.length,
    sessions: sessions.map(({ focus, exercises }) => ({ focus, exercises: exercises.map(inWords) })),
  };
}

function inWords({ name, sets, reps, minutes }: Exercise): string {
  return minutes === null ? `${name}, ${sets ?? 0} × ${reps ?? 0}` : `${name}, ${minutes} minutes`;
}
