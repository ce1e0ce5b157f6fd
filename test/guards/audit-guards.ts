import { type Guard, guards, type Line } from './guard.js';
import { check } from './table-constraints.js';

const AUDIT = 'admin-audit';
const WALK = 'test/contract/admin-audit.spec.ts';

/** The trigger of a table never fires. */
const silent = (table: string, moment: string): Line => [
  `${table}_audit`,
  `['${table}', '${moment}', `,
  `['${table}', '${moment}', 'false AND ' + `,
];

/** What admins change of others is noted, and stays. */
export const AUDIT_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/044-add-admin-audit.ts',
    [WALK],
    [
      silent('feedback', 'UPDATE OF status'),
      silent('workout_plans', 'INSERT OR UPDATE OR DELETE'),
      silent('diet_plans', 'INSERT OR UPDATE OR DELETE'),
      silent('deliveries', 'UPDATE OF status'),
      silent('webhooks', 'INSERT OR UPDATE OR DELETE'),
      ['the audit has no secrets of endpoints', '{secret,previous_secret,', '{'],
      ['an admin’s own things are not noted', 'WHERE subject IS DISTINCT FROM admin', 'WHERE true'],
    ],
  ),
  ...guards(
    'migrations/047-add-attendance.ts',
    [WALK],
    [['bookings_audit', "= 'admin' AND NEW.kind = 'booking'", "= 'admin' AND false"]],
  ),
  ...guards(
    'migrations/044-add-admin-audit.ts',
    [AUDIT],
    [
      silent('group_sessions', 'INSERT OR UPDATE'),
      check('admin_audit_action', `action IN ('create', 'change', 'delete')`),
      check('admin_audit_of_others', 'subject_id <> actor_id'),
      [
        'admin_audit_append_only',
        'BEFORE UPDATE OR DELETE ON admin_audit\n        FOR EACH ROW EXECUTE',
        'BEFORE UPDATE OR DELETE ON admin_audit\n        FOR EACH ROW WHEN (false) EXECUTE',
      ],
      [
        'admin_audit_append_only: values of the living stay',
        'AND EXISTS (SELECT FROM users WHERE id = OLD',
        'OR EXISTS (SELECT FROM users WHERE id = OLD',
      ],
      ['admin_audit_append_only: who acted stays', '= to_jsonb(OLD) - ', '<> to_jsonb(OLD) - '],
      ['admin_audit_never_emptied', 'FOR EACH STATEMENT EXECUTE', 'FOR EACH STATEMENT WHEN (false) EXECUTE'],
      ['users_audit_forget', 'WHEN (OLD.deleted_at IS NULL AND NEW', 'WHEN (OLD.deleted_at IS NOT NULL AND NEW'],
      [
        'a deletion is noted without values',
        'IF EXISTS (SELECT FROM users WHERE id = subject',
        'IF NOT EXISTS (SELECT FROM users WHERE id = subject',
      ],
    ],
  ),
  ...guards(
    'migrations/050-audit-reviews.ts',
    [WALK],
    [
      [
        'users_audit',
        `AFTER UPDATE ON users\n    FOR EACH ROW WHEN (`,
        `AFTER UPDATE ON users\n    FOR EACH ROW WHEN (false AND `,
      ],
      ['the audit has no hashes of passwords', `'password_hash,`, `'`],
    ],
  ),
  ...guards(
    'migrations/050-audit-reviews.ts',
    ['reviews'],
    [
      [
        'reviews_audit',
        `FOR EACH ROW WHEN (split_part(current_setting('app.actor', true), ' ', 2) = 'admin' AND`,
        'FOR EACH ROW WHEN (false AND',
      ],
      ['ratings are not changes by admins', '${HIDDEN},rating_count,rating_sum', '${HIDDEN}'],
    ],
  ),
  ...guards(
    'src/audit/admin-audit.service.ts',
    [AUDIT],
    [['who reads plans in the audit is noted', `page.items.flatMap(whoseHealth)`, '[]']],
  ),
];
