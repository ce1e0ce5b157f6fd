import { type Guard, guards, type Line } from './guard.js';

const ROWS = 'test/contract/group-constraints.spec.ts';
const TRIGGERS = 'test/contract/waitlist-triggers.spec.ts';
const ADDED = 'migrations/030-add-group-sessions.ts';
const INDEXES = 'migrations/031-index-group-sessions.ts';
const FOLLOWED = 'migrations/033-follow-waitlists.ts';
const GUARDED = 'migrations/035-guard-group-sessions.ts';

const check = (name: string): Line => [name, `CONSTRAINT ${name} CHECK (`, `CONSTRAINT ${name} CHECK (true OR `];
const reference = (name: string): Line => [name, `CONSTRAINT ${name} FOREIGN KEY`, `-- ${name} FOREIGN KEY`];
const column = (name: string, table: string): Line => [name, `CONSTRAINT ${name} REFERENCES ${table} (id)`, ''];
const key = (name: string): Line => [name, `CREATE UNIQUE INDEX ${name}`, `CREATE INDEX ${name}`];
/** The trigger is there and fires at nothing that happens. */
const silent = (name: string, moment: string, event: string): Line => [
  name,
  `${name} ${moment} ${event} ON`,
  `${name} ${moment} UPDATE OF id ON`,
];
const quoted = (name: string, event: string): Line => [
  name,
  `"${name}" AFTER ${event} ON`,
  `"${name}" AFTER UPDATE OF id ON`,
];

/** PostgreSQL's constraints and triggers on group sessions, series and waitlists, named as in schema.txt. */
export const GROUP_CONSTRAINTS: readonly Guard[] = [
  ...guards(
    ADDED,
    [ROWS],
    [
      ...[
        'group_sessions_end_after_start',
        'group_sessions_capacity',
        'group_sessions_seats',
        'series_rule',
        'series_end',
      ].map(check),
      ...['status', 'kind_is_whole', 'hours', 'weekdays'].map((name) => check(`waitlist_entries_${name}`)),
      check('bookings_series_whole'),
      ['bookings_kind_is_whole: offers are whole', `num_nonnulls(hold_id, held_until, waitlist_entry_id) = 3`, 'true'],
      ['bookings_kind_is_whole: group sessions are whole', 'num_nonnulls(group_session_id, scheduled_at) = 2', 'true'],
      [
        'bookings_kind_is_whole: bookings have a client',
        `WHEN 'booking' THEN client_id IS NOT NULL AND`,
        `WHEN 'booking' THEN`,
      ],
      ...['group_sessions_coach_id_fkey', 'group_sessions_session_type_id_fkey'].map(reference),
      ...['coach_id', 'client_id', 'session_type_id'].map((name) => reference(`series_${name}_fkey`)),
      ...['client_id', 'coach_id', 'group_session_id', 'session_type_id'].map((name) =>
        reference(`waitlist_entries_${name}_fkey`),
      ),
      column('bookings_group_session_id_fkey', 'group_sessions'),
      column('bookings_series_id_fkey', 'series'),
      column('bookings_waitlist_entry_id_fkey', 'waitlist_entries'),
      ...['slot', 'time', 'seat'].map((kind) => key(`waitlist_entries_${kind}_key`)),
    ],
  ),
  ...guards(
    INDEXES,
    [ROWS, TRIGGERS],
    [
      [
        'bookings_group_session_key',
        `bookings_group_session_key: \`ON bookings (group_session_id)`,
        `bookings_group_session_key: \`ON bookings (id)`,
      ],
      ['bookings_active_seat_key', '(group_session_id, client_id)', '(id)'],
      ['bookings_offer_key', '(waitlist_entry_id)', '(id)'],
    ],
  ),
  ...guards(
    'migrations/032-offer-what-is-free.ts',
    [TRIGGERS],
    [
      [
        'a deactivated client gets no offer',
        `u.role = 'client' AND u.is_active FOR SHARE`,
        `u.role = 'client' FOR SHARE`,
      ],
      ['a client over the limit gets no offer', `WHEN queue = 'slot' AND (`, `WHEN false AND (`],
      ['a busy client gets no seat', 'WHEN EXISTS (', 'WHEN false AND EXISTS ('],
      ['why somebody is passed over is told once', 'AND e.skipped_for IS DISTINCT FROM reason', ''],
      ['first come, first served', 'ORDER BY e.id FOR UPDATE', 'ORDER BY e.id DESC FOR UPDATE'],
      ['what was lost is not offered to the same one again', 'AND e.id <> ALL (passed)', ''],
      ['a deactivated coach offers nothing', `u.role = 'coach' AND u.is_active AND slot`, `u.role = 'coach' AND slot`],
    ],
  ),
  ...guards(
    FOLLOWED,
    [TRIGGERS],
    [
      silent('bookings_mark_offered', 'AFTER', 'INSERT'),
      silent('bookings_pass_on', 'AFTER', 'DELETE'),
      silent('bookings_offer_freed', 'AFTER', 'UPDATE OF status, scheduled_at, slot_number'),
      silent('bookings_offer_dropped', 'AFTER', 'DELETE'),
      silent('waitlist_entries_record_insert', 'AFTER', 'INSERT'),
      silent('waitlist_entries_record_update', 'AFTER', 'UPDATE OF status, skipped_for'),
      silent('waitlist_entries_release', 'AFTER', 'UPDATE OF status'),
      silent('users_offer_slots', 'AFTER', 'UPDATE OF total_slots, is_active'),
      [
        'schedules_note_freed',
        'schedules_note_freed AFTER INSERT OR UPDATE ON',
        'schedules_note_freed AFTER INSERT ON',
      ],
      ['what was booked is not passed on', `IF entry.status = 'booked' THEN`, 'IF false THEN'],
    ],
  ),
  ...guards(
    GUARDED,
    [TRIGGERS],
    [
      quoted('A_bookings_count_seats', 'INSERT'),
      quoted('A_bookings_count_seats_changed', 'UPDATE OF status'),
      quoted('A_bookings_count_seats_dropped', 'DELETE'),
      silent('group_sessions_count_changes', 'BEFORE', 'UPDATE'),
      silent('group_sessions_keep_time_insert', 'AFTER', 'INSERT'),
      silent('group_sessions_keep_time_update', 'AFTER', 'UPDATE'),
      silent('group_sessions_offer_more', 'AFTER', 'UPDATE OF capacity'),
      silent('group_sessions_record_insert', 'AFTER', 'INSERT'),
      silent('group_sessions_record_move', 'AFTER', 'UPDATE'),
      silent('group_sessions_record_capacity', 'AFTER', 'UPDATE'),
      silent('group_sessions_record_cancel', 'AFTER', 'UPDATE'),
      silent('series_record_insert', 'AFTER', 'INSERT'),
      [
        'bookings_coach_no_overlap: group sessions, not their seats',
        ` AND (group_session_id IS NULL OR kind = 'group_session')`,
        ' AND group_session_id IS NULL',
      ],
    ],
  ),
  ...guards(
    GUARDED,
    ['test/slow/group-session-migrations.spec.ts'],
    [
      ['the way back loses no seat', `kind = 'booking' AND status IN ('pending', 'confirmed')) THEN`, 'false) THEN'],
      ['the way back passes nothing on', 'DISABLE TRIGGER bookings_pass_on', 'ENABLE TRIGGER bookings_pass_on'],
    ],
  ),
];
