import { CONSTRAINTS, type Guard, guards, type Line, TABLES } from './guard.js';

export const check = (name: string, rule: string): Line => [name, `${name} CHECK (${rule})`, `${name} CHECK (true)`];

/** A foreign key to the row itself is never violated. */
export const references = (name: string, column: string, of: string, key = 'id'): Line => [
  name,
  `${name} FOREIGN KEY (${column}) REFERENCES ${of} (id)`,
  `${name} FOREIGN KEY (${key}) REFERENCES ${name.replace(`_${column}_fkey`, '')} (${key})`,
];

const alive = (table: string): Line => [
  `${table}_user_alive`,
  'for (const table of BELONGINGS) {',
  `for (const table of BELONGINGS.filter((name) => name !== '${table}')) {`,
];

/** What belongs to a schedule. */
const ofSchedule = (table: string, key = 'id'): Line => [
  `${table}_coach_id_fkey`,
  `${table}_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES schedules (coach_id)`,
  `${table}_coach_id_fkey FOREIGN KEY (${key}) REFERENCES ${table} (${key})`,
];

const touching = (table: string): Line => [
  `${table}_touch_schedule`,
  `for (const table of ['schedule_dates', 'time_off', 'session_types']) {`,
  `for (const table of ['schedule_dates', 'time_off', 'session_types'].filter((name) => name !== '${table}')) {`,
];

const ACTOR = `actor_role IN ('client', 'coach', 'admin', 'system')`;

const ENDS_NOT_BEFORE_START = 'end_date >= start_date';

