import type pg from 'pg';
import type { People, Person } from './people.js';

/** The reader's bookings fill a page. */
export const READER_BOOKINGS = 200;
export const NEWCOMER_BOOKINGS = 5;
/** The clients of the measured coach. Their number does not grow with the bookings. */
export const CONNECTED_CLIENTS = 50;
/** The reader has two logs on each of these days. */
export const LOG_DAYS = 90;

/** Bookings $3 to $4, each half a minute further in the past. Every third is cancelled, the others are completed. */
const ADD_BOOKINGS = `
  INSERT INTO bookings (coach_id, client_id, slot_number, scheduled_at, ends_at, status, notes, created_at, updated_at)
  SELECT ($1::int[])[1 + n % cardinality($1)], ($2::int[])[1 + n % cardinality($2)], 1 + n % 10,
         moment, moment + interval '1 hour', CASE n % 3 WHEN 0 THEN 'cancelled' ELSE 'completed' END::booking_status,
         CASE n % 2 WHEN 0 THEN 'My left knee is sore.' END, moment - interval '3 days', moment
    FROM generate_series($3::int, $4) n, LATERAL (SELECT date_trunc('second', now()) - n * interval '30 seconds') t (moment)`;

/** Two logs per day for each client in $1, oldest first, $2 in all. */
const ADD_WORKOUTS = `
  INSERT INTO workout_logs (user_id, workout_date, exercise_name, sets, reps, weight, duration_minutes, notes)
  SELECT ($1::int[])[1 + n % cardinality($1)], current_date - n / cardinality($1) / 2,
         ('{Back Squat,Bench Press,Deadlift,Overhead Press,Row}'::text[])[1 + n % 5], 3 + n % 3, 5 + n % 8, 40 + n % 60 + 0.5,
         CASE n % 2 WHEN 0 THEN 45 END, CASE n % 4 WHEN 0 THEN 'Felt strong' END
    FROM generate_series($2::int - 1, 0, -1) n`;

const ADD_MEALS = `
  INSERT INTO diet_logs (user_id, meal_date, meal_type, food_name, calories, protein_grams, carbs_grams, fat_grams)
  SELECT ($1::int[])[1 + n % cardinality($1)], current_date - n / cardinality($1) / 2,
         ('{breakfast,lunch,dinner,snack}'::meal_type[])[1 + n % 4], 'Lentil soup', 300 + n % 500, 24.5, 48, 11
    FROM generate_series($2::int - 1, 0, -1) n`;

const ADD_PLANS = `
  WITH workout AS (
    INSERT INTO workout_plans (user_id, name, start_date) SELECT unnest($1::int[]), 'Strength', current_date - 30)
  INSERT INTO diet_plans (user_id, name, start_date, target_calories, target_protein_grams)
  SELECT unnest($1::int[]), 'Maintenance', current_date - 30, 2100, 140`;

const ids = (people: readonly Person[]) => people.map(({ id }) => id);

/** Past bookings and logs, added in bulk, so that tables and indexes are as deep as in use. */
export class Past {
  private bookings = 0;
  private hasLogs = false;

  constructor(
    private readonly client: pg.Client,
    private readonly people: People,
  ) {}

  /** Adds bookings up to this number; never removes any. The measured people keep theirs. */
  async bookUpTo(count: number): Promise<void> {
    if (this.bookings >= count) return;
    await this.inBulk(async () => {
      if (this.bookings === 0) await this.bookTheMeasured();
      await this.book(this.people.coaches, this.people.clients, count);
    });
  }

  /** Adds this many logs of each kind, besides the reader's. */
  async log(count: number): Promise<void> {
    if (this.hasLogs) return;
    this.hasLogs = true;
    const { clients, reader } = this.people;
    await this.inBulk(async () => {
      for (const statement of [ADD_WORKOUTS, ADD_MEALS]) {
        await this.client.query(statement, [ids(clients), count]);
        await this.client.query(statement, [[reader.id], 2 * LOG_DAYS]);
      }
      await this.client.query(ADD_PLANS, [ids([...clients, reader])]);
    });
  }

  private async bookTheMeasured(): Promise<void> {
    const { coach, coaches, clients, reader, newcomer } = this.people;
    const others = coaches.filter(({ id }) => id !== coach.id);
    await this.book(others, [reader], READER_BOOKINGS);
    await this.book(others, [newcomer], this.bookings + NEWCOMER_BOOKINGS);
    // Includes all clients that the bulk gives to this coach, so that the coach never gets more.
    const apart = clients.length / CONNECTED_CLIENTS;
    const theirs = [reader, ...clients.filter((_, index) => index % apart === 0)].slice(0, CONNECTED_CLIENTS);
    await this.book([coach], theirs, this.bookings + 3 * CONNECTED_CLIENTS);
  }

  /** Leaves the tables vacuumed. */
  private async inBulk(work: () => Promise<void>): Promise<void> {
    await withoutTriggers(this.client, work);
    await this.client.query('VACUUM (ANALYZE)');
    await this.client.query('CHECKPOINT');
  }

  private async book(coaches: readonly Person[], clients: readonly Person[], upTo: number): Promise<void> {
    await this.client.query(ADD_BOOKINGS, [ids(coaches), ids(clients), this.bookings + 1, upTo]);
    this.bookings = upTo;
  }
}

/** Switches triggers and foreign keys off: the rows are valid. */
export async function withoutTriggers(client: pg.Client, work: () => Promise<unknown>): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await work();
  await client.query('SET session_replication_role = origin');
}
