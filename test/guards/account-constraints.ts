import { type Guard, guards, TABLES } from './guard.js';
import { check, references } from './table-constraints.js';

/** PostgreSQL's constraints on settings and links of accounts. */
export const ACCOUNT_CONSTRAINTS: readonly Guard[] = [
  ...guards(
    'migrations/028-add-account-settings.ts',
    [TABLES],
    [
      check('users_locale_known', `locale IN ('en', 'de')`),
      ['users_reminder_minutes', 'cardinality(reminder_minutes) <= 5 AND array_position', 'true OR array_position'],
      ['users_reminder_minutes: five', 'cardinality(reminder_minutes) <= 5 AND', ''],
      ['users_reminder_minutes: numbers', 'array_position(reminder_minutes, NULL) IS NULL', 'true'],
      ['users_reminder_minutes: not too short', '5 <= ALL (reminder_minutes)', 'true'],
      ['users_reminder_minutes: not too long', '10080 >= ALL (reminder_minutes)', 'true'],
      ['users_reminder_minutes: in order', 'reminder_minutes[1] > reminder_minutes[2]', 'true'],
      ['users_reminder_minutes: in order to the end', 'AND reminder_minutes[4] > reminder_minutes[5]', ''],
      [
        'users_tombstone_has_no_choices',
        'deleted_at IS NULL OR email_verified_at IS NULL AND',
        'true OR email_verified_at IS NULL AND',
      ],
      references('account_links_user_id_fkey', 'user_id', 'users'),
      ['account_links_token_hash_key', 'UNIQUE (token_hash)', 'CHECK (token_hash IS NOT NULL)'],
      check('account_links_sha256', 'octet_length(token_hash) = 32'),
      check('account_links_purpose', `purpose IN ('reset', 'verify', 'email')`),
      check('account_links_old_email', `(old_email IS NOT NULL) = (purpose = 'email')`),
      check('account_links_have_user', `user_id IS NOT NULL OR purpose = 'reset'`),
      [
        'account_links_user_alive',
        'FOR EACH STATEMENT EXECUTE FUNCTION users_refuse',
        'FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION users_refuse',
      ],
    ],
  ),
];
