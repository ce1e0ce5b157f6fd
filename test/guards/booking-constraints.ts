import { CONSTRAINTS, type Guard, guards, type Line } from './guard.js';

const TIMED_BOOKINGS = 'migrations/018-add-timed-bookings.ts';
const CLAIMS = 'migrations/019-claim-times.ts';

/** A check of several lines. */
const lengthy = (name: string, start: string): Line => [
  name,
  `${name} CHECK (${start}`,
  `${name} CHECK (true OR ${start}`,
];

/** PostgreSQL's constraints and triggers on bookings and slots, named as in schema.txt. */
export const BOOKING_CONSTRAINTS: readonly Guard[] = [
  ...guards(
    'migrations/004-add-booking-and-coach-slots.ts',
    [CONSTRAINTS],
    [
      [
        'bookings_active_slot_key',
        'CREATE UNIQUE INDEX bookings_active_slot_key',
        'CREATE INDEX bookings_active_slot_key',
      ],
      ['bookings_client_no_overlap', '(client_id WITH =, tstzrange', '(id WITH =, tstzrange'],
      ['bookings_two_people', 'CHECK (coach_id <> client_id)', 'CHECK (true)'],
      ['bookings_time_whole', 'CHECK ((scheduled_at IS NULL) = (ends_at IS NULL))', 'CHECK (true)'],
      ['bookings_end_after_start', 'CHECK (ends_at > scheduled_at)', 'CHECK (true)'],
      ['bookings_notes_length', 'CHECK (char_length(notes) <= 2000)', 'CHECK (true)'],
      [
        'bookings_coach_id_fkey',
        'bookings_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES users (id)',
        'bookings_coach_id_fkey FOREIGN KEY (id) REFERENCES bookings (id)',
      ],
      [
        'bookings_client_id_fkey',
        'bookings_client_id_fkey FOREIGN KEY (client_id) REFERENCES users (id)',
        'bookings_client_id_fkey FOREIGN KEY (id) REFERENCES bookings (id)',
      ],
      ['users_available_slots_guard', 'FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND', 'FOR EACH ROW WHEN (false AND'],
    ],
  ),
  ...guards(
    'migrations/017-add-schedules.ts',
    [CONSTRAINTS],
    [
      ['users_available_slots_start', 'WHEN (NEW.available_slots <> ${slots})', 'WHEN (false)'],
      ['users_available_slots_total: a range', 'total_slots BETWEEN 1 AND 500 AND', ''],
      [
        'users_available_slots_total: no more than exist',
        ' AND available_slots <= total_slots) NOT VALID',
        ') NOT VALID',
      ],
      [
        'users_total_slots_change: slots in use',
        'IF EXISTS (SELECT FROM bookings',
        'IF false AND EXISTS (SELECT FROM bookings',
      ],
      [
        'users_total_slots_change: free slots follow',
        'OLD.available_slots + NEW.total_slots - OLD.total_slots',
        'OLD.available_slots',
      ],
    ],
  ),
  ...guards(
    TIMED_BOOKINGS,
    [CONSTRAINTS],
    [
      ['bookings_slot_number_limits', 'CHECK (slot_number BETWEEN 1 AND 500)', 'CHECK (true)'],
      [
        'bookings_session_type_id_fkey',
        'FOREIGN KEY (session_type_id) REFERENCES session_types (id)',
        'FOREIGN KEY (id) REFERENCES bookings (id)',
      ],
      lengthy('bookings_kind_is_whole', 'CASE kind'),
      ['bookings_kind_is_whole: a slot or a time', 'num_nonnulls(slot_number, scheduled_at) > 0 AND', ''],
      ['bookings_kind_is_whole: no hold', ' AND num_nonnulls(hold_id, held_until) = 0', ''],
      ['bookings_kind_is_whole: a hold has a time', 'scheduled_at IS NOT NULL AND num_nonnulls', 'num_nonnulls'],
      ['bookings_kind_is_whole: a hold has an end', 'num_nonnulls(hold_id, held_until) = 2 AND', ''],
      ['bookings_kind_is_whole: a hold is pending', ` AND status = 'pending'`, ''],
      ['bookings_kind_is_whole: known kinds', 'ELSE false END', 'ELSE true END'],
      lengthy('bookings_minutes_range', 'buffer_before BETWEEN'),
      lengthy('bookings_cancellation', `CASE WHEN status = 'cancelled'`),
      ['bookings_cancel_reason_length', 'CHECK (char_length(cancel_reason) <= 500)', 'CHECK (true)'],
    ],
  ),
  ...guards(
    CLAIMS,
    [CONSTRAINTS],
    [
      ['the time before a session', ' - make_interval(mins => before)', ''],
      ['the time after a session', ' + make_interval(mins => after)', ''],
      [
        'bookings_guard_transition: legal ones',
        `IF (OLD.status, NEW.status) NOT IN (`,
        `IF false AND (OLD.status, NEW.status) NOT IN (`,
      ],
      [
        'bookings_guard_transition: pending again when moved',
        'AND coalesce(NEW.scheduled_at <> OLD.scheduled_at, false)',
        'AND coalesce(NEW.scheduled_at <> OLD.scheduled_at, true)',
      ],
      [
        'bookings_guard_transition: the past stays',
        `IF OLD.status NOT IN ('pending', 'confirmed') AND NEW.scheduled_at`,
        `IF false AND NEW.scheduled_at`,
      ],
      [
        'bookings_guard_transition: changes are counted',
        'NEW.sequence := OLD.sequence + 1;',
        'NEW.sequence := OLD.sequence;',
      ],
      [
        'A_bookings_count_slots: active client',
        `WHERE id = NEW.client_id AND role = 'client' AND is_active FOR SHARE`,
        `WHERE id = NEW.client_id FOR SHARE`,
      ],
      [
        'A_bookings_count_slots: active coach of a slot',
        `WHERE id = NEW.coach_id AND role = 'coach' AND is_active\``,
        'WHERE id = NEW.coach_id`',
      ],
      [
        'A_bookings_count_slots: active coach of a time',
        `WHERE id = NEW.coach_id AND role = 'coach' AND is_active FOR SHARE`,
        `WHERE id = NEW.coach_id FOR SHARE`,
      ],
      [
        'A_bookings_count_slots: up',
        'SET available_slots = available_slots + 1 WHERE',
        'SET available_slots = available_slots WHERE',
      ],
      [
        'A_bookings_count_slots: down',
        'SET available_slots = available_slots - 1',
        'SET available_slots = available_slots',
      ],
      ['A_bookings_count_slots: no slot of a time is free again', ' AND OLD.slot_number IS NOT NULL`', '`'],
      [
        'A_bookings_count_slots: another slot',
        `countOn('status, coach_id, slot_number')`,
        `countOn('status, coach_id')`,
      ],
      ['A_bookings_count_slots: slots that exist', 'IF NEW.slot_number > total THEN', 'IF false THEN'],
    ],
  ),
  ...guards(
    CLAIMS,
    ['booking'],
    [
      [
        'no ids are used up by taken times',
        'SELECT FROM bookings b WHERE b.coach_id = coach AND',
        'SELECT FROM bookings b WHERE false AND',
      ],
    ],
  ),
  ...guards(
    CLAIMS,
    ['time-races', 'booking-change-races'],
    [
      [
        'writers of times take turns',
        `    PERFORM pg_advisory_xact_lock('bookings'::regclass::oid::integer, coach);
    PERFORM pg_advisory_xact_lock('bookings'::regclass::oid::integer, client);
`,
        '',
      ],
      [
        'people are locked before holds',
        'PERFORM FROM users u WHERE u.id IN (coach, client)',
        'PERFORM FROM users u WHERE false',
      ],
      ['the limit of a client, when it is their turn', 'IF most_of_client IS NOT NULL AND', 'IF false AND'],
      ['the limit of a day, when it is their turn', 'OR most_a_day <= (', 'OR 0 > ('],
      ['the number of holds, when it is their turn', 'most_holds IS NULL OR', 'true OR'],
    ],
  ),
  ...guards(
    'migrations/020-keep-history.ts',
    ['test/contract/history-triggers.spec.ts'],
    [
      ['bookings_record_insert', `WHEN (NEW.kind = 'booking') EXECUTE`, 'WHEN (false) EXECUTE'],
      ['bookings_record_insert: no holds', `WHEN (NEW.kind = 'booking') EXECUTE`, 'EXECUTE'],
      ['bookings_record_update', `WHEN (NEW.kind = 'booking' AND (OLD`, 'WHEN (false AND (OLD'],
      ['bookings_record_update: no holds', `WHEN (NEW.kind = 'booking' AND (OLD`, 'WHEN ((OLD'],
      ['the reason stays in the history', `CASE WHEN NEW.status = 'cancelled' THEN NEW.cancel_reason END`, 'NULL'],
    ],
  ),
  ...guards(
    'migrations/021-guard-times.ts',
    [CONSTRAINTS],
    [
      ['bookings_coach_no_overlap', '(coach_id WITH =, bookings_kept_free', '(id WITH =, bookings_kept_free'],
      [
        'bookings_coach_no_overlap: buffers',
        'bookings_kept_free(scheduled_at, ends_at, buffer_before, buffer_after)',
        'tstzrange(scheduled_at, ends_at)',
      ],
    ],
  ),
];
