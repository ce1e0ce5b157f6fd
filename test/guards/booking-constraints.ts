import { CONSTRAINTS, type Guard, guards } from './guard.js';

const BOOKINGS = 'migrations/004-add-booking-and-coach-slots.ts';

/** PostgreSQL's constraints and triggers on bookings and slots, named as in schema.txt. */
export const BOOKING_CONSTRAINTS: readonly Guard[] = [
  ...guards(
    BOOKINGS,
    [CONSTRAINTS],
    [
      [
        'bookings_active_slot_key',
        'CREATE UNIQUE INDEX bookings_active_slot_key',
        'CREATE INDEX bookings_active_slot_key',
      ],
      ['bookings_coach_no_overlap', '(coach_id WITH =, tstzrange', '(id WITH =, tstzrange'],
      ['bookings_client_no_overlap', '(client_id WITH =, tstzrange', '(id WITH =, tstzrange'],
      ['bookings_two_people', 'CHECK (coach_id <> client_id)', 'CHECK (true)'],
      ['bookings_slot_number_range', 'CHECK (slot_number BETWEEN 1 AND 10)', 'CHECK (true)'],
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
      [
        'bookings_guard_transition: legal ones',
        `IF (OLD.status, NEW.status) NOT IN (`,
        `IF false AND (OLD.status, NEW.status) NOT IN (`,
      ],
      [
        'bookings_guard_transition: the past stays',
        `IF OLD.status NOT IN ('pending', 'confirmed') AND NEW.scheduled_at`,
        `IF false AND NEW.scheduled_at`,
      ],
      [
        'A_bookings_count_slots: active client',
        `WHERE id = NEW.client_id AND role = 'client' AND is_active FOR SHARE`,
        `WHERE id = NEW.client_id FOR SHARE`,
      ],
      [
        'A_bookings_count_slots: active coach',
        `WHERE id = NEW.coach_id AND role = 'coach' AND is_active;`,
        `WHERE id = NEW.coach_id;`,
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
      ['users_available_slots_guard', 'FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND', 'FOR EACH ROW WHEN (false AND'],
      ['users_available_slots_start', 'FOR EACH ROW WHEN (NEW.available_slots <> 10)', 'FOR EACH ROW WHEN (false)'],
      [
        'users_available_slots_max',
        'ADD CONSTRAINT users_available_slots_max CHECK (available_slots <= 10)',
        'ADD CONSTRAINT users_available_slots_max CHECK (true)',
      ],
    ],
  ),
  ...guards(
    BOOKINGS,
    ['booking-change-races'],
    [
      [
        'bookings_guard_transition: writers of times in turn',
        'PERFORM pg_advisory_xact_lock(TG_RELID::integer, least(',
        'PERFORM greatest(TG_RELID::integer, least(',
      ],
    ],
  ),
];
