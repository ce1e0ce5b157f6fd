import type { HeldTables } from './held-table.js';

const PLAN_KEPT = 'Until the coach deletes it.';

/** What clients write about their training, what coaches plan, and who reads it. */
export const TRAINING: HeldTables = {
  workout_logs: {
    holds: 'What a client trained, day by day.',
    why: 'The diary of the client; coaches whom they booked read it.',
    kept: 'Until the client deletes it.',
    whose: [
      {
        ...{ who: 'the client', rows: 'user_id = $1', file: 'workout-logs', csv: true },
        explained: 'everything that you logged about your training',
      },
    ],
    deletion: 'deleted',
    order: 'workout_date, id',
    columns: {
      ...{
        id: 'key',
        user_id: 'person',
        workout_date: 'health',
        exercise_name: 'health',
        sets: 'health',
        reps: 'health',
      },
      ...{ weight: 'health', duration_minutes: 'health', notes: 'health', created_at: 'data' },
    },
  },
  diet_logs: {
    holds: 'What a client ate, meal by meal.',
    why: 'The diary of the client; coaches whom they booked read it.',
    kept: 'Until the client deletes it.',
    whose: [
      {
        ...{ who: 'the client', rows: 'user_id = $1', file: 'diet-logs', csv: true },
        explained: 'everything that you logged about your meals',
      },
    ],
    deletion: 'deleted',
    order: 'meal_date, id',
    columns: {
      ...{ id: 'key', user_id: 'person', meal_date: 'health', meal_type: 'health', food_name: 'health' },
      ...{ calories: 'health', protein_grams: 'health', carbs_grams: 'health', fat_grams: 'health' },
      ...{ notes: 'health', created_at: 'data' },
    },
  },
  workout_plans: {
    holds: 'What a client is to train.',
    why: 'A coach plans, the client follows.',
    kept: PLAN_KEPT,
    whose: [
      {
        ...{ who: 'the client', rows: 'user_id = $1', file: 'workout-plans' },
        explained: 'training plans that your coaches made for you',
      },
    ],
    deletion: 'deleted',
    order: 'start_date, id',
    columns: {
      ...{
        id: 'key',
        user_id: 'person',
        name: 'health',
        description: 'health',
        start_date: 'health',
        end_date: 'health',
      },
      ...{ duration_weeks: 'health', workout_details: 'health', status: 'health', created_at: 'data' },
    },
  },
  diet_plans: {
    holds: 'What a client is to eat.',
    why: 'A coach plans, the client follows.',
    kept: PLAN_KEPT,
    whose: [
      {
        ...{ who: 'the client', rows: 'user_id = $1', file: 'diet-plans' },
        explained: 'meal plans that your coaches made for you',
      },
    ],
    deletion: 'deleted',
    order: 'start_date, id',
    columns: {
      ...{
        id: 'key',
        user_id: 'person',
        name: 'health',
        description: 'health',
        start_date: 'health',
        end_date: 'health',
      },
      ...{ target_calories: 'health', target_protein_grams: 'health', target_carbs_grams: 'health' },
      ...{ target_fat_grams: 'health', meal_plan_details: 'health', status: 'health', created_at: 'data' },
    },
  },
  feedback: {
    holds: 'What people say of the platform.',
    why: 'To make the platform better, and to answer.',
    kept: 'Until an admin deletes it.',
    whose: [
      {
        ...{ who: 'the user', rows: 'user_id = $1', file: 'feedback' },
        explained: 'what you told us about the platform, unless you said it anonymously',
      },
    ],
    deletion: {
      message: 'it is about the platform, and stays without a name',
      is_anonymous: 'says nothing without a name',
      status: 'says nothing without a name',
      created_at: 'says nothing without a name',
      updated_at: 'says nothing without a name',
    },
    order: 'created_at, id',
    columns: {
      ...{ id: 'key', user_id: 'person', message: 'data', name: 'data', email: 'data', is_anonymous: 'data' },
      ...{ page_url: 'data', user_agent: 'data', status: 'data', created_at: 'data', updated_at: 'data' },
    },
  },
  access_log: {
    holds: 'Who read which health data of which client, and when.',
    why: 'So that clients see who reads about them, and abuse comes to light.',
    kept: 'Two years, then the operator may delete it; the server itself cannot change or delete an entry.',
    whose: [
      {
        ...{ who: 'the client', rows: 'client_id = $1', file: 'who-read-your-data' },
        explained: 'who read your health data, and when; people appear by their role',
      },
      {
        ...{ who: 'the reader', rows: 'reader_id = $1', file: 'what-you-read' },
        explained: 'when you read health data of clients',
      },
    ],
    deletion: {
      reader_role: 'the log is proof, and its ids lead to an empty row',
      what: 'the log is proof, and its ids lead to an empty row',
      sections: 'the log is proof, and its ids lead to an empty row',
      read_at: 'the log is proof, and its ids lead to an empty row',
    },
    order: 'read_at, id',
    columns: {
      ...{
        id: 'none',
        client_id: 'person',
        reader_id: 'person',
        reader_role: 'data',
        what: 'data',
        request_id: 'none',
      },
      ...{ read_at: 'data', sections: 'data' },
    },
  },
  connections: {
    holds:
      'What a client shares with a coach, whether the coach blocks them, and the notes of the coach on the client.',
    why: 'So that clients decide who reads what about them, and coaches remember whom they train.',
    kept: 'While both have an account.',
    whose: [
      {
        ...{ who: 'the client', rows: 'client_id = $1', file: 'what-you-share' },
        explained: 'what you chose to share with each coach, and what the coach noted about you',
      },
      { who: 'the coach', rows: 'coach_id = $1' },
    ],
    deletion: 'deleted',
    order: 'coach_id',
    columns: {
      ...{ coach_id: 'person', client_id: 'person', profile: 'data', health: 'data', workouts: 'data', diet: 'data' },
      ...{ progress: 'data', ended_at: 'data', blocked_at: 'data', notes: 'health', noted_at: 'data' },
    },
  },
};
