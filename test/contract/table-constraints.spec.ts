import { randomUUID } from 'node:crypto';
import { type Person, TestApp } from '../support/app.js';
import { opened } from '../support/schedules.js';
import { CHECK, FOREIGN_KEY, refuses, UNIQUE } from '../support/violations.js';

const NOBODY = 2_000_000_000;
const BELONGINGS = [
  ...['sessions', 'workout_logs', 'diet_logs', 'workout_plans', 'diet_plans', 'idempotency_keys', 'calendar_feeds'],
  'account_links',
];

/** Start and end of each interval in turn, in minutes from midnight. */
const WRONG_DAYS: readonly unknown[] = [
  [540],
  [540, 1020, 1080],
  [540, 540],
  [1020, 540],
  [540, 1020, 900, 1200],
  [-60, 60],
  [1380, 1441],
  [540, null],
  [[540, 1020]],
];
/** The same from Monday's midnight; no interval lies in two days. */
const WRONG_WEEKS: readonly unknown[] = [...WRONG_DAYS, [1380, 1500], [10_020, 10_140]];

let hashes = 0;

/** Random bytes. */
const hash = (bytes = 32) => `\\x${String(++hashes).padStart(2 * bytes, '0')}`;

/** Like constraints.spec.ts, for all other tables: plain SQL that bypasses the application. */
describe('PostgreSQL', () => {
  let app: TestApp;
  let client: Person;
  let reader: Person;
  let deleted: Person;
  /** A coach with a schedule, and a booking of theirs. */
  let owner: Person;
  let bookingId: number;
  let lastEvent = 0;

  beforeAll(async () => {
    app = await TestApp.start();
    const [admin, ...people] = await Promise.all([app.admin(), app.client(), app.coach(), app.client(), app.coach()]);
    [client, reader, deleted, owner] = people;
    await opened(app, owner);
    bookingId = await app.booked(client, owner);
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
    schedules: () => ({ coach_id: reader.id, time_zone: 'Europe/Berlin', weekly_hours: [540, 1020] }),
    schedule_dates: () => ({ coach_id: owner.id, date: '2030-01-01', hours: [540, 1020] }),
    time_off: () => ({ coach_id: owner.id, starts_at: '2030-01-01T09:00:00Z', ends_at: '2030-01-01T12:00:00Z' }),
    session_types: () => ({ coach_id: owner.id, name: 'Technique', minutes: 60 }),
    booking_history: () => ({ booking_id: bookingId, at: 'now', actor_role: 'system', to_status: 'pending' }),
    events: () => ({
      type: 'booking.moved',
      subject_kind: 'booking',
      subject_id: bookingId,
      sequence: 0,
      actor_role: 'system',
      at: 'now',
      data: {},
    }),
    account_links: () => ({
      ...{ id: randomUUID(), purpose: 'reset', email: 'jo@example.com', user_id: client.id },
      ...{ token_hash: hash(), requested_at: 'now', expires_at: 'infinity' },
    }),
    development_clock: () => ({ ahead: '2 hours' }),
    deliveries: () => ({
      ...{ channel: 'mail', message: 'account.welcome', key: randomUUID(), recipient_id: client.id, data: {} },
      ...{ status: 'waiting', attempts: 0, created_at: 'now', due_at: 'now' },
    }),
    notifications: () => ({
      user_id: client.id,
      event_id: ++lastEvent,
      message: 'booking.confirmed',
      created_at: 'now',
    }),
    calendar_feeds: () => ({ user_id: client.id, number: 1, detail: 'full', secret_hash: hash() }),
    video_rooms: () => ({ booking_id: bookingId, room: `session-${randomUUID()}`, created_at: 'now' }),
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
    ...WRONG_WEEKS.map((hours) => ['schedules_weekly_hours', 'weekly_hours', hours]),
    ...WRONG_DAYS.map((hours) => ['schedule_dates_hours', 'hours', hours]),
    ['schedules_hours_have_zone', 'time_zone', null],
    ...['notice_minutes', 'move_notice_minutes', 'cancel_notice_minutes'].flatMap((column) => [
      ['schedules_notices', column, -1],
      ['schedules_notices', column, 43_201],
    ]),
    ['schedules_window', 'window_days', 0],
    ['schedules_window', 'window_days', 366],
    ['schedules_window', 'series_weeks', -1],
    ['schedules_window', 'series_weeks', 53],
    ...[0, 1, 12, 45, 120].map((minutes) => ['schedules_grid', 'grid_minutes', minutes]),
    ['schedules_limits', 'daily_limit', 0],
    ['schedules_limits', 'client_limit', 0],
    ['schedule_dates_note_length', 'note', 'x'.repeat(501)],
    ['time_off_instants_or_days', 'starts_at', null],
    ['time_off_instants_or_days', 'ends_at', null],
    ['time_off_instants_or_days', 'first_day', '2030-01-01'],
    ['time_off_instants_or_days', 'last_day', '2030-01-01'],
    ['time_off_end_after_start', 'ends_at', '2030-01-01T09:00:00Z'],
    ['time_off_note_length', 'note', 'x'.repeat(501)],
    ['session_types_name_length', 'name', ''],
    ['session_types_name_length', 'name', 'x'.repeat(121)],
    ['session_types_text_length', 'description', 'x'.repeat(2001)],
    ['session_types_text_length', 'location', 'x'.repeat(501)],
    ['session_types_minutes', 'minutes', 4],
    ['session_types_minutes', 'minutes', 481],
    ...['buffer_before_minutes', 'buffer_after_minutes'].flatMap((column) => [
      ['session_types_minutes', column, -1],
      ['session_types_minutes', column, 121],
    ]),
    ['session_types_capacity', 'capacity', 0],
    ['session_types_capacity', 'capacity', 501],
    ['booking_history_actor', 'actor_role', 'nobody'],
    ['events_actor', 'actor_role', 'nobody'],
    ['account_links_sha256', 'token_hash', hash(31)],
    ['account_links_purpose', 'purpose', 'login'],
    ['account_links_old_email', 'old_email', 'old@example.com'],
    ['account_links_old_email', 'purpose', 'email'],
    ['development_clock_is_one', 'is_only', false],
    ['deliveries_finished', 'finished_at', 'now'],
    ['deliveries_finished', 'status', 'done'],
    ['calendar_feeds_number_limits', 'number', 0],
    ['calendar_feeds_number_limits', 'number', 11],
    ['calendar_feeds_detail', 'detail', 'everything'],
    ['calendar_feeds_sha256', 'secret_hash', hash(31)],
    ['session_types_location_kind', 'location_kind', 'on the moon'],
    ['schedules_video_link', 'video_link', 'http://video.example.com'],
    ['schedules_video_link', 'video_link', `https://${'x'.repeat(2000)}`],
    ['video_rooms_of_one', 'booking_id', null],
    ['video_rooms_room_is_long', 'room', 'session-1'],
  ] as [string, string, unknown][])('that breaks %s by %s', async (constraint, column, value) => {
    const table = Object.keys(soundRows).find((name) => constraint.startsWith(name))!;
    await refuses(constraint, CHECK, add(table, { [column]: value }));
  });

  it.each([
    [{ weekly_hours: [], time_zone: null }],
    [{ weekly_hours: [0, 1440, 1440, 2880, 8640, 10080] }],
    [{ daily_limit: 1, client_limit: 1, window_days: 365, series_weeks: 0, notice_minutes: 43_200 }],
  ])('accepts the schedule %j', async (wanted) => {
    const { id } = await app.coach();
    await expect(add('schedules', { coach_id: id, ...wanted })).resolves.toBeDefined();
  });

  it('refuses time off that is neither an interval nor days, and days that end before they start', async () => {
    const days = { starts_at: null, ends_at: null, first_day: '2030-01-02', last_day: '2030-01-02' };
    await expect(add('time_off', days)).resolves.toBeDefined();
    const nothing = { starts_at: null, ends_at: null };
    const both = { first_day: '2030-01-02', last_day: '2030-01-02' };
    const half = { ...days, last_day: null };
    for (const wrong of [nothing, both, half]) {
      await refuses('time_off_instants_or_days', CHECK, add('time_off', wrong));
    }
    await refuses('time_off_end_after_start', CHECK, add('time_off', { ...days, last_day: '2030-01-01' }));
  });

  it.each([
    ['schedules', 'coach_id'],
    ['schedule_dates', 'coach_id'],
    ['time_off', 'coach_id'],
    ['session_types', 'coach_id'],
    ['booking_history', 'booking_id'],
  ])('refuses a row of %s whose %s does not exist', async (table, column) => {
    await refuses(`${table}_${column}_fkey`, FOREIGN_KEY, add(table, { [column]: NOBODY }));
  });

  it('refuses a second schedule of a coach, and single days of a user without one', async () => {
    await refuses('schedules_pkey', UNIQUE, add('schedules', { coach_id: owner.id }));
    for (const table of ['schedule_dates', 'time_off', 'session_types']) {
      await refuses(`${table}_coach_id_fkey`, FOREIGN_KEY, add(table, { coach_id: client.id }));
    }
  });

  it('refuses other hours for a day that has some', async () => {
    await add('schedule_dates', { date: '2030-01-02' });
    await refuses('schedule_dates_pkey', UNIQUE, add('schedule_dates', { date: '2030-01-02', hours: [] }));
  });

  it('refuses a second clock of development', async () => {
    await app.sql(`INSERT INTO development_clock (ahead) VALUES ('1 hour') ON CONFLICT DO NOTHING`);
    await refuses('development_clock_pkey', UNIQUE, add('development_clock'));
  });

  it('refuses a second name of this installation, and one of another key', async () => {
    await refuses('installation_pkey', UNIQUE, app.sql(`INSERT INTO installation DEFAULT VALUES`));
    await refuses('installation_is_one', CHECK, app.sql(`INSERT INTO installation (is_only) VALUES (false)`));
  });

  it('refuses rooms of nothing, a second room of a booking, and one room twice', async () => {
    const [one, other] = [8, 9].map(async (slot) => ({ booking_id: await app.booked(client, owner, slot) }));
    await refuses('video_rooms_booking_id_fkey', FOREIGN_KEY, add('video_rooms', { booking_id: NOBODY }));
    const ofGroup = { booking_id: null, group_session_id: NOBODY };
    await refuses('video_rooms_group_session_id_fkey', FOREIGN_KEY, add('video_rooms', ofGroup));
    const room = `session-${randomUUID()}`;
    await add('video_rooms', { ...(await one), room });
    await refuses('video_rooms_booking_id_key', UNIQUE, add('video_rooms', await one));
    await refuses('video_rooms_pkey', UNIQUE, add('video_rooms', { ...(await other), room }));
  });

  it('refuses two calendar feeds of one user with one number, and two with one secret', async () => {
    const { id } = await app.client();
    const first = { user_id: id, number: 1, secret_hash: hash() };
    await add('calendar_feeds', first);
    await refuses('calendar_feeds_number_key', UNIQUE, add('calendar_feeds', { ...first, secret_hash: hash() }));
    await refuses('calendar_feeds_secret_hash_key', UNIQUE, add('calendar_feeds', { ...first, number: 2 }));
  });

  describe('counts the versions of a schedule', () => {
    const version = async () => {
      const [row] = await app.sql<{ version: number }>(`SELECT version FROM schedules WHERE coach_id = $1`, [owner.id]);
      return row!.version;
    };

    it('when it changes, whatever the statement says', async () => {
      const before = await version();
      await app.sql(`UPDATE schedules SET daily_limit = 3 WHERE coach_id = $1`, [owner.id]);
      await app.sql(`UPDATE schedules SET version = 1 WHERE coach_id = $1`, [owner.id]);
      expect(await version()).toBe(before + 2);
    });

    it.each([
      ['schedule_dates', { date: '2030-01-03' }, `date = '2030-01-03'`],
      ['time_off', { note: 'Dentist' }, `note = 'Dentist'`],
      ['session_types', { name: 'Trial' }, `name = 'Trial'`],
    ])('when a row of %s is added, changed or deleted', async (table, row, condition) => {
      const before = await version();
      await add(table, row);
      expect(await version()).toBe(before + 1);
      await app.sql(['UPDATE', table, 'SET coach_id = coach_id WHERE', condition].join(' '));
      expect(await version()).toBe(before + 2);
      await app.sql(['DELETE FROM', table, 'WHERE', condition].join(' '));
      expect(await version()).toBe(before + 3);
    });
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

  it.each([
    ['users_locale_known', `locale = 'fr'`, 'client'],
    ...[
      `'{10081}'`,
      `'{4}'`,
      `'{6,5,4}'`,
      `'{60,60}'`,
      `'{60,120}'`,
      `'{10,9,8,7,6,5}'`,
      `'{60,NULL}'`,
      `'{9,8,7,5,6}'`,
    ].map((minutes) => ['users_reminder_minutes', `reminder_minutes = ${minutes}`, 'client']),
    ...[`locale = 'de'`, `email_verified_at = now()`, `reminder_minutes = '{}'`].map((choice) => [
      'users_tombstone_has_no_choices',
      choice,
      'deleted',
    ]),
    ...['bookings', 'reminders', 'waitlist', 'reviews'].map((kind) => [
      'users_tombstone_has_no_choices',
      `mail_${kind} = false`,
      'deleted',
    ]),
  ] as [string, string, 'client' | 'deleted'][])(
    'refuses what breaks %s: %s of the %s',
    async (constraint, choice, who) => {
      const { id } = who === 'client' ? client : deleted;
      await refuses(constraint, CHECK, app.sql(['UPDATE users SET', choice, 'WHERE id = $1'].join(' '), [id]));
    },
  );

  it.each([`'{}'`, `'{10080,1440,120,60,5}'`])('accepts reminders %s minutes before', async (minutes) => {
    const set = ['UPDATE users SET reminder_minutes =', minutes, 'WHERE id = $1'].join(' ');
    await expect(app.sql(set, [client.id])).resolves.toBeDefined();
  });

  it('refuses a link without a user, except to reset a password', async () => {
    await expect(add('account_links', { user_id: null })).resolves.toBeDefined();
    await refuses('account_links_have_user', CHECK, add('account_links', { user_id: null, purpose: 'verify' }));
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
    ['account_links_token_hash_key', 'account_links', 'token_hash'],
  ])('refuses a duplicate key: %s', async (constraint, table, column) => {
    const same = { [column]: hash() };
    await add(table, same);
    await refuses(constraint, UNIQUE, add(table, same));
  });

  it('refuses a delivery in no known status', async () => {
    await refuses('deliveries_status', CHECK, add('deliveries', { status: 'lost', finished_at: 'now' }));
  });

  it('refuses a second delivery for one key, and a second notification of one event', async () => {
    const key = { key: 'welcome 1' };
    await add('deliveries', key);
    await refuses('deliveries_key', UNIQUE, add('deliveries', key));
    const event = { event_id: ++lastEvent };
    await add('notifications', event);
    await refuses('notifications_once', UNIQUE, add('notifications', event));
  });

  it('refuses a delivery and a notification for a user who does not exist', async () => {
    await refuses('deliveries_recipient_id_fkey', FOREIGN_KEY, add('deliveries', { recipient_id: NOBODY }));
    await refuses('notifications_user_id_fkey', FOREIGN_KEY, add('notifications', { user_id: NOBODY }));
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
