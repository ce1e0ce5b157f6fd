import { Client } from 'pg';
import { importFounding } from '../../src/cli/import/import-founding.js';
import { PASSWORD, PASSWORD_HASH, TestApp } from '../support/app.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** As the founding platform's SQLAlchemy models make it: instants without a zone, enums in capitals, no constraint on times. */
const FOUNDING = `
  CREATE TYPE bookingstatus AS ENUM ('PENDING', 'CONFIRMED', 'COMPLETED', 'CANCELLED');
  CREATE TABLE users (id serial PRIMARY KEY, email varchar NOT NULL, hashed_password varchar, full_name varchar, role varchar,
    is_active boolean, age integer, weight float, height float, injuries text, strengths text, available_slots integer,
    created_at timestamp DEFAULT now(), favourite_colour varchar, custom_fields varchar);
  CREATE TABLE bookings (id serial PRIMARY KEY, coach_id integer, client_id integer, slot_number integer,
    scheduled_at timestamp, status bookingstatus, notes text, created_at timestamp, updated_at timestamp);
  CREATE TABLE workout_logs (id serial PRIMARY KEY, user_id integer, workout_date timestamp, exercise_name varchar,
    sets integer, weight float, notes text);
  CREATE TABLE diet_logs (id serial PRIMARY KEY, user_id integer, meal_date date, meal_type varchar, food_name varchar,
    calories float);
  CREATE TABLE workout_plans (id serial PRIMARY KEY, user_id integer, name varchar, start_date date, end_date date,
    workout_details json, status varchar);`;

const BCRYPT = '$2b$12$LQv3c1yqBWVHxkd0LHAkCOYz6TtxMQJqhN8/LewKyNiAYMyzJ/I1m';
const CANARY = 'canary-in-the-record';

const day = (offset: number, hour = 9) => {
  const at = new Date(Date.now() + offset * 86_400_000);
  return `${at.toISOString().slice(0, 10)} ${String(hour).padStart(2, '0')}:00`;
};

describe('npm run import', () => {
  let source: TestDatabase;
  let app: TestApp;
  let said: string[];

  beforeAll(async () => {
    source = await createDatabase('template0');
    app = await TestApp.start();
    await fill(source.url);
  });

  afterAll(async () => {
    await app.stop();
    await source.drop();
  });

  const run = async (apply: boolean) => {
    said = [];
    await importFounding({ DATABASE_URL: app.database.url }, { from: source.url, apply }, (line) => said.push(line));
    return said;
  };
  const count = async (table: string) => {
    const [row] = await app.sql<{ count: string }>(['SELECT count(*) FROM', table].join(' '));
    return Number(row!.count);
  };

  it('counts first and writes nothing', async () => {
    const lines = await run(false);
    expect(lines.at(-1)).toContain('dry run: nothing is written');
    expect(lines).toContain('users                   7        5        2');
    expect(lines).toContain('bookings                9        8        1');
    expect(lines).toContain('diet_plans              –');
    expect(await count('users')).toBe(0);
  });

  it('then takes over everything that fits, with its ids, and names what does not', async () => {
    const lines = await run(true);
    expect(lines.at(-1)).toContain('Imported.');
    expect(lines).toContain('  left out, another user has this email: 6');
    expect(lines).toContain('  left out, refused: 7');
    expect(lines).toContain('  1 × scheduled_at left empty');
    expect(lines).toContain('  left out, the coach has another session at this time: 12');
    expect(lines).toContain('  left out, its user is not there: 3');
    expect(lines).toContain('  left out, no usable exercise_name: 2');
    expect(lines).toContain('  4 × password to be set anew');
    expect(lines).toContain('  1 × age left empty');
    expect(lines).toContain('  1 × cancelled: nobody answered before its start');
    expect(lines).toContain('  1 × completed: it is over');
    expect(lines).toContain('  1 × cancelled: somebody is inactive');
    expect(lines.join()).not.toContain(CANARY);
    const bookings = await app.sql(`SELECT id, status, cancelled_by, slot_number FROM bookings ORDER BY id`);
    expect(bookings).toEqual([
      { id: 5, status: 'cancelled', cancelled_by: null, slot_number: 1 },
      { id: 7, status: 'cancelled', cancelled_by: 'system', slot_number: 2 },
      { id: 8, status: 'completed', cancelled_by: null, slot_number: 3 },
      { id: 9, status: 'pending', cancelled_by: null, slot_number: 4 },
      { id: 10, status: 'cancelled', cancelled_by: 'system', slot_number: 5 },
      { id: 11, status: 'confirmed', cancelled_by: null, slot_number: 6 },
      { id: 13, status: 'completed', cancelled_by: null, slot_number: 9 },
      { id: 14, status: 'cancelled', cancelled_by: null, slot_number: 8 },
    ]);
    const [coach] = await app.sql(`SELECT total_slots, available_slots, is_verified FROM users WHERE id = 2`);
    expect(coach).toEqual({ total_slots: 10, available_slots: 8, is_verified: true });
    expect(await app.sql(`SELECT workout_date::text, notes FROM workout_logs`)).toEqual([
      { workout_date: '2024-02-29', notes: CANARY },
    ]);
    const instant = `SELECT scheduled_at FROM bookings WHERE id = 11`;
    expect(await app.sql(instant)).toEqual([{ scheduled_at: `${day(5).replace(' ', 'T')}:00.000Z` }]);
  });

  it('lets people in with the password that they had, or with a new one by mail; nobody is told of old bookings', async () => {
    const login = (email: string) => app.nobody.post('/auth/login', { email, password: PASSWORD });
    expect((await login('Anna@example.com')).status).toBe(200);
    expect((await login('coach@example.com')).status).toBe(401);
    expect((await app.nobody.post('/auth/password-reset', { email: 'coach@example.com' })).status).toBeLessThan(300);
    expect(await app.sql(`SELECT FROM deliveries`)).toEqual([]);
    expect(await app.sql(`SELECT FROM notifications`)).toEqual([]);
  });

  it('connects coaches with the clients whom they had, and goes on counting ids after theirs', async () => {
    await app.sql(`UPDATE users SET password_hash = $1 WHERE id = 2`, [PASSWORD_HASH]);
    const { body } = await app.nobody.post('/auth/login', { email: 'coach@example.com', password: PASSWORD });
    const clients = await app.with(body.access_token).get('/coach/clients');
    expect(clients.body).toMatchObject([{ id: 1 }]);
    expect((await app.client()).id).toBeGreaterThan(5);
  });

  it('refuses a database that has users', async () => {
    await expect(run(true)).rejects.toThrow('An import keeps ids, so it needs an empty one.');
  });
});

