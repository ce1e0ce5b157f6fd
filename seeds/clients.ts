import type { Ingredient } from './foods.js';
import type { DemoPerson } from './staff.js';

/** A client, with the settings that decide their meals. programs.ts has their training. */
export interface DemoClient extends DemoPerson {
  readonly avoids: readonly Ingredient[];
  /** Daily targets: calories, and grams of each nutrient. */
  readonly targets: {
    readonly calories: number;
    readonly protein: number;
    readonly carbs: number;
    readonly fat: number;
  };
  /** The probability that the client logs a lunch, dinner or snack. Breakfast is always logged. */
  readonly diligence: number;
}

type Profile = [age: number, gender: string, height: number, weight: number, bicep: number, waist: number];

function measures([age, gender, height, weight, bicep_size, waist]: Profile) {
  return { age, gender, height, weight, bicep_size, waist };
}

function targets(calories: number, protein: number, carbs: number, fat: number) {
  return { calories, protein, carbs, fat };
}

function client(number: number, full_name: string, rest: Omit<DemoClient, 'email' | 'full_name' | 'role'>): DemoClient {
  return { email: `client${number}@vibe.com`, full_name, role: 'client', ...rest };
}

export const CLIENTS: readonly DemoClient[] = [
  client(1, 'Avery Brooks', {
    joined: 341,
    avoids: ['meat', 'fish'],
    targets: targets(2050, 95, 265, 65),
    diligence: 0.9,
    profile: {
      ...measures([34, 'female', 168, 64.5, 29, 74]),
      target_goals: 'Run a half marathon under two hours, and keep the knee quiet while training for it',
      dietary_restrictions: 'Vegetarian',
      health_complications: 'Mild asthma, inhaler before hard intervals',
      injuries: 'Left knee, meniscus tear in 2024, healed without surgery',
      gym_access: 'Full gym',
      supplements: 'Creatine, vitamin D in winter',
      referral_source: 'A friend',
      custom_fields: { shoe_size: 39, preferred_time: 'before work' },
    },
  }),
  client(2, 'Marcus Chen', {
    joined: 318,
    avoids: ['dairy'],
    targets: targets(3100, 185, 365, 95),
    diligence: 0.85,
    profile: {
      ...measures([28, 'male', 181, 86.2, 39.5, 85]),
      target_goals: 'First powerlifting meet in spring: 180 kg squat, 120 kg bench, 220 kg deadlift',
      dietary_restrictions: 'Lactose intolerant',
      health_complications: 'None',
      injuries: 'Right elbow, golfer’s elbow when bench volume gets high',
      gym_access: 'Full gym with platforms',
      supplements: 'Creatine, pea protein, caffeine on heavy days',
      referral_source: 'Instagram',
      custom_fields: { squat_stance: 'low bar', preferred_time: 'evening' },
    },
  }),
  client(3, 'Priya Nair', {
    joined: 276,
    avoids: ['meat', 'fish', 'egg'],
    targets: targets(1650, 90, 190, 55),
    diligence: 0.95,
    profile: {
      ...measures([41, 'female', 160, 72.4, 30.5, 88]),
      target_goals: 'Lose 8 kg before her sister’s wedding and keep it off afterwards',
      dietary_restrictions: 'Vegetarian, no eggs',
      health_complications: 'Prediabetes, HbA1c checked every three months',
      injuries: 'Lower back pain after long days at the desk',
      gym_access: 'Home: dumbbells up to 12 kg, bands, a mat',
      supplements: 'Vitamin B12',
      referral_source: 'Her general practitioner',
      custom_fields: { steps_goal: 9000 },
    },
  }),
  client(4, 'Tom Okafor', {
    joined: 243,
    avoids: ['salty'],
    targets: targets(2150, 150, 220, 70),
    diligence: 0.7,
    profile: {
      ...measures([52, 'male', 178, 98.7, 36, 108]),
      target_goals: 'Bring blood pressure below 130/80 and play football with his sons for a whole half',
      dietary_restrictions: 'Low sodium',
      health_complications: 'Hypertension, treated with ramipril; no maximal lifts, no breath holding',
      injuries: 'Right shoulder impingement, no pressing overhead',
      gym_access: 'Full gym near the office',
      supplements: 'None',
      referral_source: 'Company health programme',
      custom_fields: { resting_heart_rate: 72 },
    },
  }),
  client(5, 'Sofia Martinez', {
    joined: 205,
    avoids: ['gluten'],
    targets: targets(2300, 140, 255, 80),
    diligence: 0.9,
    profile: {
      ...measures([24, 'female', 171, 63.8, 31, 70]),
      target_goals: 'First CrossFit competition: ten unbroken pull-ups and a 60 kg clean and jerk',
      dietary_restrictions: 'Gluten-free, strictly',
      health_complications: 'Coeliac disease',
      injuries: 'Left wrist sprain in 2025, taped for front rack work',
      gym_access: 'CrossFit box',
      supplements: 'Whey protein, iron',
      referral_source: 'The box’s notice board',
      custom_fields: { hand_tape: true },
    },
  }),
  client(6, 'Daniel Weber', {
    joined: 178,
    avoids: [],
    targets: targets(2850, 135, 390, 85),
    diligence: 0.8,
    profile: {
      ...measures([37, 'male', 185, 79.4, 33, 81]),
      target_goals: 'Olympic-distance triathlon in under 2:30',
      dietary_restrictions: 'None',
      health_complications: 'None',
      injuries: 'Right Achilles tendinopathy, calf work twice a week',
      gym_access: 'Pool, bike trainer at home, small gym at work',
      supplements: 'Electrolytes, gels on long rides',
      referral_source: 'Triathlon club',
      custom_fields: { ftp_watts: 262, css_per_100m: '1:48' },
    },
  }),
  client(7, 'Hannah Lindqvist', {
    joined: 149,
    avoids: ['dairy'],
    targets: targets(2000, 110, 225, 70),
    diligence: 0.75,
    profile: {
      ...measures([31, 'female', 166, 68.9, 29.5, 84]),
      target_goals: 'Get back to form after her second child: core first, then running 5 km without stopping',
      dietary_restrictions: 'Dairy-free while breastfeeding',
      health_complications: 'Diastasis recti, cleared for training by her physiotherapist',
      injuries: 'None',
      gym_access: 'Home: adjustable dumbbells, bands',
      supplements: 'Omega-3, vitamin D',
      referral_source: 'Midwife',
      custom_fields: { training_window_minutes: 30 },
    },
  }),
  client(8, 'Kwame Mensah', {
    joined: 118,
    avoids: ['pork', 'sweet'],
    targets: targets(2400, 160, 230, 90),
    diligence: 0.8,
    profile: {
      ...measures([45, 'male', 176, 84, 36.5, 94]),
      target_goals: 'Deadlift one and a half times body weight again, without being afraid of it',
      dietary_restrictions: 'Halal, few fast carbohydrates',
      health_complications: 'Type 2 diabetes, metformin; keeps dextrose in the gym bag',
      injuries: 'Herniated disc L4/L5 in 2022, free of pain since 2024',
      gym_access: 'Full gym',
      supplements: 'Magnesium',
      referral_source: 'Search engine',
      custom_fields: { glucose_sensor: true },
    },
  }),
  client(9, 'Robin Fletcher', {
    joined: 90,
    avoids: ['meat', 'fish', 'dairy', 'egg', 'honey'],
    targets: targets(2900, 130, 400, 85),
    diligence: 0.85,
    profile: {
      ...measures([22, 'non-binary', 174, 58.3, 27.5, 69]),
      target_goals: 'Gain 6 kg of lean mass in a year, first strict pull-up, first 60 kg bench press',
      dietary_restrictions: 'Vegan',
      health_complications: 'Iron deficiency, blood test every half year',
      injuries: 'Left ankle rolls easily, no box jumps',
      gym_access: 'University gym, closed on Sundays',
      supplements: 'Creatine, B12, iron, soy protein',
      referral_source: 'Flatmate',
      custom_fields: { exam_weeks: 'February and July' },
    },
  }),
  client(10, 'Maggie Doyle', {
    joined: 89,
    avoids: ['meat'],
    targets: targets(1700, 85, 195, 62),
    diligence: 0.65,
    profile: {
      ...measures([67, 'female', 158, 66.1, 27, 86]),
      target_goals: 'Walk the coast path with the grandchildren, and carry her own rucksack',
      dietary_restrictions: 'Pescatarian',
      health_complications: 'Osteopenia, bone density scan every two years',
      injuries: 'Right hip replacement in 2023, no deep bending of the hip',
      gym_access: 'Community centre: machines and a studio',
      supplements: 'Calcium and vitamin D',
      referral_source: 'Local newspaper',
      custom_fields: { emergency_contact: 'Her daughter, on file at the front desk' },
    },
  }),
];
