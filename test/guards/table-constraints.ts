import { CONSTRAINTS, type Guard, guards, type Line, TABLES } from './guard.js';

const check = (name: string, rule: string): Line => [name, `${name} CHECK (${rule})`, `${name} CHECK (true)`];

/** A foreign key to the row itself is never violated. */
const references = (name: string, column: string, of: string, key = 'id'): Line => [
  name,
  `${name} FOREIGN KEY (${column}) REFERENCES ${of} (id)`,
  `${name} FOREIGN KEY (${key}) REFERENCES ${name.replace(`_${column}_fkey`, '')} (${key})`,
];

const alive = (table: string): Line => [
  `${table}_user_alive`,
  'for (const table of BELONGINGS) {',
  `for (const table of BELONGINGS.filter((name) => name !== '${table}')) {`,
];

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
    ['test/contract/tombstone-migration.spec.ts'],
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
];