async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(FOUNDING);
  const add = async (table: string, columns: string, rows: readonly (readonly unknown[])[]) => {
    for (const row of rows) {
      const places = row.map((_, index) => `$${index + 1}`).join(', ');
      await client.query([`INSERT INTO ${table} (${columns}) VALUES`, `(${places})`].join(' '), [...row]);
    }
  };
  await add('users', 'id, email, hashed_password, full_name, role, is_active, age, weight, injuries', [
    [1, 'anna@example.com', PASSWORD_HASH, 'Anna', 'client', true, 300, 0, CANARY],
    [2, ' coach@example.com', BCRYPT, 'Coach', 'COACH', true, 40, 80, null],
    [3, 'gone@example.com', BCRYPT, '', 'client', false, 30, 70, null],
    [4, 'ben@example.com', BCRYPT, 'Ben', 'client', null, null, null, null],
    [5, 'admin@example.com', BCRYPT, 'Admin', 'admin', true, null, null, null],
    [6, 'ANNA@example.com', BCRYPT, 'Anna again', 'client', true, null, null, null],
  ]);
  // PostgreSQL takes this as text, and not within an object.
  await add('users', 'id, email, full_name, role, custom_fields', [
    [7, 'odd@example.com', 'Odd', 'client', '{"colour":"\\u0000"}'],
  ]);
  await add('bookings', 'id, coach_id, client_id, slot_number, scheduled_at, status', [
    [5, 2, 1, 1, day(-9), 'CANCELLED'],
    [7, 2, 1, 2, day(-2), 'PENDING'],
    [8, 2, 1, 3, day(-3), 'CONFIRMED'],
    [9, 2, 4, 4, null, 'PENDING'],
    [10, 2, 3, 5, day(4), 'CONFIRMED'],
    [11, 2, 1, 6, day(5), 'CONFIRMED'],
    [12, 2, 4, 7, day(5), 'PENDING'],
    [13, 2, 1, 9, day(-30), 'COMPLETED'],
    [14, 2, 1, 8, '9999-12-31 23:59:59', 'CANCELLED'],
  ]);
  await add('workout_logs', 'id, user_id, workout_date, exercise_name, notes', [
    [1, 1, '2024-02-29 23:30', 'Squat', CANARY],
    [2, 1, '2024-03-01', ' ', null],
    [3, 99, '2024-03-01', 'Squat', null],
  ]);
  await add('diet_logs', 'user_id, meal_date, meal_type, food_name, calories', [
    [1, '2024-03-01', 'LUNCH', 'Rice', 400],
  ]);
  await add('workout_plans', 'user_id, name, start_date, end_date, workout_details, status', [
    [1, 'Base', '2024-03-01', '2024-02-01', '{"days":3}', 'active'],
  ]);
  await client.end();
}
