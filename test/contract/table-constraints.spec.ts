import { randomUUID } from 'node:crypto';
import { type Person, TestApp } from '../support/app.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const NOBODY = 2_000_000_000;
const BELONGINGS = ['sessions', 'workout_logs', 'diet_logs', 'workout_plans', 'diet_plans', 'idempotency_keys'];

let hashes = 0;

/** Random bytes. */
const hash = (bytes = 32) => `\\x${String(++hashes).padStart(2 * bytes, '0')}`;

/** Like constraints.spec.ts, for all other tables: plain SQL that bypasses the application. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let client: Person;
  let reader: Person;
  let deleted: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    const [admin, ...people] = await Promise.all([app.admin(), app.client(), app.coach(), app.client()]);
    [client, reader, deleted] = people;
    await admin.delete(`/admin/users/${deleted.id}`);
  });

  afterAll(() => app.stop());

  /** A valid row, by table. */
  const soundRows: Record<string, () => Record<string, unknown>> = {
    sessions: () => ({ id: randomUUID(), user_id: client.id, created_at: 'now', expires_at: 'infinity' }),
    refresh_tokens: () => ({ token_hash: hash(), session_id: client.sessionId, created_at: 'now', used_at: 'now' }),
    login_throttles: () => ({ key: hash(), failures: [], last_failure_at: 'now', last_attempt: randomUUID() }),
    idempotency_keys: () => ({ key_hash: hash(), fingerprint: hash(), user_id: client.id, created_at: 'now' }),
    access_log: () => ({
      client_id: client.id,
      reader_id: reader.id,
      reader_role: 'coach',
      what: 'profile',
      request_id: randomUUID(),
    }),
    feedback: () => ({ user_id: client.id, message: 'Hi', is_anonymous: false }),
    workout_logs: () => ({ user_id: client.id, workout_date: '2026-11-01', exercise_name: 'Squat' }),
    diet_logs: () => ({ user_id: client.id, meal_date: '2026-11-01', meal_type: 'lunch', food_name: 'Soup' }),
    workout_plans: () => ({ user_id: client.id, name: 'Base', start_date: '2026-11-02' }),
    diet_plans: () => ({ user_id: client.id, name: 'Base', start_date: '2026-11-02' }),
  };

  function add(table: string, wrong: object = {}): Promise<unknown> {
    const row = { ...soundRows[table]!(), ...wrong };
    const columns = Object.keys(row).join(', ');
    const from = `SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`;
    return app.sql([`INSERT INTO ${table} (${columns})`, from].join(' '), [JSON.stringify(row)]);
  }

  it('accepts the valid rows that the other tests start from', async () => {
    for (const table of Object.keys(soundRows)) await expect(add(table)).resolves.toBeDefined();
  });

  it.each([
    ...['sets', 'reps', 'weight', 'duration_minutes'].map((column) => ['workout_logs_not_negative', column, -1]),
    ...['calories', 'protein_grams', 'carbs_grams', 'fat_grams'].map((column) => [
      'diet_logs_not_negative',
      column,
      -1,
    ]),
    ...['calories', 'protein_grams', 'carbs_grams', 'fat_grams'].map((column) => [
      'diet_plans_targets_not_negative',
      `target_${column}`,
      -1,
    ]),
    ['workout_plans_duration_weeks_positive', 'duration_weeks', 0],
    ['workout_plans_end_not_before_start', 'end_date', '2026-11-01'],
    ['diet_plans_end_not_before_start', 'end_date', '2026-11-01'],
    ['feedback_message_length', 'message', ''],
    ['feedback_message_length', 'message', 'x'.repeat(5001)],
    ['feedback_anonymous_is_nobody', 'is_anonymous', true],
    ['refresh_tokens_sha256', 'token_hash', hash(31)],
    ['idempotency_keys_sha256', 'key_hash', hash(31)],
    ['idempotency_keys_sha256', 'fingerprint', hash(33)],
  ] as [string, string, unknown][])('that breaks %s by %s', async (constraint, column, value) => {
    const table = Object.keys(soundRows).find((name) => constraint.startsWith(name))!;
    await refuses(constraint, CHECK, add(table, { [column]: value }));
  });

  it.each([{ name: 'Jo' }, { email: 'jo@example.com' }])('refuses anonymous feedback with %j', async (named) => {
    const unnamed = { user_id: null, is_anonymous: true };
    await expect(add('feedback', unnamed)).resolves.toBeDefined();
    await refuses('feedback_anonymous_is_nobody', CHECK, add('feedback', { ...unnamed, ...named }));
  });

  it.each([...BELONGINGS, 'feedback'])('refuses a row of %s for a user who does not exist', async (table) => {
    await refuses(`${table}_user_id_fkey`, FOREIGN_KEY, add(table, { user_id: NOBODY }));
  });

  it.each(BELONGINGS)('refuses a row of %s for a deleted user', async (table) => {
    await refuses(`${table}_user_alive`, CHECK, add(table, { user_id: deleted.id }));
  });

  it.each([
    ['users_time_zone_length', '', 'client'],
    ['users_time_zone_length', 'x'.repeat(65), 'client'],
    ['users_tombstone_has_no_zone', 'Europe/Berlin', 'deleted'],
  ] as const)('refuses what breaks %s: the zone %j of the %s', async (constraint, zone, who) => {
    const { id } = who === 'client' ? client : deleted;
    await refuses(constraint, CHECK, app.sql('UPDATE users SET time_zone = $1 WHERE id = $2', [zone, id]));
  });

  it('refuses a refresh token for a login session that does not exist', async () => {
    const stray = add('refresh_tokens', { session_id: randomUUID() });
    await refuses('refresh_tokens_session_id_fkey', FOREIGN_KEY, stray);
  });

  it('refuses a second valid refresh token for one login session', async () => {
    await refuses('refresh_tokens_current_key', UNIQUE, add('refresh_tokens', { used_at: null }));
  });

  it.each([
    ['refresh_tokens_pkey', 'refresh_tokens', 'token_hash'],
    ['login_throttles_pkey', 'login_throttles', 'key'],
    ['idempotency_keys_pkey', 'idempotency_keys', 'key_hash'],
  ])('refuses a duplicate key: %s', async (constraint, table, column) => {
    const same = { [column]: hash() };
    await add(table, same);
    await refuses(constraint, UNIQUE, add(table, same));
  });

  it('refuses an access-log row with an unknown client, an unknown reader, or a reader who is the client', async () => {
    await refuses('access_log_client_id_fkey', FOREIGN_KEY, add('access_log', { client_id: NOBODY }));
    await refuses('access_log_reader_id_fkey', FOREIGN_KEY, add('access_log', { reader_id: NOBODY }));
    await refuses('access_log_of_others', CHECK, add('access_log', { reader_id: client.id }));
  });

  it.each([`UPDATE access_log SET what = 'plans'`, 'DELETE FROM access_log', 'TRUNCATE access_log'])(
    'refuses to change or delete access-log rows: %s',
    async (statement) => {
      await add('access_log');
      await refuses('access_log_append_only', CHECK, app.sql(statement));
    },
  );

  it.each(['email', 'role'])('refuses a user without %s', async (column) => {
    const emptied = app.sql([`UPDATE users SET ${column} = NULL`, 'WHERE id = $1'].join(' '), [client.id]);
    await refuses('users_tombstone_is_empty', CHECK, emptied);
  });

  it.each([
    `email = 'jo@example.com'`,
    `role = 'client'`,
    `password_hash = 'x'`,
    `full_name = 'Jo'`,
    'is_active = true',
    'is_verified = true',
    'age = 30',
    `injuries = 'knee'`,
    `custom_fields = '{}'`,
  ])('refuses a tombstone with data: %s', async (assignment) => {
    const filled = app.sql([`UPDATE users SET`, assignment, 'WHERE id = $1'].join(' '), [deleted.id]);
    await refuses('users_tombstone_is_empty', CHECK, filled);
  });
});
