import type { HeldTables } from './held-table.js';

const COACH = 'While the coach has an account.';
const NUMBER = 'a number that says nothing without its coach; bookings refer to the row';

/** When coaches work, and calendars elsewhere. */
export const CALENDARS: HeldTables = {
  schedules: {
    holds: 'When a coach works, and by which rules they can be booked.',
    why: 'So that clients see free times.',
    kept: COACH,
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/schedule' },
        explained: 'your weekly hours and the rules for booking you',
      },
    ],
    deletion: {
      ...{
        notice_minutes: NUMBER,
        window_days: NUMBER,
        grid_minutes: NUMBER,
        daily_limit: NUMBER,
        client_limit: NUMBER,
      },
      ...{ auto_confirm: NUMBER, move_notice_minutes: NUMBER, cancel_notice_minutes: NUMBER, series_weeks: NUMBER },
      ...{ late_cancellation_percent: NUMBER, no_show_percent: NUMBER },
    },
    order: 'coach_id',
    columns: {
      ...{ coach_id: 'person', time_zone: 'data', weekly_hours: 'data', notice_minutes: 'data', window_days: 'data' },
      ...{ grid_minutes: 'data', daily_limit: 'data', client_limit: 'data', auto_confirm: 'data' },
      ...{ move_notice_minutes: 'data', cancel_notice_minutes: 'data', series_weeks: 'data', version: 'none' },
      ...{ video_link: 'data', late_cancellation_percent: 'data', no_show_percent: 'data' },
    },
  },
  schedule_dates: {
    holds: 'Days on which a coach works at other hours.',
    why: 'So that clients see free times.',
    kept: COACH,
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/dates' },
        explained: 'days on which you work at other hours',
      },
    ],
    deletion: 'deleted',
    order: 'date',
    columns: { coach_id: 'person', date: 'data', hours: 'data', note: 'data' },
  },
  time_off: {
    holds: 'When a coach does not work.',
    why: 'So that nobody books that time.',
    kept: COACH,
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/time-off' },
        explained: 'times at which you do not work, with your notes',
      },
    ],
    deletion: 'deleted',
    order: 'id',
    columns: {
      ...{ id: 'key', coach_id: 'person', starts_at: 'data', ends_at: 'data', first_day: 'data', last_day: 'data' },
      note: 'data',
    },
  },
  session_types: {
    holds: 'What a coach offers.',
    why: 'So that clients can choose.',
    kept: COACH,
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/session-types' },
        explained: 'what you offer',
      },
    ],
    deletion: {
      ...{ minutes: NUMBER, buffer_before_minutes: NUMBER, buffer_after_minutes: NUMBER, capacity: NUMBER },
      ...{ position: NUMBER, location_kind: NUMBER, price_minor: NUMBER, currency: NUMBER, payment: NUMBER },
    },
    order: 'position, id',
    columns: {
      ...{ id: 'key', coach_id: 'person', name: 'data', description: 'data', minutes: 'data' },
      ...{ buffer_before_minutes: 'data', buffer_after_minutes: 'data', capacity: 'data', location: 'data' },
      ...{ is_active: 'data', position: 'data', location_kind: 'data', price_minor: 'data', currency: 'data' },
      payment: 'data',
    },
  },
  calendar_feeds: {
    holds: 'Addresses at which somebody subscribes to their bookings.',
    why: 'So that a calendar elsewhere shows the bookings.',
    kept: 'Until the user deletes the address.',
    whose: [
      {
        ...{ who: 'the user', rows: 'user_id = $1', file: 'calendar-feeds' },
        explained: 'your addresses for calendar programs, without their secret part',
      },
    ],
    deletion: 'deleted',
    order: 'number',
    columns: {
      ...{ id: 'key', user_id: 'person', number: 'data', detail: 'data', secret_hash: 'secret', created_at: 'data' },
    },
  },
  external_calendars: {
    holds: 'Calendars that a coach keeps elsewhere: their address, sealed, and how reading them went.',
    why: 'So that nobody books a coach who is busy.',
    kept: 'Until the coach removes the calendar.',
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/external-calendars' },
        explained: 'calendars elsewhere that you connected, without their addresses and permissions',
      },
    ],
    deletion: 'deleted',
    order: 'created_at, id',
    columns: {
      ...{ id: 'key', coach_id: 'person', kind: 'data', number: 'data', description: 'data', address: 'secret' },
      ...{
        host: 'data',
        etag: 'none',
        last_modified: 'none',
        next_fetch_at: 'none',
        attempts: 'none',
        tried_at: 'none',
      },
      ...{
        fetched_at: 'none',
        read_at: 'data',
        failing_since: 'data',
        fault: 'data',
        failures: 'none',
        left_out: 'none',
      },
      created_at: 'data',
    },
  },
  busy_times: {
    holds: 'When a calendar elsewhere makes a coach busy, without saying why.',
    why: 'So that nobody books a coach who is busy.',
    kept: 'Until the calendar is read again or removed.',
    whose: [
      {
        ...{ who: 'the coach', rows: 'coach_id = $1', file: 'coaching/busy-times' },
        explained: 'when your calendars elsewhere make you busy',
      },
    ],
    deletion: 'deleted',
    order: 'calendar_id, starts_at',
    columns: { calendar_id: 'key', coach_id: 'person', starts_at: 'data', ends_at: 'data' },
  },
};