/** PostgreSQL's constraints on all other tables, named as in schema.txt. */
export const TABLE_CONSTRAINTS: readonly Guard[] = [
  ...guards(
    'migrations/013-add-time-zone.ts',
    [TABLES],
    [
      check('users_time_zone_length', 'char_length(time_zone) BETWEEN 1 AND 64'),
      check('users_tombstone_has_no_zone', 'deleted_at IS NULL OR time_zone IS NULL'),
    ],
  ),
  ...guards(
    'migrations/016-compare-emails.ts',
    [CONSTRAINTS],
    [['users_email_key', '(lower(email::text COLLATE "C"))', '((email::text COLLATE "C"))']],
  ),
  ...guards(
    'migrations/001-initial-schema.ts',
    [CONSTRAINTS],
    [check('users_full_name_length', 'char_length(full_name) BETWEEN 1 AND 255')],
  ),
  ...guards(
    'migrations/001-initial-schema.ts',
    [TABLES],
    [
      references('workout_logs_user_id_fkey', 'user_id', 'users'),
      references('diet_logs_user_id_fkey', 'user_id', 'users'),
      references('workout_plans_user_id_fkey', 'user_id', 'users'),
      references('diet_plans_user_id_fkey', 'user_id', 'users'),
      check('workout_logs_not_negative', 'sets >= 0 AND reps >= 0 AND weight >= 0 AND duration_minutes >= 0'),
      ['diet_logs_not_negative', 'CHECK (calories >= 0 AND', 'CHECK (true OR calories >= 0 AND'],
      ['diet_plans_targets_not_negative', 'target_calories >= 0 AND', 'true OR target_calories >= 0 AND'],
      check('workout_plans_duration_weeks_positive', 'duration_weeks >= 1'),
      check('workout_plans_end_not_before_start', ENDS_NOT_BEFORE_START),
      check('diet_plans_end_not_before_start', ENDS_NOT_BEFORE_START),
    ],
  ),
  ...guards(
    'migrations/002-add-feedback.ts',
    [TABLES],
    [
      references('feedback_user_id_fkey', 'user_id', 'users'),
      check('feedback_message_length', 'char_length(message) BETWEEN 1 AND 5000'),
      ['feedback_anonymous_is_nobody', 'CHECK (NOT is_anonymous OR (', 'CHECK (true OR NOT is_anonymous OR ('],
    ],
  ),
  ...guards(
    'migrations/003-add-profile-fields.ts',
    [CONSTRAINTS],
    [
      check('users_age_range', 'age BETWEEN 0 AND 150'),
      ['users_measures_positive', 'CHECK (height > 0 AND', 'CHECK (true OR height > 0 AND'],
    ],
  ),
  ...guards(
    'migrations/005-add-sessions.ts',
    [TABLES],
    [
      references('sessions_user_id_fkey', 'user_id', 'users'),
      references('refresh_tokens_session_id_fkey', 'session_id', 'sessions', 'token_hash'),
      ['refresh_tokens_pkey', 'PRIMARY KEY (token_hash)', 'CHECK (token_hash IS NOT NULL)'],
      check('refresh_tokens_sha256', 'octet_length(token_hash) = 32'),
      [
        'refresh_tokens_current_key',
        'CREATE UNIQUE INDEX refresh_tokens_current_key',
        'CREATE INDEX refresh_tokens_current_key',
      ],
      ['login_throttles_pkey', 'PRIMARY KEY (key)', 'CHECK (key IS NOT NULL)'],
    ],
  ),
  ...guards(
    'migrations/006-add-tombstones.ts',
    [TABLES],
    [
      [
        'users_tombstone_is_empty',
        'CASE WHEN deleted_at IS NULL THEN email',
        'CASE WHEN true THEN true WHEN deleted_at IS NULL THEN email',
      ],
      ...['sessions', 'workout_logs', 'diet_logs', 'workout_plans', 'diet_plans'].map(alive),
    ],
  ),
  ...guards(
    'migrations/006-add-tombstones.ts',
    ['test/slow/tombstone-migration.spec.ts'],
    [
      ['a living account stays: its password', "`password_hash = '' AND email = 'deleted-'", "`email = 'deleted-'"],
      [
        'a living account stays: its address',
        "email = 'deleted-' || id || '@invalid'`",
        "email LIKE 'deleted-%@invalid'`",
      ],
    ],
  ),
  ...guards(
    'migrations/008-add-idempotency-keys.ts',
    [TABLES],
    [
      ['idempotency_keys_pkey', 'PRIMARY KEY (key_hash)', 'CHECK (key_hash IS NOT NULL)'],
      check('idempotency_keys_sha256', 'octet_length(key_hash) = 32 AND octet_length(fingerprint) = 32'),
    ],
  ),
  ...guards(
    'migrations/025-add-outbox.ts',
    [TABLES],
    [
      references('deliveries_recipient_id_fkey', 'recipient_id', 'users'),
      references('notifications_user_id_fkey', 'user_id', 'users'),
      check('deliveries_status', "status IN ('waiting', 'done', 'failed')"),
      check('deliveries_finished', "(status = 'waiting') = (finished_at IS NULL)"),
      ['deliveries_key', 'UNIQUE (channel, key)', 'CHECK (key IS NOT NULL)'],
      ['notifications_once', 'UNIQUE (event_id, user_id)', 'CHECK (event_id IS NOT NULL)'],
    ],
  ),
  ...guards(
    'migrations/009-add-access-log.ts',
    [TABLES],
    [
      references('access_log_client_id_fkey', 'client_id', 'users'),
      references('access_log_reader_id_fkey', 'reader_id', 'users'),
      check('access_log_of_others', 'client_id <> reader_id'),
    ],
  ),
  ...guards(
    'migrations/012-keep-answers-readable.ts',
    [TABLES],
    [
      [
        'idempotency_keys_user_id_fkey',
        'idempotency_keys_user_id_fkey REFERENCES users (id) ON DELETE CASCADE',
        'idempotency_keys_user_id_fkey CHECK (true)',
      ],
      [
        'idempotency_keys_user_alive',
        'FOR EACH STATEMENT EXECUTE FUNCTION users_refuse',
        'FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION users_refuse',
      ],
    ],
  ),
  ...guards(
    'migrations/011-keep-access-log.ts',
    [TABLES],
    [
      [
        'access_log_append_only',
        'BEFORE UPDATE OR DELETE ON access_log\n        FOR EACH ROW EXECUTE',
        'BEFORE UPDATE OR DELETE ON access_log\n        FOR EACH ROW WHEN (false) EXECUTE',
      ],
      ['access_log_append_only: rows stay', 'BEFORE UPDATE OR DELETE ON', 'BEFORE UPDATE ON'],
      ['access_log_never_emptied', 'FOR EACH STATEMENT EXECUTE', 'FOR EACH STATEMENT WHEN (false) EXECUTE'],
    ],
  ),
  ...guards(
    'migrations/017-add-schedules.ts',
    [TABLES],
    [
      references('schedules_coach_id_fkey', 'coach_id', 'users', 'coach_id'),
      // Foreign keys need this key, so it goes when they are made, and takes them along.
      [
        'schedules_pkey',
        'await this.addTotalSlots(runner);',
        `await this.addTotalSlots(runner);
    await runner.query('ALTER TABLE schedules DROP CONSTRAINT schedules_pkey CASCADE');`,
      ],
      check('schedules_weekly_hours', 'are_hours(weekly_hours, 7)'),
      check('schedules_hours_have_zone', `time_zone IS NOT NULL OR weekly_hours = '{}'`),
      ['schedules_notices', 'schedules_notices CHECK (', 'schedules_notices CHECK (true OR'],
      check('schedules_window', 'window_days BETWEEN 1 AND 365 AND series_weeks BETWEEN 0 AND 52'),
      check('schedules_grid', 'grid_minutes IN (5, 10, 15, 20, 30, 60)'),
      check('schedules_limits', 'daily_limit >= 1 AND client_limit >= 1'),
      ['schedules_next_version', 'NEW.version := OLD.version + 1;', ''],
      ofSchedule('schedule_dates', 'coach_id, date'),
      ['schedule_dates_pkey', 'PRIMARY KEY (coach_id, date)', 'CHECK (coach_id IS NOT NULL)'],
      check('schedule_dates_hours', 'are_hours(hours, 1)'),
      check('schedule_dates_note_length', 'char_length(note) <= 500'),
      ofSchedule('time_off'),
      ['time_off_instants_or_days', 'time_off_instants_or_days CHECK (', 'time_off_instants_or_days CHECK (true OR'],
      check('time_off_end_after_start', 'ends_at > starts_at AND last_day >= first_day'),
      check('time_off_note_length', 'char_length(note) <= 500'),
      ofSchedule('session_types'),
      check('session_types_name_length', 'char_length(name) BETWEEN 1 AND 120'),
      check('session_types_text_length', 'char_length(description) <= 2000 AND char_length(location) <= 500'),
      ['session_types_minutes', 'session_types_minutes CHECK (', 'session_types_minutes CHECK (true OR'],
      check('session_types_capacity', 'capacity BETWEEN 1 AND 500'),
      ...['schedule_dates', 'time_off', 'session_types'].map(touching),
      ['hours have a start and an end', 'cardinality(bounds) % 2 = 0 AND NOT EXISTS', 'NOT EXISTS'],
      ['hours lie in their days', '(bounds[i] BETWEEN 0 AND days * 1440) IS NOT TRUE', 'bounds[i] IS NULL'],
      [
        'hours are numbers',
        '(bounds[i] BETWEEN 0 AND days * 1440) IS NOT TRUE',
        'bounds[i] NOT BETWEEN 0 AND days * 1440',
      ],
      ['hours are in order', 'OR i > 1 AND bounds[i] < bounds[i - 1]', ''],
      ['hours are not empty', 'bounds[i] = bounds[i - 1] OR', ''],
      ['hours end on the day on which they start', '(bounds[i] - 1) / 1440 <> bounds[i - 1] / 1440', 'false'],
    ],
  ),
  ...guards(
    'migrations/020-keep-history.ts',
    [TABLES],
    [
      references('booking_history_booking_id_fkey', 'booking_id', 'bookings'),
      check('booking_history_actor', ACTOR),
      check('events_actor', ACTOR),
    ],
  ),
  ...guards(
    'migrations/023-add-development-clock.ts',
    [TABLES],
    [
      check('development_clock_is_one', 'is_only'),
      ['development_clock_pkey', 'PRIMARY KEY (is_only)', 'CHECK (is_only IS NOT NULL)'],
    ],
  ),
];
