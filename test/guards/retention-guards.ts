import { type Guard, guards } from './guard.js';

const RETENTION = 'retention';

/** What goes by itself, and what stays whoever asks. */
export const RETENTION_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/051-add-retention.ts',
    [RETENTION],
    [
      ['retention_runs_pkey', 'PRIMARY KEY (rule)', 'CHECK (rule IS NOT NULL)'],
      [
        'access_log_append_only: young entries stay, whoever asks',
        `OLD.read_at < now() - interval '2 years'\n         AND`,
        'true AND',
      ],
    ],
  ),
  ...guards(
    'migrations/051-add-retention.ts',
    ['server-role'],
    [
      [
        'access_log_append_only: only its owner shortens it',
        'pg_has_role(current_user, (SELECT',
        'true OR pg_has_role(current_user, (SELECT',
      ],
    ],
  ),
  ...guards('src/retention/retention-rules.ts', [RETENTION], [['events that wait stay', `, 'due_at IS NULL')`, ')']]),
  ...guards(
    'src/retention/unused-accounts.service.ts',
    [RETENTION],
    [
      [
        'accounts from before verification stay',
        'greatest($2::timestamptz, (SELECT verifies_since FROM installation))',
        '$2::timestamptz',
      ],
      ['admins stay', `u.role <> 'admin'`, 'true'],
      ['accounts with a booking stay', 'b.client_id = u.id OR b.coach_id = u.id', 'false'],
      ['accounts with meals stay', 'FROM diet_logs l WHERE l.user_id = u.id', 'FROM diet_logs l WHERE false'],
      ['accounts in use stay', 's.user_id = u.id AND s.expires_at > now()', 'false'],
    ],
  ),
];
