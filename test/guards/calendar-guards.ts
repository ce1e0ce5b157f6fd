import { type Guard, guards, TABLES } from './guard.js';
import { check, references } from './table-constraints.js';

const FEEDS = 'calendar-feeds';
const INVITATIONS = 'calendar-invitations';

/** Who sees which session in a calendar, what of it, and for how long. */
export const CALENDAR_GUARDS: readonly Guard[] = [
  ...guards(
    'migrations/027-add-calendars.ts',
    [TABLES],
    [
      check('installation_is_one', 'is_only'),
      ['installation_pkey', 'PRIMARY KEY (is_only)', 'CHECK (is_only IS NOT NULL)'],
      references('calendar_feeds_user_id_fkey', 'user_id', 'users'),
      check('calendar_feeds_number_limits', 'number BETWEEN 1 AND 10'),
      ['calendar_feeds_number_key', 'UNIQUE (user_id, number)', 'CHECK (number IS NOT NULL)'],
      check('calendar_feeds_detail', `detail IN ('full', 'titles', 'busy')`),
      check('calendar_feeds_sha256', 'octet_length(secret_hash) = 32'),
      ['calendar_feeds_secret_hash_key', 'UNIQUE (secret_hash)', 'CHECK (secret_hash IS NOT NULL)'],
      [
        'calendar_feeds_user_alive',
        'FOR EACH STATEMENT EXECUTE FUNCTION users_refuse',
        'FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION users_refuse',
      ],
    ],
  ),
  ...guards(
    'migrations/039-add-busy-times.ts',
    ['test/contract/calendar-constraints.spec.ts'],
    [
      references('external_calendars_coach_id_fkey', 'coach_id', 'users'),
      check('external_calendars_number_limits', 'number BETWEEN 1 AND 10'),
      ['external_calendars_number_key', 'UNIQUE (coach_id, number)', 'CHECK (number <> 0)'],
      ['external_calendars_kind_is_whole', 'ELSE false END', 'ELSE true END'],
      ['external_calendars_kind_is_whole: a feed has an address', 'num_nonnulls(number, address, host) = 3', 'true'],
      ['external_calendars_kind_is_whole: Google has none', 'num_nonnulls(number, address) = 0', 'true'],
      check('external_calendars_description_length', 'char_length(description) BETWEEN 1 AND 200'),
      check('external_calendars_failing_has_fault', '(failing_since IS NULL) = (fault IS NULL)'),
      ['external_calendars_google_key', 'CREATE UNIQUE INDEX', 'CREATE INDEX'],
      ['busy_times_pkey', 'PRIMARY KEY (calendar_id, starts_at)', 'CHECK (calendar_id IS NOT NULL)'],
      references('busy_times_calendar_id_fkey', 'calendar_id', 'external_calendars', 'calendar_id, starts_at'),
      check('busy_times_end_after_start', 'ends_at > starts_at'),
    ],
  ),
  ...guards(
    'migrations/040-add-google-calendars.ts',
    ['test/contract/google-constraints.spec.ts'],
    [
      ['google_authorisations_pkey', 'PRIMARY KEY (coach_id)', 'CHECK (coach_id IS NOT NULL)'],
      references('google_authorisations_coach_id_fkey', 'coach_id', 'users', 'coach_id'),
      check('google_authorisations_sha256', 'octet_length(state_hash) = 32'),
      references('google_calendars_calendar_id_fkey', 'calendar_id', 'external_calendars', 'calendar_id'),
      // Foreign keys need these keys, so they go when those are made, and take them along.
      ...['google_calendars_pkey', 'google_events_pkey'].map((key): [string, string, string] => [
        key,
        'await runner.query(GIVE_BACK);',
        `await runner.query(GIVE_BACK);
    await runner.query('ALTER TABLE ${key.slice(0, -5)} DROP CONSTRAINT ${key} CASCADE');`,
      ]),
      ['google_busy_events_pkey', 'PRIMARY KEY (calendar_id, event_id)', 'CHECK (event_id IS NOT NULL)'],
      [
        'google_busy_events_calendar_id_fkey',
        'google_busy_events_calendar_id_fkey FOREIGN KEY (calendar_id)\n          REFERENCES google_calendars (calendar_id)',
        'google_busy_events_calendar_id_fkey FOREIGN KEY (calendar_id, event_id) REFERENCES google_busy_events (calendar_id, event_id)',
      ],
      [
        'google_events_calendar_id_fkey',
        'google_events_calendar_id_fkey FOREIGN KEY (calendar_id)\n          REFERENCES google_calendars (calendar_id)',
        'google_events_calendar_id_fkey FOREIGN KEY (calendar_id, event_id) REFERENCES google_events (calendar_id, event_id)',
      ],
      [
        'google_conflicts_event_fkey',
        'google_conflicts_event_fkey FOREIGN KEY (calendar_id, subject_kind, subject_id)\n          REFERENCES google_events (calendar_id, subject_kind, subject_id)',
        'google_conflicts_event_fkey FOREIGN KEY (id) REFERENCES google_conflicts (id)',
      ],
      ['google_calendars_coach_id_key', 'UNIQUE (coach_id)', 'CHECK (coach_id IS NOT NULL)'],
      check('google_busy_events_end_after_start', 'ends_at > starts_at'),
      check('google_events_subject_kind', `subject_kind IN ('booking', 'group_session')`),
      check('google_events_written', 'num_nulls(etag, starts_at, ends_at) IN (0, 3)'),
      ['google_events_event_id_key', 'UNIQUE (calendar_id, event_id)', 'CHECK (event_id IS NOT NULL)'],
      check('google_conflicts_time_whole', '(google_starts_at IS NULL) = (google_ends_at IS NULL)'),
      ['google_conflicts_once', 'UNIQUE (calendar_id, subject_kind, subject_id)', 'CHECK (subject_id IS NOT NULL)'],
    ],
  ),
  ...guards(
    'migrations/040-add-google-calendars.ts',
    ['google-calendar'],
    [['google_calendars_give_back', 'WHEN (NOT OLD.is_disconnected)', 'WHEN (false)']],
  ),
  ...guards(
    'src/calendars/google/google-connections.service.ts',
    ['google-calendar'],
    [
      [
        'a state is of the coach who asked',
        'WHERE coach_id = $1 AND state_hash',
        'WHERE $1 = $1::integer AND state_hash',
      ],
      ['a state lasts for ten minutes', 'AND expires_at > $3', 'AND $3::timestamptz IS NOT NULL'],
    ],
  ),
  ...guards(
    'src/calendars/google/google-conflicts.service.ts',
    ['google-calendar'],
    [['a conflict is of its coach', 'WHERE g.coach_id = $1 AND c.id = $2', 'WHERE $1 = $1::integer AND c.id = $2']],
  ),
  ...guards(
    'src/calendars/google/writing/event-writes.service.ts',
    ['google-calendar'],
    [['what the coach changed at Google is not overwritten', ', ifMatch: etag });', ' });']],
  ),
  ...guards(
    'src/calendars/feed-reader.service.ts',
    [FEEDS],
    [
      ['a feed ends with a deactivation', 'AND u.is_active AND', 'AND'],
      ['an admin has no feed', `AND u.role IN ('client', 'coach')`, ''],
      ['a feed shows 90 days of the past', 'inDays(-90)', 'inDays(-91)'],
      ['a feed shows 365 days to come', 'inDays(365)', 'inDays(366)'],
      ['a cancelled session is shown for 30 days', 'inDays(-30)', 'inDays(-31)'],
    ],
  ),
  ...guards(
    'src/calendars/calendar-feeds.service.ts',
    [FEEDS],
    [
      ['a feed is deleted by its owner', '.delete({ id, userId })', '.delete({ id })'],
      ['feeds of one user are made in turn', 'AND is_active FOR NO KEY UPDATE', 'AND is_active'],
      ['feeds are forgotten with their user', '.delete({ userId })', '.delete({ id: 0, userId })'],
      ['a list has feeds of its reader', 'list.where(`f.user_id = ${list.parameter(userId)}`);', ''],
    ],
  ),
  ...guards(
    'src/calendars/feed-text.ts',
    [FEEDS],
    [
      ['`titles` has no names', 'plainTitle(session, locale)),', `namedTitle(session, 'client', locale)),`],
      ['`busy` has no status', `session.status === 'cancelled' ? 'CANCELLED' : null`, `'CANCELLED'`],
    ],
  ),
  ...guards(
    'src/bookings/calendar/user-sessions.service.ts',
    [FEEDS],
    [
      [
        'a feed has no holds',
        `AND b.kind = 'booking'
     AND coalesce`,
        'AND coalesce',
      ],
      ['the thirty days begin with the cancellation', 'SELECT max(h.at) FROM', 'SELECT max(NULL::timestamptz) FROM'],
    ],
  ),
  ...guards(
    'src/bookings/calendar/booking-calendar.service.ts',
    [INVITATIONS],
    [['a file is for the parties', 'await this.reader.find(reader, bookingId);', '']],
  ),
  ...guards(
    'src/bookings/calendar/invitations.service.ts',
    [INVITATIONS],
    [
      ['an invitation is for the parties', 'AND r.id IN (b.coach_id, b.client_id)', ''],
      ['nobody invites a tombstone', 'AND r.email IS NOT NULL', ''],
    ],
  ),
  ...guards(
    'src/bookings/calendar/invitation.ts',
    [INVITATIONS],
    [
      ['a time that is taken away cancels', `isWithdrawn || session.status`, 'session.status'],
      ['a cancelled session has no alarm', 'isOff ? null : ALARM_MINUTES', 'ALARM_MINUTES'],
    ],
  ),
  ...guards(
    'src/icalendar/content-line.ts',
    ['src/icalendar/calendar.spec.ts'],
    [
      ['texts are escaped', `.replace(/[\\\\;,]/g, '\\\\$&')`, ''],
      ['texts stay on one line', `.replace(/\\r\\n|\\r|\\n/g, '\\\\n')`, ''],
      ['names stay in their quotes', `.replace(/"/g, "'")`, ''],
      ['names stay on one line', `.replace(/[\\r\\n]+/g, ' ')`, ''],
      ['lines are folded by octets', 'if (Buffer.byteLength(line) <= MAX_OCTETS)', 'if (line.length <= MAX_OCTETS)'],
    ],
  ),
  ...guards(
    'src/wire/answers/revalidation.ts',
    [FEEDS, 'src/wire/answers/revalidation.spec.ts'],
    [['an answer that has changed is sent again', 'opaque(tag) === opaque(etag)', 'tag !== etag']],
  ),
];
