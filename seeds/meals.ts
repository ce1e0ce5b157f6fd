import type { MealType } from '../src/training/logs/diet-log.entity.js';
import { type Calendar, LOGGED } from './calendar.js';
import type { DemoClient } from './clients.js';
import { Dice } from './dice.js';
import { type Food, foodsWithout } from './foods.js';

const NOTES = [
  'Ate out with colleagues',
  'Cooked for two days',
  'Second helping',
  'In a hurry',
  'Half of it left for tomorrow',
  'New recipe, worth repeating',
];
const NOTED = 0.06;

/** Share of the day's calories, hour of the log, and a factor on the client's diligence (null: the meal is always logged). */
const MEALS = [
  { meal: 'breakfast', share: 0.25, hour: 8, often: null },
  { meal: 'lunch', share: 0.34, hour: 13, often: 1 },
  { meal: 'dinner', share: 0.32, hour: 20, often: 1 },
  { meal: 'snack', share: 0.11, hour: 16, often: 0.6 },
] as const satisfies readonly { meal: MealType; share: number; hour: number; often: number | null }[];

/** A client’s diet logs, oldest first. Every day has a breakfast; today has nothing else. */
export function dietLogs(userId: number, client: DemoClient, calendar: Calendar): object[] {
  const dice = new Dice(`meals of ${client.email}`);
  const menu = MEALS.map((slot) => ({ ...slot, foods: foodsWithout(client.avoids, slot.meal) }));
  return LOGGED.flatMap((offset) =>
    menu
      .filter(({ often }) => often === null || (offset < 0 && dice.chance(client.diligence * often)))
      .map(({ meal, share, hour, foods }) => {
        const food = dice.pick(foods);
        return {
          user_id: userId,
          meal_date: calendar.day(offset),
          meal_type: meal,
          food_name: food.name,
          ...portion(food, client.targets.calories * share * dice.between(0.88, 1.12)),
          notes: dice.chance(NOTED) ? dice.pick(NOTES) : null,
          created_at: calendar.past(offset, hour),
        };
      }),
  );
}

/** A portion of about `calories`, within a plausible size. Its calories are computed from its rounded grams. */
function portion({ protein, carbs, fat }: Food, calories: number) {
  const factor = Math.min(Math.max(calories / energy(protein, carbs, fat), 0.6), 2);
  const grams = [protein, carbs, fat].map((amount) => Math.round(amount * factor * 2) / 2) as [number, number, number];
  const [protein_grams, carbs_grams, fat_grams] = grams;
  return { calories: Math.round(energy(...grams)), protein_grams, carbs_grams, fat_grams };
}

/** Kilocalories, by Atwater’s factors. */
const energy = (protein: number, carbs: number, fat: number) => 4 * protein + 4 * carbs + 9 * fat;
