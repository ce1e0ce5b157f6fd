import type { MealType, PlanStatus } from '@vibe-coaching/client';

/** What a client writes down, and their plans. */
export const logs = {
  title: 'My log',
  workouts: 'Workouts',
  meals: 'Meals',
  plans: 'Plans',
  noWorkouts: 'You have not written down a workout yet. Add the first one.',
  noMeals: 'You have not written down a meal yet. Add the first one.',
  noPlans: 'None of your coaches has made a plan for you yet.',
  addWorkout: 'Add a workout',
  changeWorkout: 'Change the workout',
  addMeal: 'Add a meal',
  changeMeal: 'Change the meal',
  remove: 'Delete this entry?',
  exercise: 'Exercise',
  day: 'Day',
  sets: 'Sets',
  reps: 'Repetitions',
  weight: 'Weight (kg)',
  duration: 'Minutes',
  notes: 'Notes',
  food: 'Food',
  meal: 'Meal',
  mealTypes: { breakfast: 'Breakfast', lunch: 'Lunch', dinner: 'Dinner', snack: 'Snack' } satisfies Record<
    MealType,
    string
  >,
  calories: 'Kilocalories',
  protein: 'Protein (g)',
  carbs: 'Carbohydrates (g)',
  fat: 'Fat (g)',
  workoutPlans: 'Workout plans',
  dietPlans: 'Diet plans',
  planStatuses: {
    active: 'Active',
    completed: 'Completed',
    paused: 'Paused',
    cancelled: 'Cancelled',
  } satisfies Record<PlanStatus, string>,
  details: 'The plan in detail',
};

/** What the logs add up to. */
export const progress = {
  title: 'Progress',
  weights: 'Weights by exercise',
  exercise: 'Exercise',
  mean: 'Mean',
  most: 'Most',
  noWeights: 'Write down workouts with weights, and they appear here.',
  calories: 'Kilocalories by day',
  target: (kilocalories: number) => `Your diet plan aims at ${kilocalories} kcal a day.`,
  noCalories: 'Write down what you eat, and it appears here.',
  nutrients: 'Nutrients by day',
  protein: 'Protein',
  carbs: 'Carbohydrates',
  fat: 'Fat',
  days: 'Period',
  lastDays: (days: number) => `Last ${days} days`,
};
