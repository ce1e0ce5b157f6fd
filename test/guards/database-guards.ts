import { CONSTRAINTS, type Guard, guards } from './guard.js';

const BOOKINGS = 'migrations/004-add-booking-and-coach-slots.ts';

/** What PostgreSQL never lets be false. */
export const DATABASE_GUARDS: readonly Guard[] = [
  ...guards(
    BOOKINGS,
    [CONSTRAINTS],
    [
      ['slot held once', 'CREATE UNIQUE INDEX bookings_active_slot_key', 'CREATE INDEX bookings_active_slot_key'],
      ['no overlap for a coach', '(coach_id WITH =, tstzrange', '(id WITH =, tstzrange'],
      ['no overlap for a client', '(client_id WITH =, tstzrange', '(id WITH =, tstzrange'],
      ['two people', 'CHECK (coach_id <> client_id)', 'CHECK (true)'],
      ['slot number 1 to 10', 'CHECK (slot_number BETWEEN 1 AND 10)', 'CHECK (true)'],
      ['time has both ends', 'CHECK ((scheduled_at IS NULL) = (ends_at IS NULL))', 'CHECK (true)'],
      ['end after start', 'CHECK (ends_at > scheduled_at)', 'CHECK (true)'],
      ['length of notes', 'CHECK (char_length(notes) <= 2000)', 'CHECK (true)'],
      [
        'booking has a coach',
        'bookings_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES users (id)',
        'bookings_coach_id_fkey FOREIGN KEY (id) REFERENCES bookings (id)',
      ],
      [
        'booking has a client',
        'bookings_client_id_fkey FOREIGN KEY (client_id) REFERENCES users (id)',
        'bookings_client_id_fkey FOREIGN KEY (id) REFERENCES bookings (id)',
      ],
      ['legal transitions', `IF (OLD.status, NEW.status) NOT IN (`, `IF false AND (OLD.status, NEW.status) NOT IN (`],
      [
        'the past stays',
        `IF OLD.status NOT IN ('pending', 'confirmed') AND NEW.scheduled_at`,
        `IF false AND NEW.scheduled_at`,
      ],
      [
        'active client',
        `WHERE id = NEW.client_id AND role = 'client' AND is_active FOR SHARE`,
        `WHERE id = NEW.client_id FOR SHARE`,
      ],
      ['active coach', `WHERE id = NEW.coach_id AND role = 'coach' AND is_active;`, `WHERE id = NEW.coach_id;`],
      [
        'slots counted up',
        'SET available_slots = available_slots + 1 WHERE',
        'SET available_slots = available_slots WHERE',
      ],
      ['slots counted down', 'SET available_slots = available_slots - 1', 'SET available_slots = available_slots'],
      ['slots not set by hand', 'FOR EACH ROW WHEN (pg_trigger_depth() = 0 AND', 'FOR EACH ROW WHEN (false AND'],
      ['coaches begin with ten slots', 'FOR EACH ROW WHEN (NEW.available_slots <> 10)', 'FOR EACH ROW WHEN (false)'],
    ],
  ),
  ...guards(
    BOOKINGS,
    // The triggers leave nothing that could break this one: only its text can be asked for.
    ['test/contract/migrations.spec.ts'],
    [
      [
        'at most ten slots',
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
        'writers of times in turn',
        'PERFORM pg_advisory_xact_lock(TG_RELID::integer, least(',
        'PERFORM greatest(TG_RELID::integer, least(',
      ],
    ],
  ),
  ...guards(
    'migrations/001-initial-schema.ts',
    [CONSTRAINTS, 'accounts-signup'],
    [['email once', 'CONSTRAINT users_email_key UNIQUE (email)', 'CONSTRAINT users_email_key UNIQUE (id, email)']],
  ),
  ...guards(
    'migrations/003-add-profile-fields.ts',
    ['test/contract/migrations.spec.ts'],
    [
      [
        'age',
        'ADD CONSTRAINT users_age_range CHECK (age BETWEEN 0 AND 150)',
        'ADD CONSTRAINT users_age_range CHECK (true)',
      ],
    ],
  ),
  ...guards(
    'migrations/009-add-access-log.ts',
    ['access-log'],
    [
      [
        'access log only grows',
        'FOR EACH ROW EXECUTE FUNCTION access_log_refuse_change()',
        'FOR EACH ROW WHEN (false) EXECUTE FUNCTION access_log_refuse_change()',
      ],
    ],
  ),
];
