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
export const CONNECTION_GUARDS: readonly Guard[] = guards(
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
);
