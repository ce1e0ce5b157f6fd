import { BOOKING_STATUSES } from '../../bookings/domain/booking-status.js';
import { FEEDBACK_STATUSES } from '../../feedback/feedback.entity.js';
import { MEAL_TYPES } from '../../training/logs/diet-log.entity.js';
import { PLAN_STATUSES } from '../../training/plans/plan-status.js';
import { ROLES } from '../../users/role.js';
import { choice, day, email, flag, instant, number, object, type Read, text, whole } from './values.js';

/** A column of ours and how its value is found in a row of the founding database. */
export interface Column {
  readonly read: Read;
  /** Other names that the column had. */
  readonly names?: readonly string[];
  /** A row without it is left out. */
  readonly isRequired?: boolean;
  /** What stands there when the row has no value. Without it, null. */
  readonly otherwise?: unknown;
}

export type Columns = Readonly<Record<string, Column>>;

const id: Column = { read: whole(1), isRequired: true };
const owner: Column = { ...id, names: ['client_id'] };
const required = (read: Read, ...names: string[]): Column => ({ read, names, isRequired: true });
const optional = (read: Read, ...names: string[]): Column => ({ read, names });
const chosen = (choices: readonly string[], otherwise: string): Column => ({ read: choice(choices), otherwise });

/** Stands for the instant of the import. */
export const NOW = Symbol('now');

const created_at: Column = { read: instant, otherwise: NOW };
const updated_at: Column = { read: instant, names: ['created_at'], otherwise: NOW };

const texts = (...names: string[]): Columns => Object.fromEntries(names.map((name) => [name, optional(text())]));
const amounts = (...names: string[]): Columns => Object.fromEntries(names.map((name) => [name, optional(number(0))]));
/** Zero was written for "not measured". */
const measures = (...names: string[]): Columns =>
  Object.fromEntries(names.map((name) => [name, optional(number(Number.MIN_VALUE))]));

/** What is imported, in this order: rows refer to those of earlier tables. */
export const TABLES: Readonly<Record<string, Columns>> = {
  users: {
    id,
    email: required(email),
    full_name: { read: text(255), names: ['name'], otherwise: 'Unnamed' },
    role: required(choice(ROLES)),
    is_active: { read: flag, otherwise: true },
    is_verified: optional(flag),
    ...{ created_at, updated_at },
    age: optional(whole(0, 150)),
    ...measures('height', 'weight', 'bicep_size', 'waist'),
    ...texts('gender', 'target_goals', 'dietary_restrictions', 'health_complications', 'injuries', 'gym_access'),
    ...texts('supplements', 'referral_source', 'track_record', 'experience', 'certifications', 'competitions'),
    ...texts('qualifications', 'specialties', 'strengths'),
    custom_fields: optional(object),
    total_slots: { read: whole(1, 500), otherwise: 10 },
    password_hash: { read: text(), names: ['hashed_password'], otherwise: '' },
  },
  bookings: {
    id,
    coach_id: id,
    client_id: id,
    slot_number: required(whole(1, 500)),
    scheduled_at: optional(instant),
    status: required(choice(BOOKING_STATUSES)),
    notes: optional(text(2000)),
    ...{ created_at, updated_at },
  },
  workout_logs: {
    id,
    user_id: owner,
    workout_date: required(day, 'date'),
    exercise_name: required(text(), 'exercise'),
    ...{ sets: optional(whole(0)), reps: optional(whole(0)), duration_minutes: optional(whole(0)) },
    weight: optional(number(0)),
    notes: optional(text()),
    created_at,
  },
  diet_logs: {
    id,
    user_id: owner,
    meal_date: required(day, 'date'),
    meal_type: chosen(MEAL_TYPES, 'snack'),
    food_name: required(text(), 'food'),
    ...amounts('calories', 'protein_grams', 'carbs_grams', 'fat_grams'),
    notes: optional(text()),
    created_at,
  },
  workout_plans: {
    id,
    user_id: owner,
    name: required(text()),
    description: optional(text()),
    ...{ start_date: required(day), end_date: optional(day) },
    duration_weeks: optional(whole(1)),
    workout_details: optional(object),
    status: chosen(PLAN_STATUSES, 'active'),
    created_at,
  },
  diet_plans: {
    id,
    user_id: owner,
    name: required(text()),
    description: optional(text()),
    ...{ start_date: required(day), end_date: optional(day) },
    ...amounts('target_calories', 'target_protein_grams', 'target_carbs_grams', 'target_fat_grams'),
    meal_plan_details: optional(object),
    status: chosen(PLAN_STATUSES, 'active'),
    created_at,
  },
  feedback: {
    id,
    user_id: optional(whole(1)),
    message: required(text(5000)),
    ...{ name: optional(text()), email: optional(text()) },
    is_anonymous: { read: flag, otherwise: false },
    ...{ page_url: optional(text()), user_agent: optional(text()) },
    status: chosen(FEEDBACK_STATUSES, 'open'),
    ...{ created_at, updated_at },
  },
};
