import type { MealType } from '../src/training/logs/diet-log.entity.js';

/** An ingredient that a client may have to avoid. */
export type Ingredient = 'meat' | 'pork' | 'fish' | 'dairy' | 'egg' | 'gluten' | 'honey' | 'salty' | 'sweet';

/** A food, with the grams of each nutrient in an ordinary portion. */
export interface Food {
  readonly name: string;
  readonly meals: readonly MealType[];
  readonly protein: number;
  readonly carbs: number;
  readonly fat: number;
  readonly holds: readonly Ingredient[];
}

type Grams = readonly [protein: number, carbs: number, fat: number];

function food(name: string, meals: readonly MealType[], [protein, carbs, fat]: Grams, ...holds: Ingredient[]): Food {
  return { name, meals, protein, carbs, fat, holds };
}

const BREAKFAST = ['breakfast'] as const;
const MAIN = ['lunch', 'dinner'] as const;
const LUNCH = ['lunch'] as const;
const DINNER = ['dinner'] as const;
const SNACK = ['snack'] as const;

const FOODS: readonly Food[] = [
  food('Porridge with banana and cinnamon', BREAKFAST, [14, 68, 9], 'dairy', 'gluten'),
  food('Overnight oats with soy milk and berries', BREAKFAST, [17, 62, 11], 'gluten'),
  food('Buckwheat porridge with apple', BREAKFAST, [11, 64, 8]),
  food('Scrambled eggs on sourdough', BREAKFAST, [24, 34, 19], 'egg', 'gluten'),
  food('Spinach omelette with tomatoes', BREAKFAST, [26, 8, 22], 'egg'),
  food('Greek yoghurt with walnuts and honey', BREAKFAST, [22, 32, 17], 'dairy', 'honey'),
  food('Skyr with raspberries and pumpkin seeds', BREAKFAST, [28, 24, 10], 'dairy'),
  food('Tofu scramble with peppers', BREAKFAST, [24, 14, 16]),
  food('Peanut butter on wholegrain toast', BREAKFAST, [16, 42, 18], 'gluten'),
  food('Chia pudding with coconut milk and mango', BREAKFAST, [10, 38, 19]),
  food('Bacon and egg roll', BREAKFAST, [27, 36, 24], 'meat', 'pork', 'egg', 'gluten', 'salty'),
  food('Masala dosa with sambar', BREAKFAST, [13, 66, 12]),

  food('Chicken breast with rice and broccoli', MAIN, [44, 62, 11], 'meat'),
  food('Turkey and sweet potato bowl', MAIN, [40, 55, 12], 'meat'),
  food('Beef stir-fry with rice noodles', MAIN, [38, 58, 18], 'meat'),
  food('Lamb kofta with couscous and salad', MAIN, [36, 52, 22], 'meat', 'gluten'),
  food('Jollof rice with grilled chicken', MAIN, [38, 68, 16], 'meat'),
  food('Wholewheat pasta with turkey bolognese', MAIN, [38, 70, 14], 'meat', 'gluten'),
  food('Salmon with potatoes and green beans', MAIN, [37, 42, 23], 'fish'),
  food('Tuna and white bean salad', LUNCH, [36, 30, 14], 'fish'),
  food('Baked cod with lentils', DINNER, [42, 40, 8], 'fish'),
  food('Prawn and vegetable curry with rice', DINNER, [32, 64, 14], 'fish'),
  food('Lentil soup with carrots', MAIN, [22, 50, 7]),
  food('Chickpea curry with basmati rice', MAIN, [20, 78, 14]),
  food('Dal with brown rice and spinach', MAIN, [23, 72, 10]),
  food('Black bean burrito bowl', MAIN, [24, 74, 15]),
  food('Tofu and vegetable stir-fry with rice', MAIN, [28, 62, 17]),
  food('Tempeh with quinoa and roasted peppers', DINNER, [31, 52, 19]),
  food('Paneer tikka with cauliflower rice', DINNER, [30, 18, 28], 'dairy'),
  food('Aubergine parmigiana', DINNER, [22, 34, 24], 'dairy'),
  food('Halloumi and quinoa salad', LUNCH, [27, 42, 26], 'dairy', 'salty'),
  food('Egg fried rice with peas', LUNCH, [20, 66, 15], 'egg'),
  food('Falafel wrap with hummus', LUNCH, [19, 64, 20], 'gluten'),
  food('Ham and cheese sandwich', LUNCH, [26, 40, 18], 'meat', 'pork', 'dairy', 'gluten', 'salty'),
  food('Sausages with mash and gravy', DINNER, [28, 48, 34], 'meat', 'pork', 'dairy', 'gluten', 'salty'),
  food('Margherita pizza, shared', DINNER, [26, 78, 22], 'dairy', 'gluten', 'salty'),

  food('Apple and a handful of almonds', SNACK, [7, 24, 15]),
  food('Carrot sticks with hummus', SNACK, [6, 18, 9]),
  food('Cottage cheese with cucumber', SNACK, [20, 8, 6], 'dairy'),
  food('Whey shake with water', SNACK, [24, 4, 2], 'dairy'),
  food('Soy shake with banana', SNACK, [23, 32, 5]),
  food('Two boiled eggs', SNACK, [13, 1, 11], 'egg'),
  food('Rice cakes with peanut butter', SNACK, [8, 22, 12]),
  food('Edamame with lemon', SNACK, [15, 11, 7]),
  food('Flapjack with honey', SNACK, [5, 42, 14], 'dairy', 'gluten', 'honey', 'sweet'),
  food('Two squares of dark chocolate', SNACK, [2, 9, 9], 'sweet'),
];

/** The foods for a meal that contain none of the `avoided` ingredients. */
export function foodsWithout(avoided: readonly Ingredient[], meal: MealType): readonly Food[] {
  return FOODS.filter(({ meals, holds }) => meals.includes(meal) && !holds.some((item) => avoided.includes(item)));
}
