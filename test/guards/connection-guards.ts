import { type Guard, guards, type Line } from './guard.js';
import { check } from './table-constraints.js';

const CONNECTIONS = 'test/contract/connection-constraints.spec.ts';

const references = (column: string): Line => [
  `connections_${column}_fkey`,
  `CONSTRAINT connections_${column}_fkey FOREIGN KEY (${column}) REFERENCES users (id) ON DELETE CASCADE,`,
  '',
];

const never = (trigger: string, moment: string): Line => [
  trigger,
  `${trigger} ${moment}`,
  `${trigger} ${moment.replace('INSERT', 'DELETE').replace('BEFORE', 'AFTER')}`,
];

/** What a coach and a client decide about each other. */
export const CONNECTION_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/043-add-connections.ts',
    [CONNECTIONS],
    [
      ['connections_pkey', 'PRIMARY KEY (coach_id, client_id)', 'CHECK (coach_id IS NOT NULL)'],
      references('coach_id'),
      references('client_id'),
      check('connections_two_people', 'coach_id <> client_id'),
      check('connections_notes_length', 'char_length(notes) BETWEEN 1 AND 10000'),
      check('connections_notes_whole', '(notes IS NULL) = (noted_at IS NULL)'),
      never('connections_people_alive', 'AFTER INSERT ON connections'),
      ['bookings_client_not_blocked', `NEW.kind IN ('booking', 'hold')`, `NEW.kind = 'offer'`],
      never('waitlist_entries_client_not_blocked', 'BEFORE INSERT ON waitlist_entries'),
    ],
  ),
  ...guards(
    'migrations/043-add-connections.ts',
    ['blocks-and-notes'],
    [['blocked clients are offered nothing', 'next(NOT_BLOCKED)]', `next('')]`]],
  ),
  ...guards(
    'src/connections/connections.service.ts',
    ['sharing'],
    [
      ['a section that is not shared is refused', 'if (!client.shared) throw', 'if (false) throw'],
      [
        'health is shown only where it is shared',
        `sharedColumns('true', shares('health'))`,
        `sharedColumns('true', 'true')`,
      ],
    ],
  ),
  ...guards(
    'src/connections/connections.service.ts',
    ['sharing-races'],
    [
      ['the profile is closed after the answer', `AND \${shares('profile')} AND`, 'AND'],
      [
        'sections are closed after the answer',
        `if (role === 'admin') return null;`,
        `if (role !== 'client') return null;`,
      ],
    ],
  ),
  ...guards(
    'src/connections/connected.ts',
    ['sharing'],
    [
      ['sections of lists and charts', `AND mine.\${section}`, `AND (mine.\${section} OR true)`],
      ['sections of one row', `u.role = 'client' AND \${shares(section)} AND`, `u.role = 'client' AND`],
      ['an ended connection connects no more', 'WHERE c.ended_at IS NULL OR', 'WHERE true OR'],
      ['only later bookings connect again', 'b.created_at > c.ended_at AND (', '('],
      [
        'a booking that the coach makes does not connect again',
        `IS DISTINCT FROM 'coach'`,
        `IS DISTINCT FROM 'system'`,
      ],
    ],
  ),
  ...guards(
    'src/connections/shared-columns.ts',
    ['sharing'],
    [
      [
        'the list shows the name alone',
        'if (NAME_FIELDS.includes(field))',
        `if (NAME_FIELDS.includes(field) || field === 'email')`,
      ],
    ],
  ),
  ...guards(
    'src/connections/pairs.service.ts',
    ['sharing'],
    [
      ['the next connection begins with all', '`${section} = true`', '`${section} = p.${section}`'],
      [
        'an unconnected client shares nothing',
        `AND u.role = 'coach' AND \${connects('u.id', '$2')}`,
        `AND u.role = 'coach'`,
      ],
    ],
  ),
  ...guards(
    'src/connections/coach-notes.service.ts',
    ['blocks-and-notes'],
    [
      ['notes are about connected clients', 'if (!row.open) throw', 'if (false) throw'],
      [
        'notes are of their coach',
        'ON c.coach_id = $1 AND c.client_id = u.id WHERE',
        'ON $1 > 0 AND c.client_id = u.id WHERE',
      ],
    ],
  ),
  ...guards(
    'src/bookings/bookings.service.ts',
    ['blocks-and-notes'],
    [['a block takes offers back', 'await tx.rows(TAKE_OFFERS_BACK_BETWEEN,', 'void [].concat(']],
  ),
];
