import { type Guard, guards } from './guard.js';
import { check } from './table-constraints.js';

const CONSTRAINTS = 'test/contract/export-constraints.spec.ts';
const EXPORTS = 'test/e2e/data-export.spec.ts';
const MAP = 'test/contract/personal-data.spec.ts';

/** Exports of one's own data: who gets them, how often, and what stands in them. */
export const EXPORT_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/049-add-exports.ts',
    [CONSTRAINTS],
    [
      ['exports_pkey', 'PRIMARY KEY (user_id)', 'UNIQUE (user_id, attempts)'],
      [
        'exports_user_id_fkey',
        'CONSTRAINT exports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,',
        '',
      ],
      check('exports_status', `status IN ('waiting', 'ready', 'failed')`),
      check('exports_ready', `num_nonnulls(ready_at, size) = CASE status WHEN 'ready' THEN 2 ELSE 0 END`),
      ['exports_user_alive', 'AFTER INSERT ON exports', 'AFTER DELETE ON exports'],
      [
        'export_chunks_user_id_fkey',
        'CONSTRAINT export_chunks_user_id_fkey FOREIGN KEY (user_id) REFERENCES exports (user_id) ON DELETE CASCADE',
        'CHECK (attempt >= 0)',
      ],
      ['export_chunks_pkey', 'PRIMARY KEY (user_id, attempt, number)', 'CHECK (number >= 0)'],
    ],
  ),
  ...guards(
    'src/personal-data/exports/exports.service.ts',
    [EXPORTS],
    [
      ['once in 24 hours', `WHERE e.status = 'failed' OR e.requested_at <= $2::timestamptz - \${PAUSE}`, 'WHERE true'],
      [
        'an export ends after a day',
        `AND e.status = 'ready' AND e.due_at > $2\``,
        `AND e.status = 'ready' AND $2::timestamptz IS NOT NULL\``,
      ],
    ],
  ),
  ...guards(
    'src/personal-data/exports/parts.ts',
    [MAP, EXPORTS],
    [
      [
        'an export shows no secrets and no ids of people',
        `['key', 'data', 'health']`,
        `['key', 'data', 'health', 'person', 'secret']`,
      ],
    ],
  ),
];
